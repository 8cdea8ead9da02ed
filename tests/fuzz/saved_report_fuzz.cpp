// Saved reports: what is read and written anew gives the same bytes from then on, survives the form in which reports
// are kept, differs in nothing from itself, and can be shown in every format.

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "compare/compare.h"
#include "fuzz/collected_report.h"
#include "render/formats.h"
#include "store/report_message.h"
#include "store/saved_report.h"

namespace {

using namespace goescape;
using goescape::test::expect;

// Reads a report through a file in memory, since an input has a name.
Result<Report> loaded(std::string_view text) {
  static const int kFile = ::memfd_create("report", MFD_CLOEXEC);
  expect(kFile >= 0 && ::ftruncate(kFile, 0) == 0);
  expect(::pwrite(kFile, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  return load_report("/proc/self/fd/" + std::to_string(kFile));
}

std::string shown(const Report& report, const Format& format) {
  std::ostringstream out;
  format.render(report, {}, out);
  expect(out.good());
  return out.str();
}

std::string as_json(const Report& report) { return shown(report, *find_format("json")); }

void expect_kept(const Report& report) {
  const Result<Report> kept = decode_report(encode_report(report));
  expect(kept.has_value());
  expect(kept->findings.size() == report.findings.size());
  expect(totals(*kept) == totals(report));
  expect(encode_report(*kept) == encode_report(report));
}

void expect_nothing_changed(const Report& report) {
  const Diff diff = compare_reports(report, report, {});
  expect(diff.introduced.empty() && diff.fixed.empty() && diff.moved.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  looks_like_comparison(text);
  looks_like_report(text);
  const Result<Report> report = loaded(text);
  if (!report) {
    expect(report.error().failure == Failure::kInput && report.error().message.starts_with("/proc/self/fd/"));
    return 0;
  }
  const std::string written = as_json(*report);
  expect(looks_like_report(written));
  const Result<Report> again = loaded(written);
  expect(again && as_json(*again) == written);
  expect_kept(*report);
  expect_nothing_changed(*report);
  // One format for each input: each of them would take longer than all the rest.
  shown(*report, kFormats[size % kFormats.size()]);
  return 0;
}
