// What a collector makes of a log, for tests of what comes after it.
#pragma once

#include <string>
#include <string_view>

#include "parse/log_parser.h"
#include "resolve/collector.h"

namespace goescape::test {

// All kinds, so that the text of every message is kept.
inline KindSet all_kinds() { return KindSet().set(); }

inline Collected collect(std::string_view log, const KindSet& keep = all_kinds()) {
  CollectorOptions options;
  options.keep = keep;
  Collector collector(options);
  LogParser parser(collector);
  parser.feed(log);
  parser.finish();
  return collector.take();
}

// The index of the only diagnostic with this text at this line; fails the test when there is none.
inline std::uint32_t index_of(const Collected& collected, std::uint32_t line, std::string_view text) {
  for (std::uint32_t index = 0; index < collected.diagnostics.size(); ++index) {
    const CollectedDiagnostic& entry = collected.diagnostics[index];
    if (entry.line == line && collected.strings[entry.text] == text) {
      return index;
    }
  }
  FAIL("no diagnostic " << std::string(text) << " at line " << line);
  return 0;
}

}  // namespace goescape::test
