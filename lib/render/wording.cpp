#include "render/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "model/cause.h"
#include "model/variant.h"
#include "render/allocation_wording.h"
#include "render/variant_words.h"
#include "util/display.h"

namespace goescape {
namespace {

// How much of `path` is shared with `prefix`, in whole folders.
std::string_view shared_folders(std::string_view prefix, std::string_view path) {
  const auto [end, other] = std::mismatch(prefix.begin(), prefix.end(), path.begin(), path.end());
  const auto length = static_cast<std::size_t>(end - prefix.begin());
  const bool prefix_whole = length == prefix.size();
  const bool path_whole = length == path.size();
  if ((prefix_whole || prefix[length] == '/') && (path_whole || path[length] == '/')) {
    return prefix.substr(0, length);
  }
  const std::size_t slash = prefix.substr(0, length).rfind('/');
  return slash == std::string_view::npos ? std::string_view() : prefix.substr(0, slash);
}

// Of a commit hash, what people need to see.
constexpr std::size_t kRevisionLength = 12;

// "1,234 heap decisions", or words where there are none.
std::string heap_words(std::uint64_t heap) { return heap == 0 ? "no heap decisions" : counted(heap, "heap decision"); }

}  // namespace

std::string_view common_root(const Report& report) {
  if (!report.module.path.empty()) {
    return report.module.path;
  }
  if (report.packages.size() < 2) {
    return {};
  }
  std::string_view root = report.text(report.packages.front().import_path);
  for (const Package& package : report.packages) {
    root = shared_folders(root, report.text(package.import_path));
  }
  return root;
}

std::string relative_import_path(std::string_view import_path, std::string_view root) {
  if (root.empty() || import_path.substr(0, root.size()) != root) {
    return std::string(import_path);
  }
  const std::string_view below = import_path.substr(root.size());
  if (below.empty()) {
    return ".";
  }
  return below.front() == '/' ? fmt::format(".{}", below) : std::string(import_path);
}

std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) {
    digits.insert(at - 3, 1, ',');
  }
  return digits;
}

std::string percent(const Decisions& decisions) {
  return decisions.heap + decisions.stack == 0 ? "-" : fmt::format("{:.1f}%", decisions.share() * 100);
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

std::vector<std::string> package_cells(std::string package, const Decisions& row) {
  return {std::move(package), grouped(row.heap),    grouped(row.moved), grouped(row.escaping),
          grouped(row.stack), grouped(row.leaking), percent(row)};
}

std::vector<RootCause> visible_root_causes(const Report& report, const CategorySet& include) {
  return root_causes(report, [&](const Finding& each) { return is_visible(report, each, include); });
}

std::vector<std::string> root_cause_titles(const Report& report) {
  std::vector<std::string> titles{"escapes into", "as", "package", "values", "packages"};
  if (!report.profile_values.empty()) {
    titles.emplace_back("bytes");
  }
  return titles;
}

std::vector<std::string> root_cause_cells(const Report& report, const RootCause& cause, std::string_view root) {
  std::vector<std::string> cells{cause.sink.name, std::string(name(cause.sink.type)),
                                 cause.sink.package.empty() ? "" : relative_import_path(cause.sink.package, root),
                                 grouped(cause.values), grouped(cause.packages)};
  if (!report.profile_values.empty()) {
    cells.push_back(grouped(cause.bytes));
  }
  return cells;
}

std::vector<BuildFact> build_facts(const Report& report) {
  std::vector<BuildFact> facts;
  const auto add = [&](std::string_view label, std::string value) {
    if (!value.empty()) {
      facts.push_back({label, std::move(value)});
    }
  };
  const Toolchain& toolchain = report.toolchain;
  add("module", report.module.path);
  if (report.module.path.empty()) {
    add("packages below", std::string(common_root(report)));
  }
  add("revision", report.module.revision.empty()
                      ? ""
                      : report.module.revision.substr(0, kRevisionLength) + (report.module.dirty ? "-dirty" : ""));
  const bool has_platform = !toolchain.goos.empty() && !toolchain.goarch.empty();
  const std::string platform = has_platform ? fmt::format(" {}/{}", toolchain.goos, toolchain.goarch) : "";
  add("compiled by", toolchain.go_version.empty() ? "" : toolchain.go_version + platform);
  if (!report.variants.empty()) {
    add("variants", fmt::format("{}", fmt::join(variant_names(report.variants), ", ")));
  }
  add("tags", fmt::format("{}", fmt::join(toolchain.tags, ",")));
  add("race detector", toolchain.race ? "on" : "");
  if (report.shard) {
    add("shard", fmt::format("{} of {}", fmt::join(report.shard->numbers, ", "), report.shard->count));
  }
  return facts;
}

std::string headline(const Summary& summary) {
  if (summary.visible_packages == 0 && summary.total.heap == 0) {
    return "no packages to report";
  }
  const std::string heap = heap_words(summary.total.heap);
  if (summary.total.heap == 0) {
    return fmt::format("{} in {}", heap, counted(summary.visible_packages, "package"));
  }
  const std::string suppressed =
      summary.suppressed == 0 ? "" : fmt::format(", {} of them suppressed", grouped(summary.suppressed));
  return fmt::format("{} in {} of {}, {} of all decisions{}", heap, grouped(summary.heap_packages),
                     counted(summary.visible_packages, "package"), percent(summary.total), suppressed);
}

std::string quiet_sentence(const Summary& summary) {
  return summary.quiet_packages == 0
             ? ""
             : fmt::format("{} without heap decisions, --all shows them", counted(summary.quiet_packages, "package"));
}

std::string hidden_sentence(const Summary& summary) {
  std::string parts;
  std::string flag;
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    if (const std::uint64_t heap = summary.hidden_heap[index]; heap != 0) {
      const std::string_view category = name(static_cast<Category>(index));
      parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", category, grouped(heap));
      flag += fmt::format("{}{}", flag.empty() ? "" : ",", category);
    }
  }
  return parts.empty() ? "" : fmt::format("hidden heap decisions: {}; --include {} shows them", parts, flag);
}

