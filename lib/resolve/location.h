// What a user means by a place in the code: a file with or without a line, a function, or the id of a finding.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "util/result.h"

namespace goescape {

struct Location {
  enum class Type : std::uint8_t { kFile, kFunction, kId };
  Type type = Type::kFunction;
  std::string name;          // The file as it was typed; the function; the id or its beginning.
  std::uint32_t line = 0;    // kFile: 0 = the whole file.
  std::uint32_t column = 0;  // kFile: 0 = the whole line.
};

// `a.go`, `a.go:12`, `a.go:12:3`, `v1:0123…`; everything else is a function. Fails with a usage error where that is
// less than a place: a line or column 0, an id without a digit.
Result<Location> parse_location(std::string_view text);

// The findings there, in the order of the report. A file is meant by its name as in Finding::file; a column at which
// nothing stands means its line. A function is meant by its name, with or without its package or import path in front,
// and its literals with it: `Name`, `(*T).Name`, `pkg.Name`, `example.com/m/pkg.(*T).Name`.
std::vector<const Finding*> findings_at(const Report& report, const Location& location);

}  // namespace goescape
