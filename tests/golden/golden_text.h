// The compact text of a report that golden folders hold: one line per finding, one line per package.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "compare/identity.h"
#include "resolve/read_log.h"
#include "resolve/report_builder.h"

namespace goescape::test {

// What a golden folder holds beside its input.txt.
struct GoldenText {
  std::string findings;  // findings.txt
  std::string counts;    // counts.txt
};

// `text` with what would break a line or a column of the golden files written as in Go.
inline std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c == '\\') {
      result += "\\\\";
    } else {
      result += c;
    }
  }
  return result;
}

// file:line:column, kind, occurrences, function, cause, steps of its explanation, origin, message; an empty field is
// "-".
inline std::string golden_line(const Report& report, const Finding& finding) {
  const auto field = [&](StringId id) {
    const std::string_view text = report.text(id);
    return text.empty() ? std::string("-") : escaped(text);
  };
  return fmt::format("{}:{}:{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", escaped(report.text(finding.file)), finding.line,
                     finding.column, info(finding.kind).name, finding.occurrences, field(finding.function),
                     field(finding.cause), finding.flow_count, field(finding.origin),
                     escaped(report.text(finding.message)));
}

inline std::string golden_package(const Report& report, const Package& package) {
  std::string line = fmt::format("{}\t{}\t{}\t{}\t{}", report.text(package.import_path), report.text(package.dir),
                                 name(package.category), package.status == PackageStatus::kOk ? "ok" : "failed",
                                 package.compiled ? "compiled" : "lent");
  for (const KindInfo& row : kKinds) {
    if (const std::uint32_t count = package.counts[static_cast<std::size_t>(row.kind)]; count != 0) {
      line += fmt::format("\t{}={}", row.name, count);
    }
  }
  return line + '\n';
}

inline GoldenText golden_text(const Report& report) {
  GoldenText text;
  for (const Finding& finding : report.findings) {
    text.findings += golden_line(report, finding);
  }
  for (const Package& package : report.packages) {
    text.counts += golden_package(report, package);
  }
  text.counts += fmt::format("unrecognized\t{}\n", report.unrecognized.count);
  for (const PackageFailure& failure : report.failures) {
    text.counts += fmt::format("failure\t{}\t{}\n", failure.package, escaped(failure.message));
  }
  return text;
}

// The report of a log on its own, heap decisions only.
inline Result<Report> report_of_log(const std::filesystem::path& log) {
  auto collected = read_log(log.string(), {}, 1);
  if (!collected) {
    return tl::unexpected(collected.error());
  }
  Report report = build_report(std::move(*collected), heap_kinds(), {});
  set_fingerprints(report);
  return report;
}

// The folders below testdata/go1.NN/ that hold an input.txt, sorted.
inline std::vector<std::filesystem::path> golden_folders(const std::filesystem::path& testdata) {
  namespace fs = std::filesystem;
  std::vector<fs::path> folders;
  for (const fs::directory_entry& release : fs::directory_iterator(testdata)) {
    if (!release.is_directory() || release.path().filename().string().rfind("go1.", 0) != 0) {
      continue;
    }
    for (const fs::directory_entry& folder : fs::directory_iterator(release.path())) {
      if (fs::is_regular_file(folder.path() / "input.txt")) {
        folders.push_back(folder.path());
      }
    }
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace goescape::test
