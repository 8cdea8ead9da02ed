#include "resolve/cause.h"

#include <algorithm>

namespace goescape {
namespace {

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::string as_word(std::string_view reason) {
  std::string word;
  for (const char c : reason) {
    if (is_word_byte(c)) {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!word.empty() && word.back() != '_') {
      word += '_';
    }
  }
  while (word.ends_with('_')) {
    word.pop_back();
  }
  return word;
}

}  // namespace

std::string cause_of(std::span<const FlowStep> steps, const StringPool& strings) {
  const auto last = std::find_if(steps.rbegin(), steps.rend(),
                                 [](const FlowStep& step) { return step.type == FlowStep::Type::kReason; });
  return last == steps.rend() ? std::string() : as_word(strings[last->from]);
}

}  // namespace goescape
