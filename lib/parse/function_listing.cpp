#include "parse/function_listing.h"

#include "parse/listing_line.h"

namespace goescape {

void FunctionListing::feed(std::string_view bytes) {
  lines_.feed(bytes, [this](std::string_view line) { take_line(line); });
}

std::vector<ListedFunction> FunctionListing::take() {
  lines_.finish([this](std::string_view line) { take_line(line); });
  return std::move(functions_);
}

void FunctionListing::take_line(std::string_view line) {
  if (!line.starts_with('\t')) {
    const auto symbol = parse_listing_symbol(line);
    inside_ = symbol && symbol->is_function && wanted_(symbol->name);
    if (inside_) {
      const std::size_t facts = line.find(" STEXT", symbol->name.size());
      functions_.push_back({std::string(symbol->name), std::string(line.substr(facts + 1)), {}});
    }
    return;
  }
  if (!inside_) {
    return;
  }
  if (const auto instruction = parse_listing_instruction(line)) {
    const std::string_view address = line.substr(1, line.find(' ') - 1);
    functions_.back().instructions.push_back({std::string(instruction->position), std::string(address),
                                              std::string(instruction->operation), std::string(instruction->operands)});
  }
}

}  // namespace goescape
