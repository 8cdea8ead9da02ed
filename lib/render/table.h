// A table of plain text: columns as wide as their content, shrunk where the line would get too long.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/style.h"

namespace goescape {

struct TableColumn {
  std::string title;
  bool is_number = false;  // Right-aligned and never shortened; text is left-aligned, shortened in the middle.
};

// Cells hold escaped text.
struct TableRow {
  std::vector<std::string> cells;  // As many as there are columns.
  Style style = Style::kPlain;     // Of all its cells.
};

struct Table {
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
};

// Appends the table with its titles, every line within `width` cells as long as text columns can still shrink (to
// kMinTextColumn); a width of 0 means no limit. No line ends in spaces.
inline constexpr std::size_t kMinTextColumn = 12;
void append_table(std::string& out, const Table& table, std::size_t width, const Painter& paint);

}  // namespace goescape
