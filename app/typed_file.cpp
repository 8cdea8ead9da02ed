#include "typed_file.h"

#include <algorithm>
#include <filesystem>

namespace goescape {
namespace {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& path) {
  std::error_code failed;
  fs::path result = fs::weakly_canonical(path, failed);
  return failed ? path.lexically_normal() : result;
}

}  // namespace

std::optional<std::string> find_typed_file(const std::string& typed, const TypedFrom& from,
                                           const std::vector<std::string>& known) {
  const auto is_known = [&](const std::string& name) {
    return std::find(known.begin(), known.end(), name) != known.end();
  };
  const std::string plain = fs::path(typed).lexically_normal().generic_string();
  const std::string below =
      from.module_dir.empty()
          ? plain
          : resolved(fs::path(from.directory) / typed).lexically_relative(resolved(from.module_dir)).generic_string();
  for (const std::string& name : {below, plain}) {
    if (is_known(name)) {
      return name;
    }
  }
  const auto ends = [&](const std::string& name) { return name.ends_with("/" + plain); };
  const auto found = std::find_if(known.begin(), known.end(), ends);
  const bool one = found != known.end() && std::none_of(found + 1, known.end(), ends);
  return one ? std::optional(*found) : std::nullopt;
}

std::optional<std::string> package_of_typed_file(const std::string& typed, const TypedFrom& from) {
  std::error_code failed;
  for (const std::string& base : {from.directory, from.module_dir}) {
    const fs::path file = fs::path(base) / typed;
    if (!base.empty() && fs::is_regular_file(file, failed)) {
      const std::string folder =
          resolved(file).parent_path().lexically_relative(resolved(from.directory)).generic_string();
      return folder.starts_with("..") ? folder : "./" + folder;
    }
  }
  return std::nullopt;
}

}  // namespace goescape
