// What the fuzz targets that read logs share.
#pragma once

#include <cstdlib>
#include <string_view>

#include "resolve/report_builder.h"

namespace goescape::test {

// The report of a log that is handed over in pieces of `piece` bytes.
inline Report report_in_pieces(std::string_view log, std::size_t piece) {
  Collector collector({});
  LogParser parser(collector);
  for (std::size_t at = 0; at < log.size(); at += piece) {
    parser.feed(log.substr(at, piece));
  }
  parser.finish();
  return build_report(collector.take(), heap_kinds(), {});
}

// Stops the fuzzer unless what holds for every report holds for this one.
inline void expect(bool holds) {
  if (!holds) {
    std::abort();
  }
}

inline void expect_sound(const Report& report) {
  const KindTotals counts = totals(report);
  expect(heap_decisions(counts) == report.findings.size());
  for (const Finding& finding : report.findings) {
    expect(is_heap_decision(finding.kind));
    expect(finding.occurrences > 0);
    expect(static_cast<std::size_t>(finding.package) < report.packages.size());
    expect(std::size_t{finding.flow_begin} + finding.flow_count <= report.flow_steps.size());
  }
}

// Wherever the log is cut, the report is the same.
inline void expect_same(const Report& a, const Report& b) {
  expect(a.findings.size() == b.findings.size());
  expect(a.unrecognized.count == b.unrecognized.count);
  expect(a.failures.size() == b.failures.size());
  for (std::size_t at = 0; at < a.findings.size(); ++at) {
    expect(a.text(a.findings[at].message) == b.text(b.findings[at].message));
    expect(a.findings[at].occurrences == b.findings[at].occurrences);
    expect(a.findings[at].flow_count == b.findings[at].flow_count);
  }
}

}  // namespace goescape::test
