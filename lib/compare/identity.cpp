#include "compare/identity.h"

#include <cctype>
#include <unordered_map>

#include "parse/shape.h"
#include "util/hash.h"

namespace goescape {
namespace {

constexpr std::string_view kEmptyInterface = "interface {}";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t behind_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) {
    ++at;
  }
  return at;
}

// The length of a word at the front of `text` that the compiler made up and numbers; 0 when none stands there.
std::size_t numbered_word(std::string_view text) {
  constexpr char kFirstByteOfDot = '\xC2';
  if (text.front() != '.' && text.front() != '~' && text.front() != kFirstByteOfDot) {
    return 0;
  }
  for (const std::string_view word : {std::string_view(".autotmp_"), std::string_view("~r"), std::string_view("~R"),
                                      std::string_view("~b"), std::string_view("~p"), std::string_view("·")}) {
    if (text.starts_with(word)) {
      const std::size_t end = behind_digits(text, word.size());
      return end > word.size() ? end : 0;
    }
  }
  return 0;
}

bool ends_with_word(std::string_view text) {
  return !text.empty() && (std::isalnum(static_cast<unsigned char>(text.back())) != 0 || text.back() == '_');
}

// Fields are kept apart by a byte that no Go source holds.
void append_field(std::string& key, std::string_view field) {
  key += field;
  key += '\0';
}

}  // namespace

std::string normalised_expression(std::string_view expression) {
  const std::string plain = without_shapes(expression);
  std::string result;
  for (std::size_t at = 0; at < plain.size();) {
    if (const std::size_t numbered = numbered_word(std::string_view(plain).substr(at)); numbered != 0) {
      result += plain[at] == '~' ? "~" : plain[at] == '.' ? ".autotmp" : "";
      at += numbered;
    } else if (plain[at] == kEmptyInterface.front() && !ends_with_word(result) &&
               std::string_view(plain).substr(at).starts_with(kEmptyInterface)) {
      result += "any";
      at += kEmptyInterface.size();
    } else if (is_space(plain[at])) {
      result += result.ends_with(' ') ? "" : " ";
      ++at;
    } else {
      result += plain[at++];
    }
  }
  return result;
}

void set_fingerprints(Report& report) {
  std::unordered_map<std::uint64_t, std::uint32_t> ordinals;  // Of one package, so that it stays small.
  PackageIndex package{};
  std::string key;
  for (Finding& finding : report.findings) {
    if (finding.package != package) {
      package = finding.package;
      ordinals = {};
    }
    key.clear();
    append_field(key, report.text(report.package_of(finding).import_path));
    append_field(key, report.text(finding.function));
    append_field(key, info(finding.kind).name);
    append_field(key, normalised_expression(report.text(finding.expression)));
    const std::uint64_t content = hash_bytes(key);
    append_field(key, std::to_string(ordinals[content]++));
    finding.fingerprint = hash_bytes(key);
  }
}

}  // namespace goescape
