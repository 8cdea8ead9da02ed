#include "resolve/report_order.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "util/packed.h"

namespace goescape {
namespace {

void order_packages(Report& report) {
  std::vector<std::uint32_t> order(report.packages.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto path = [&](std::uint32_t index) { return report.text(report.packages[index].import_path); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return path(a) < path(b); });
  std::vector<PackageIndex> moved_to(order.size());
  std::vector<Package> packages;
  packages.reserve(order.size());
  for (std::uint32_t index = 0; index < order.size(); ++index) {
    moved_to[order[index]] = static_cast<PackageIndex>(index);
    packages.push_back(report.packages[order[index]]);
  }
  report.packages = std::move(packages);
  const auto move = [&](auto& each) { each.package = moved_to[static_cast<std::size_t>(each.package)]; };
  std::for_each(report.findings.begin(), report.findings.end(), move);
  std::for_each(report.code.functions.begin(), report.code.functions.end(), move);
  std::for_each(report.code.calls.begin(), report.code.calls.end(), move);
}

// By the number of a string: where it stands among the names of files, if it is one.
std::vector<std::uint32_t> ranks_of_files(const Report& report) {
  std::vector<bool> is_file(report.strings.size());
  for (const Finding& finding : report.findings) {
    is_file[static_cast<std::size_t>(finding.file)] = true;
  }
  std::vector<std::uint32_t> names;
  for (std::uint32_t id = 0; id < is_file.size(); ++id) {
    if (is_file[id]) {
      names.push_back(id);
    }
  }
  const auto text = [&](std::uint32_t id) { return report.text(StringId{id}); };
  std::sort(names.begin(), names.end(), [&](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); });
  std::vector<std::uint32_t> ranks(is_file.size());
  for (std::uint32_t rank = 0; rank < names.size(); ++rank) {
    ranks[names[rank]] = rank;
  }
  return ranks;
}

// What is compared first, as numbers.
struct Key {
  std::uint64_t file;
  std::uint64_t place;
  std::uint32_t kind;
  std::uint32_t index;
};

std::vector<Key> keys_of_findings(const Report& report) {
  const std::vector<std::uint32_t> ranks = ranks_of_files(report);
  std::vector<Key> keys;
  keys.reserve(report.findings.size());
  for (const Finding& finding : report.findings) {
    keys.push_back({packed(static_cast<std::uint32_t>(finding.package), ranks[static_cast<std::size_t>(finding.file)]),
                    packed(finding.line, finding.column), static_cast<std::uint32_t>(finding.kind),
                    static_cast<std::uint32_t>(keys.size())});
  }
  return keys;
}

// Texts are compared only where all else is equal.
void order_findings(Report& report) {
  std::vector<Key> keys = keys_of_findings(report);
  const auto message = [&](const Key& key) { return report.text(report.findings[key.index].message); };
  const auto compiled_in = [&](const Key& key) { return report.text(report.findings[key.index].compiled_in); };
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.file != b.file) {
      return a.file < b.file;
    }
    if (a.place != b.place) {
      return a.place < b.place;
    }
    if (a.kind != b.kind) {
      return a.kind < b.kind;
    }
    return message(a) != message(b) ? message(a) < message(b) : compiled_in(a) < compiled_in(b);
  });
  std::vector<Finding> findings;
  findings.reserve(keys.size());
  for (const Key& key : keys) {
    findings.push_back(report.findings[key.index]);
  }
  report.findings = std::move(findings);
}

}  // namespace

void put_in_order(Report& report) {
  order_packages(report);
  order_findings(report);
}

}  // namespace goescape
