#include "capture/dependency_types.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "capture/go_command.h"
#include "capture/list_run.h"
#include "parse/object_file.h"
#include "util/file.h"
#include "util/subprocess.h"

namespace goescape {
namespace {

using Sizes = std::vector<std::optional<TypeSize>>;
using TypesByPackage = std::map<std::string_view, std::vector<std::size_t>>;  // Indices, by import path.

// Not one that the go command would take for a flag, a pattern or a folder.
bool is_plain_path(std::string_view path) {
  return !path.empty() && !path.starts_with('-') && !path.starts_with('.') && !path.starts_with('/') &&
         path.find("...") == std::string_view::npos && path.find('@') == std::string_view::npos;
}

TypesByPackage by_package(std::span<const DependencyType> types) {
  TypesByPackage result;
  for (std::size_t index = 0; index < types.size(); ++index) {
    if (is_plain_path(types[index].import_path)) {
      result[types[index].import_path].push_back(index);
    }
  }
  return result;
}

// The go command of the run, asked about these packages. They were compiled without the flags for the named packages.
Result<GoCommand> command_for(CaptureOptions options, const TypesByPackage& packages) {
  options.listing = false;
  auto go = make_go_command(options);
  if (go) {
    go->patterns.clear();
    std::transform(packages.begin(), packages.end(), std::back_inserter(go->patterns),
                   [](const auto& entry) { return std::string(entry.first); });
    // One on the command line hides those in GOFLAGS, as in the run; an empty one says nothing else.
    go->flags.build.insert(go->flags.build.begin(), "-gcflags=");
  }
  return go;
}

Result<std::vector<ListedPackage>> list_packages(const CaptureOptions& options, const TypesByPackage& packages) {
  const auto go = command_for(options, packages);
  if (!go) {
    return tl::unexpected(go.error());
  }
  ProcessSet processes;
  auto listed = run_list(
      *go, {{"-export"}, false}, processes, []() -> Result<void> { return {}; }, [](std::string_view) {});
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  return std::move(listed->packages);
}

void read_sizes(const std::string& file, std::span<const DependencyType> types, const std::vector<std::size_t>& wanted,
                Sizes& sizes) {
  constexpr std::size_t kMost = std::size_t{1} << 30U;
  const auto bytes = read_file(file, kMost);
  if (!bytes) {
    return;
  }
  for (const ObjectType& found : parse_object_types(*bytes, types[wanted.front()].prefix)) {
    for (const std::size_t index : wanted) {
      if (types[index].name == found.name) {
        sizes[index] = TypeSize{found.size.bytes, found.size.pointer_bytes};
      }
    }
  }
}

}  // namespace

Result<Sizes> dependency_types(const CaptureOptions& options, std::span<const DependencyType> types) {
  Sizes sizes(types.size());
  const TypesByPackage packages = by_package(types);
  if (packages.empty()) {
    return sizes;
  }
  const auto listed = list_packages(options, packages);
  if (!listed && listed.error().failure == Failure::kInterrupted) {
    return tl::unexpected(listed.error());
  }
  if (listed) {
    for (const ListedPackage& package : *listed) {
      const auto wanted = packages.find(package.full_path);
      if (wanted != packages.end() && !package.export_file.empty()) {
        read_sizes(package.export_file, types, wanted->second, sizes);
      }
    }
  }
  return sizes;
}

}  // namespace goescape
