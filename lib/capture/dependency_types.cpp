#include "capture/dependency_types.h"

#include <map>
#include <string_view>

#include "parse/object_file.h"
#include "util/file.h"

namespace goescape {
namespace {

using Sizes = std::vector<std::optional<TypeSize>>;
using TypesByPackage = std::map<std::string_view, std::vector<std::size_t>>;  // Indices, by import path.

TypesByPackage by_package(std::span<const DependencyType> types) {
  TypesByPackage result;
  for (std::size_t index = 0; index < types.size(); ++index) {
    result[types[index].import_path].push_back(index);
  }
  return result;
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

Sizes dependency_types(const ObjectFiles& object_files, std::span<const DependencyType> types) {
  Sizes sizes(types.size());
  for (const auto& [package, wanted] : by_package(types)) {
    if (const auto file = object_files.find(package); file != object_files.end()) {
      read_sizes(file->second, types, wanted, sizes);
    }
  }
  return sizes;
}

}  // namespace goescape