std::string cut_sentence(std::size_t available, std::size_t shown, std::string_view noun) {
  return available == shown ? ""
                            : fmt::format("\u2026 and {}, --top 0 shows all",
                                          counted(available - shown, fmt::format("more {}", noun)));
}

std::string unrecognized_sentence(const Unrecognized& unrecognized) {
  if (unrecognized.count == 0) {
    return "";
  }
  const std::string lines = counted(unrecognized.count, "line");
  const std::string_view were = unrecognized.count == 1 ? "was" : "were";
  if (unrecognized.about_heap == 0) {
    return fmt::format("{} of the compiler {} not understood, none about the heap", lines, were);
  }
  return fmt::format("{} of the compiler {} not understood, {} about the heap: decisions may be missing", lines, were,
                     grouped(unrecognized.about_heap));
}

std::vector<Failed> failed_packages(const Report& report) {
  std::vector<Failed> failed;
  for (const PackageFailure& failure : report.failures) {
    if (!failure.package.empty()) {
      failed.push_back({failure.package, failure.message});
    }
  }
  for (const Package& package : report.packages) {
    const std::string_view path = report.text(package.import_path);
    const bool told = std::any_of(report.failures.begin(), report.failures.end(),
                                  [&](const PackageFailure& failure) { return failure.package == path; });
    if (package.status == PackageStatus::kFailed && !told) {
      failed.push_back({path, ""});
    }
  }
  std::stable_sort(failed.begin(), failed.end(),
                   [](const Failed& left, const Failed& right) { return left.package < right.package; });
  return failed;
}

std::vector<Failed> other_failures(const Report& report) {
  std::vector<Failed> failed;
  for (const PackageFailure& failure : report.failures) {
    if (failure.package.empty()) {
      failed.push_back({"", failure.message});
    }
  }
  return failed;
}

std::string failed_sentence(std::size_t packages) { return counted(packages, "package") + " did not compile:"; }

std::vector<std::string_view> first_lines(std::string_view message, std::size_t limit, std::size_t& more) {
  std::vector<std::string_view> lines;
  more = 0;
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    if (lines.size() < limit) {
      lines.push_back(message.substr(0, end));
    } else {
      ++more;
    }
    message.remove_prefix(std::min(end + 1, message.size()));
  }
  return lines;
}

std::string place(const Report& report, const Finding& finding) {
  const StringId where = finding.file == StringId::kEmpty ? report.package_of(finding).import_path : finding.file;
  std::string text = escaped(report.text(where));
  if (finding.line != 0) {
    text += fmt::format(":{}", finding.line);
  }
  if (finding.line != 0 && finding.column != 0) {
    text += fmt::format(":{}", finding.column);
  }
  return text;
}

std::string remarks(const Report& report, const Finding& finding) {
  std::vector<std::string> parts;
  // That nobody knows it is no news on every line.
  if (finding.cause != StringId::kEmpty && report.text(finding.cause) != info(Cause::kUnknown).name) {
    parts.push_back(escaped(report.text(finding.cause)));
  }
  if (finding.origin != StringId::kEmpty) {
    parts.push_back("from " + escaped(report.text(finding.origin)));
  }
  if (finding.occurrences > 1) {
    parts.push_back(counted(finding.occurrences, "time"));
  }
  if (finding.suppressed) {
    parts.emplace_back("suppressed");
  }
  if (std::string variants = variant_remark(report, finding.variants); !variants.empty()) {
    parts.push_back(std::move(variants));
  }
  if (std::string allocation = allocation_remark(report, finding); !allocation.empty()) {
    parts.push_back(std::move(allocation));
  }
  if (const ProfileValue* const value = report.profile_of(finding); value != nullptr && value->bytes != 0) {
    parts.push_back(fmt::format("{:.1f}% of the bytes", value->share * 100));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace goescape
