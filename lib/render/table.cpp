#include "render/table.h"

#include <algorithm>
#include <numeric>

#include "util/display.h"

namespace goescape {
namespace {

constexpr std::size_t kGap = 2;

std::vector<std::size_t> natural_widths(const Table& table) {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::size_t width = display_width(table.columns[column].title);
    for (const TableRow& row : table.rows) {
      width = std::max(width, display_width(row.cells[column]));
    }
    widths.push_back(width);
  }
  return widths;
}

std::size_t line_width(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), std::size_t{0}) + kGap * (widths.size() - 1);
}

// Takes what is too much from the widest text column, cell by cell, until the line fits or nothing can give way.
void shrink(std::vector<std::size_t>& widths, const Table& table, std::size_t limit) {
  while (line_width(widths) > limit) {
    std::size_t widest = widths.size();
    for (std::size_t column = 0; column < widths.size(); ++column) {
      const bool can_shrink = !table.columns[column].is_number && widths[column] > kMinTextColumn;
      if (can_shrink && (widest == widths.size() || widths[column] > widths[widest])) {
        widest = column;
      }
    }
    if (widest == widths.size()) {
      return;
    }
    --widths[widest];
  }
}

// The cells of one line, without a style.
std::string line_of(const Table& table, const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const std::string cell = shorten_middle(cells[column], widths[column]);
    const std::size_t fill = widths[column] - std::min(widths[column], display_width(cell));
    line.append(column == 0 ? 0 : kGap, ' ');
    line.append(table.columns[column].is_number ? fill : 0, ' ');
    line += cell;
    line.append(table.columns[column].is_number ? 0 : fill, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

void append_table(std::string& out, const Table& table, std::size_t width, const Painter& paint) {
  std::vector<std::size_t> widths = natural_widths(table);
  if (width != 0) {
    shrink(widths, table, width);
  }
  std::vector<std::string> titles;
  titles.reserve(table.columns.size());
  for (const TableColumn& column : table.columns) {
    titles.push_back(column.title);
  }
  paint.append(out, Style::kTitle, line_of(table, titles, widths));
  out += '\n';
  for (const TableRow& row : table.rows) {
    paint.append(out, row.style, line_of(table, row.cells, widths));
    out += '\n';
  }
}

}  // namespace goescape
