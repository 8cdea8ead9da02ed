#include "verdict.h"

#include <fmt/core.h>

#include <algorithm>

#include "model/variant.h"
#include "output.h"
#include "render/variant_words.h"

namespace goescape {
namespace {

// The first line that says something of a failure that belongs to no package.
std::string words_of_run(const Report& report) {
  const auto of_run = std::find_if(report.failures.begin(), report.failures.end(),
                                   [](const PackageFailure& failure) { return failure.package.empty(); });
  return of_run == report.failures.end() ? std::string() : of_run->message.substr(0, of_run->message.find('\n'));
}

// Of a merged report: " (only on windows)", where what failed did so in some variants only; else nothing.
std::string where_it_failed(const Report& report) {
  VariantSet failed = 0;
  for (const PackageFailure& failure : report.failures) {
    if (failure.variants == 0) {
      return {};
    }
    failed |= failure.variants;
  }
  const std::string remark = failed == all_variants(report) ? "" : variant_remark(report, failed);
  return remark.empty() ? "" : fmt::format(" ({})", remark);
}

ExitCode say_verdict(const std::string& sentence, const std::string& whose) {
  if (sentence.empty()) {
    return ExitCode::kFine;
  }
  say(fmt::format("goescape: {}{}", whose, sentence));
  return ExitCode::kInput;
}

}  // namespace

std::string incompleteness(const Report& report) {
  const auto packages = std::count_if(report.failures.begin(), report.failures.end(),
                                      [](const PackageFailure& failure) { return !failure.package.empty(); });
  const bool run_failed = packages != static_cast<std::ptrdiff_t>(report.failures.size());
  if (packages != 0) {
    const std::string count = packages == 1 ? "1 package" : fmt::format("{} packages", packages);
    const std::string also = run_failed ? fmt::format(", and the run failed: {}", words_of_run(report)) : "";
    return fmt::format("{} did not compile{}{}; the report is incomplete", count, where_it_failed(report), also);
  }
  if (run_failed) {
    return fmt::format("the run failed: {}; the report is incomplete", words_of_run(report));
  }
  if (const auto lines = report.unrecognized.about_heap; lines != 0) {
    return fmt::format("{} of the heap and {} not understood; the report may be incomplete",
                       lines == 1 ? "1 line speaks" : fmt::format("{} lines speak", lines),
                       lines == 1 ? "was" : "were");
  }
  return {};
}

std::string incompleteness(const MadeReport& made) {
  std::string of_report = incompleteness(made.report);
  if (!made.part) {
    return of_report;
  }
  return fmt::format("of the {} shards that it is made of, these are missing: {}; {}", made.part->count,
                     missing_shards(*made.part), of_report.empty() ? "the report is incomplete" : "and " + of_report);
}

ExitCode verdict(const Report& report, const std::string& whose) { return say_verdict(incompleteness(report), whose); }

ExitCode verdict(const MadeReport& made, const std::string& whose) { return say_verdict(incompleteness(made), whose); }

}  // namespace goescape
