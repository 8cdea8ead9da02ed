// A text as a field of comma-separated values (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// Appends `text` made harmless for terminals and for spreadsheets, quoted where needed. Where numbers have a decimal
// comma, spreadsheets cut the row at semicolons, whatever the quotes, so what follows one may become a cell as well.
void append_csv_text(std::string& out, std::string_view text);

}  // namespace goescape
