#include "compare/build_changes.h"

#include <fmt/ranges.h>

#include <map>
#include <string>
#include <string_view>

namespace goescape {
namespace {

// An empty value means that it is unknown, where `optional` is false.
struct Setting {
  std::string_view name;
  std::string value;
  bool optional;
};

std::vector<Setting> settings(const Toolchain& toolchain) {
  const auto flag = [](bool value) { return std::string(value ? "true" : "false"); };
  return {{"go_version", toolchain.go_version, false},
          {"goos", toolchain.goos, false},
          {"goarch", toolchain.goarch, false},
          {"gcflags", toolchain.gcflags, true},
          {"tags", fmt::format("{}", fmt::join(toolchain.tags, ",")), true},
          {"cgo", flag(toolchain.cgo), true},
          {"race", flag(toolchain.race), true}};
}

}  // namespace

std::vector<PackageDelta> package_deltas(const Report& old_report, const Report& new_report) {
  std::map<std::string_view, PackageDelta> by_path;
  for (const Package& package : old_report.packages) {
    PackageDelta& delta = by_path[old_report.text(package.import_path)];
    delta.old_status = package.status;
    delta.old_counts = package.counts;
  }
  for (const Package& package : new_report.packages) {
    PackageDelta& delta = by_path[new_report.text(package.import_path)];
    delta.new_status = package.status;
    delta.new_counts = package.counts;
  }
  std::vector<PackageDelta> result;
  result.reserve(by_path.size());
  for (auto& [import_path, delta] : by_path) {
    delta.import_path = import_path;
    result.push_back(std::move(delta));
  }
  return result;
}

std::vector<SettingChange> setting_changes(const Toolchain& old_toolchain, const Toolchain& new_toolchain) {
  std::vector<SettingChange> result;
  if (old_toolchain.go_version.empty() || new_toolchain.go_version.empty()) {
    return result;
  }
  const std::vector<Setting> before = settings(old_toolchain);
  const std::vector<Setting> after = settings(new_toolchain);
  for (std::size_t index = 0; index < before.size(); ++index) {
    const bool known = before[index].optional || (!before[index].value.empty() && !after[index].value.empty());
    if (known && before[index].value != after[index].value) {
      result.push_back({std::string(before[index].name), before[index].value, after[index].value});
    }
  }
  return result;
}

}  // namespace goescape
