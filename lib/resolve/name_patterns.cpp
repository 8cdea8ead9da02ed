#include "resolve/name_patterns.h"

#include <re2/re2.h>

#include <algorithm>

namespace goescape {
namespace {

std::string package_expression(const std::string& pattern) {
  std::string expression = RE2::QuoteMeta(pattern);
  constexpr std::string_view kBelow = R"(\/\.\.\.)";
  if (expression.ends_with(kBelow)) {
    expression.replace(expression.size() - kBelow.size(), kBelow.size(), "(/.*)?");
  }
  RE2::GlobalReplace(&expression, R"(\\\.\\\.\\\.)", ".*");
  return expression;
}

std::string glob_expression(const std::string& pattern) {
  std::string expression = RE2::QuoteMeta(pattern);
  RE2::GlobalReplace(&expression, R"(\\\*)", ".*");
  RE2::GlobalReplace(&expression, R"(\\\?)", ".");
  return expression;
}

}  // namespace

NamePatterns::NamePatterns() = default;
NamePatterns::NamePatterns(NamePatterns&&) noexcept = default;
NamePatterns& NamePatterns::operator=(NamePatterns&&) noexcept = default;
NamePatterns::~NamePatterns() = default;

NamePatterns NamePatterns::of_packages(const std::vector<std::string>& texts) {
  NamePatterns patterns;
  for (const std::string& text : texts) {
    patterns.expressions_.push_back(std::make_unique<RE2>(package_expression(text), RE2::Latin1));
  }
  return patterns;
}

NamePatterns NamePatterns::globs(const std::vector<std::string>& texts) {
  NamePatterns patterns;
  for (const std::string& text : texts) {
    patterns.expressions_.push_back(std::make_unique<RE2>(glob_expression(text), RE2::Latin1));
  }
  return patterns;
}

bool NamePatterns::passes(std::string_view name) const {
  const re2::StringPiece piece(name.data(), name.size());
  return expressions_.empty() || std::any_of(expressions_.begin(), expressions_.end(),
                                             [&](const auto& each) { return RE2::FullMatch(piece, *each); });
}

}  // namespace goescape
