#include "render/csv_text.h"

#include <algorithm>
#include <array>

#include "util/display.h"

namespace goescape {
namespace {

// Whether a spreadsheet would take a cell with this escaped text for a formula, also in the wide forms that East Asian
// ones read alike (https://owasp.org/www-community/attacks/CSV_Injection). Tabs and line ends are escaped.
bool looks_like_formula(std::string_view cell) {
  constexpr std::array<std::string_view, 8> kBegins{"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  cell.remove_prefix(std::min(cell.find_first_not_of(" \""), cell.size()));
  return std::any_of(kBegins.begin(), kBegins.end(), [&](std::string_view begin) { return cell.starts_with(begin); });
}

// Appends a piece of a field that holds no semicolon, with an apostrophe in front of a formula.
void append_cell(std::string& out, std::string_view cell) {
  out += looks_like_formula(cell) ? "'" : "";
  for (std::size_t quote = cell.find('"'); quote != std::string_view::npos; quote = cell.find('"')) {
    out += cell.substr(0, quote + 1);
    out += '"';
    cell.remove_prefix(quote + 1);
  }
  out += cell;
}

}  // namespace

void append_csv_text(std::string& out, std::string_view text) {
  const std::string field = escaped(text);
  std::string_view rest = field;
  const bool quoted = rest.find_first_of("\",;") != std::string_view::npos;
  out += quoted ? "\"" : "";
  for (std::size_t end = rest.find(';'); end != std::string_view::npos; end = rest.find(';')) {
    append_cell(out, rest.substr(0, end));
    out += ';';
    rest.remove_prefix(end + 1);
  }
  append_cell(out, rest);
  out += quoted ? "\"" : "";
}

}  // namespace goescape
