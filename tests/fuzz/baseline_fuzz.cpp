// Baseline files: what is read comes back from its file, in whatever order the lines are, and lines that are there
// twice count once.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/collected_report.h"
#include "store/baseline_file.h"

namespace {

using namespace goescape;
using goescape::test::expect;

std::string backwards(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t begin = text.rfind('\n', text.size() - 1) + 1;  // npos + 1 is 0.
    result.append(text.substr(begin)).append("\n");
    text = text.substr(0, begin == 0 ? 0 : begin - 1);
  }
  return result;
}

void expect_sorted(const Baseline& baseline) {
  expect(std::is_sorted(baseline.sections.begin(), baseline.sections.end(),
                        [](const auto& a, const auto& b) { return a.key < b.key; }));
  for (const BaselineSection& section : baseline.sections) {
    expect(std::adjacent_find(section.key.tags.begin(), section.key.tags.end(), std::greater_equal<>()) ==
           section.key.tags.end());
    expect(std::adjacent_find(section.entries.begin(), section.entries.end(),
                              [](const auto& a, const auto& b) { return a.id >= b.id; }) == section.entries.end());
  }
}

// Only keys and ids: the other fields of lines with one id may differ, and then any of them is as good.
void expect_same_ids(const Baseline& a, const Baseline& b) {
  const auto same_id = [](const BaselineEntry& x, const BaselineEntry& y) { return x.id == y.id; };
  expect(std::equal(a.sections.begin(), a.sections.end(), b.sections.begin(), b.sections.end(),
                    [&](const BaselineSection& x, const BaselineSection& y) {
                      return x.key == y.key && std::equal(x.entries.begin(), x.entries.end(), y.entries.begin(),
                                                          y.entries.end(), same_id);
                    }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Result<Baseline> baseline = parse_baseline(text, "input");
  if (!baseline) {
    expect(baseline.error().failure == Failure::kUsage && baseline.error().message.starts_with("input:"));
    return 0;
  }
  expect_sorted(*baseline);
  const std::string written = baseline_text(*baseline);
  const Result<Baseline> again = parse_baseline(written, "input");
  expect(again && *again == *baseline && baseline_text(*again) == written);
  const Result<Baseline> twice = parse_baseline(text + "\n" + text, "input");
  expect(twice && *twice == *baseline);
  const Result<Baseline> turned = parse_baseline(backwards(text), "input");
  expect(turned.has_value());
  expect_same_ids(*turned, *baseline);
  return 0;
}
