#include "resolve/standard_packages.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

#include "resolve/file_platform.h"
#include "resolve/go_file.h"
#include "resolve/path_text.h"
#include "resolve/source_text.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

struct StandardPackage {
  std::once_flag read;
  std::deque<std::string> texts;  // Nobody else keeps them.
  PackageNames names;
};

void read(const std::string& folder, const Toolchain& toolchain, StandardPackage& package) {
  for (const std::string& file : package_files(folder, toolchain)) {
    if (auto text = read_go_file(join_path(folder, file))) {
      package.names.add(package.texts.emplace_back(*std::move(text)), Bodies::kSkipped);
    }
  }
}

// The entry of a folder on a platform, which may not be read yet.
StandardPackage& entry_of(const std::string& folder, const Toolchain& toolchain) {
  using Key = std::tuple<std::string, std::string, std::string>;
  static std::mutex mutex;
  static std::map<Key, StandardPackage> packages;
  const std::lock_guard lock(mutex);
  return packages[{folder, toolchain.goos, toolchain.goarch}];
}

}  // namespace

std::vector<std::string> package_files(const std::string& folder, const Toolchain& toolchain) {
  std::vector<std::string> files;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::string file = at->path().filename().string();
    const bool wanted = file.ends_with(".go") && !file.ends_with("_test.go");
    if (wanted && is_for_platform(file, toolchain.goos, toolchain.goarch)) {
      files.push_back(std::move(file));
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

const PackageNames* standard_package(const std::string& goroot, const Toolchain& toolchain,
                                     std::string_view import_path) {
  const std::string root = join_path(goroot, "src");
  const std::string folder = join_path(root, import_path);
  if (leads_out(folder, root)) {  // An import path of a log may hold dots.
    return nullptr;
  }
  StandardPackage& package = entry_of(folder, toolchain);
  std::call_once(package.read, [&] { read(folder, toolchain, package); });
  return package.texts.empty() ? nullptr : &package.names;
}

}  // namespace goescape
