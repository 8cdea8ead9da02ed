#include "parse/listing_parser.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

namespace goescape {
namespace {

// The registers of the first arguments (ABIInternal, src/cmd/compile/abi-internal.md).
constexpr std::array<std::string_view, 5> kAmd64{"AX", "BX", "CX", "DI", "SI"};
constexpr std::array<std::string_view, 5> kArm64{"R0", "R1", "R2", "R3", "R4"};

// Which argument an instruction sets: its last operand is where the result goes.
std::optional<std::size_t> argument_set_by(std::string_view operands) {
  constexpr std::string_view kSeparator = ", ";
  if (operands.size() <= kSeparator.size() + 2 || operands.substr(operands.size() - 4, 2) != kSeparator) {
    return std::nullopt;
  }
  const std::string_view name = operands.substr(operands.size() - 2);
  for (std::size_t index = 0; index < kAmd64.size(); ++index) {
    if (name == kAmd64[index] || name == kArm64[index]) {
      return index;
    }
  }
  return std::nullopt;
}

// The type in a name such as "type:int" or, up to Go 1.19, "type.int"; empty when it is no type, but something about
// one: "type:.eq.T".
std::string_view type_in(std::string_view symbol) {
  constexpr std::string_view kPrefix = "type:";
  constexpr std::string_view kNoAlgorithms = "noalg.";  // A type that is never compared.
  if (!symbol.starts_with("type") || symbol.size() <= kPrefix.size() || symbol[kPrefix.size()] == '.' ||
      (symbol[4] != ':' && symbol[4] != '.')) {
    return {};
  }
  symbol.remove_prefix(kPrefix.size());
  return symbol.starts_with(kNoAlgorithms) ? symbol.substr(kNoAlgorithms.size()) : symbol;
}

// What data is used by its address, if it is such that stands for an allocation.
std::string_view static_data_in(std::string_view symbol) {
  if (symbol == kZeroBase || symbol == kSingleBytes) {
    return symbol;
  }
  if (symbol.find("..stmp_") != std::string_view::npos || symbol.starts_with("go:string.")) {
    return kStaticValue;
  }
  return symbol.ends_with("·f") && symbol.find(".func") != std::string_view::npos ? kStaticClosure : std::string_view();
}

// A number that is loaded: "$16, AX".
std::uint64_t number_in(std::string_view operands) {
  std::uint64_t number = 0;
  if (operands.starts_with('$')) {
    std::from_chars(operands.data() + 1, operands.data() + operands.size(), number);
  }
  return number;
}

// Whether this is a line of sixteen bytes: "\t0x0010 48 89 … c3  H.....". What it looks like is enough: no instruction
// has these blanks, and of lines that begin so nothing else is read.
bool is_line_of_bytes(std::string_view line) {
  constexpr std::size_t kWithoutAddress = 69;
  if (line.size() < kWithoutAddress + 4 || line.size() > kWithoutAddress + 8) {
    return false;
  }
  const std::size_t first_space = line.size() - kWithoutAddress + 3;  // Behind "\t0x" and the digits of the address.
  return line[0] == '\t' && line[1] == '0' && line[first_space] == ' ' && line[first_space + 3] == ' ' &&
         line[first_space + 6] == ' ' && line.back() != '\r';
}

bool takes_address(const ListingInstruction& instruction) {
  return instruction.operation.starts_with("LEA") || instruction.operands.starts_with('$');
}

}  // namespace

void ListingParser::feed(std::string_view bytes) {
  const auto take_split_line = [this](std::string_view line) {
    if (!take_line(line, [] {})) {
      rest_.feed(line);
      rest_.feed("\n");
    }
  };
  lines_.feed(bytes, take_split_line, [this](std::string_view rest) { return take_whole_lines(rest); });
}

void ListingParser::finish() {
  lines_.finish([this](std::string_view line) {
    if (!take_line(line, [] {})) {
      rest_.feed(line);
    }
  });
}

// Takes the lines that end in `bytes`, which begin with one; what is between those of the listing goes on as it is.
// Returns how much that was.
std::size_t ListingParser::take_whole_lines(std::string_view bytes) {
  const std::size_t last = bytes.rfind('\n');
  if (last == std::string_view::npos) {
    return 0;
  }
  const char* const end = bytes.data() + last + 1;
  const char* others = bytes.data();  // Where the lines begin that are to go on.
  const char* at = others;
  const auto pass_others_on = [&] {
    if (others != at) {
      rest_.feed({others, static_cast<std::size_t>(at - others)});
    }
  };
  while (at != end) {
    const auto* const newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    const char* const end_of_line = newline != at && newline[-1] == '\r' ? newline - 1 : newline;
    const std::string_view line(at, static_cast<std::size_t>(end_of_line - at));
    // What stands in front has to be known first: it may tell the package.
    const bool taken = take_line(line, pass_others_on);
    at = newline + 1;
    if (taken) {
      at = skip_bytes(at, end, static_cast<std::size_t>(at - line.data()));
      others = at;
    }
  }
  pass_others_on();
  return last + 1;
}

// Behind a line of bytes, `line` long with its end, come more of the same length. Only where these end is worth a look.
const char* ListingParser::skip_bytes(const char* at, const char* end, std::size_t line) {
  const auto is_next = [&](const char* text) {
    return is_line_of_bytes({text, line - 1}) && std::memchr(text, '\n', line) == text + line - 1;
  };
  const bool behind_bytes = is_next(at - line);
  while (behind_bytes && static_cast<std::size_t>(end - at) >= line && is_next(at)) {
    at += line;
  }
  return at;
}

// Whether it is a line of the listing; if so, `before` is called before anything is handed over.
template <typename Before>
bool ListingParser::take_line(std::string_view line, Before&& before) {
  if (line.starts_with('\t')) {
    if (in_listing_) {
      before();
      take_tab_line(line);
    }
    return in_listing_;
  }
  if (line.starts_with("# ")) {
    in_listing_ = false;
    return false;
  }
  const auto symbol = parse_listing_symbol(line);
  if (symbol) {
    before();
    in_listing_ = true;
    take_symbol(*symbol);
  }
  return symbol.has_value();
}

void ListingParser::take_symbol(const ListingSymbol& symbol) {
  in_function_ = symbol.is_function;
  type_ = symbol.is_function ? std::string_view() : type_in(symbol.name);
  if (symbol.is_function) {
    arguments_ = {};
    handler_.function(symbol.name);
  }
}

void ListingParser::take_tab_line(std::string_view line) {
  if (in_function_) {
    if (is_line_of_bytes(line)) {
      return;
    }
    if (const auto instruction = parse_listing_instruction(line)) {
      take_instruction(*instruction);
    }
  } else if (!type_.empty()) {
    if (const auto type = parse_listed_type(line)) {
      handler_.type(type_, *type);
    }
    type_.clear();
  }
}

void ListingParser::take_instruction(const ListingInstruction& instruction) {
  if (is_call(instruction.operation)) {
    take_call(instruction);
    return;
  }
  if (instruction.operation.ends_with("DATA")) {
    return;  // PCDATA and FUNCDATA, one line in five, are notes for the runtime.
  }
  const std::string_view symbol = takes_address(instruction) ? symbol_of(instruction.operands) : std::string_view();
  if (!symbol.empty()) {
    take_address(instruction, symbol);
  } else if (const auto argument = argument_set_by(instruction.operands)) {
    arguments_[*argument].type.clear();
    arguments_[*argument].size = number_in(instruction.operands);
  }
}

void ListingParser::take_address(const ListingInstruction& instruction, std::string_view symbol) {
  if (const auto argument = argument_set_by(instruction.operands)) {
    arguments_[*argument].type = type_in(symbol);
    arguments_[*argument].size = 0;
  }
  if (const std::string_view data = static_data_in(symbol); !data.empty()) {
    handler_.call({instruction.position, data, CallKind::kStaticData, {}, 0});
  }
}

void ListingParser::take_call(const ListingInstruction& instruction) {
  const std::string_view callee = symbol_of(instruction.operands);
  if (const RuntimeCall* const call = find_runtime_call(callee)) {
    const std::uint64_t size =
        call->size_argument < 0 ? 0 : arguments_[static_cast<std::size_t>(call->size_argument)].size;
    handler_.call({instruction.position, callee, call->kind, type_argument(*call), size});
  }
  for (Argument& argument : arguments_) {
    argument.type.clear();
    argument.size = 0;
  }
}

// Up to Go 1.19 the type was the first argument of growslice.
std::string_view ListingParser::type_argument(const RuntimeCall& call) const {
  if (call.type_argument < 0) {
    return {};
  }
  const std::string& type = arguments_[static_cast<std::size_t>(call.type_argument)].type;
  return type.empty() && call.kind == CallKind::kAppend ? arguments_.front().type : type;
}

}  // namespace goescape
