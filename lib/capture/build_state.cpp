#include "capture/build_state.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>
#include <string_view>

#include "util/digest.h"
#include "util/hash.h"

namespace goescape {
namespace {

bool lacks_id(const BuildPackage& package) {
  return package.build_id.empty() && package.import_path != "unsafe" &&
         std::any_of(package.files.begin(), package.files.end(),
                     [&](const std::string& file) { return is_compiled(package, file); });
}

void add_list(Digest& digest, const std::vector<std::string>& texts) {
  digest.add(std::to_string(texts.size()));
  for (const std::string& text : texts) {
    digest.add(text);
  }
}

void add_flags(Digest& digest, std::initializer_list<bool> flags) {
  std::string text;
  for (const bool flag : flags) {
    text += flag ? '1' : '0';
  }
  digest.add(text);
}

void add_toolchain(Digest& digest, const Toolchain& toolchain) {
  for (const auto& text : {toolchain.go_version, toolchain.goos, toolchain.goarch, toolchain.gcflags}) {
    digest.add(text);
  }
  add_list(digest, toolchain.tags);
  add_flags(digest, {toolchain.cgo, toolchain.race, toolchain.tests});
}

void add_package(Digest& digest, const BuildPackage& package) {
  for (const auto& text : {package.import_path, package.name, package.for_test, package.dir, package.module_path,
                           package.module_dir, package.module_version, package.build_id}) {
    digest.add(text);
  }
  add_flags(digest, {package.main_module, package.standard, package.vendored});
  add_list(digest, package.files);
}

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

// The sum over its files, so that the order in which the system names them does not count.
std::uint64_t stamp_of(const std::string& path) {
  std::uint64_t sum = hash_bytes(path);
  const std::unique_ptr<DIR, CloseFolder> folder(opendir(path.c_str()));
  while (const dirent* const entry = folder ? readdir(folder.get()) : nullptr) {
    const std::string_view name(static_cast<const char*>(entry->d_name));
    struct stat info {};
    if (name.ends_with(".go") && fstatat(dirfd(folder.get()), entry->d_name, &info, 0) == 0) {
      const std::array<std::int64_t, 3> facts{info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
      sum += hash_bytes({reinterpret_cast<const char*>(facts.data()), sizeof facts}, hash_bytes(name));
    }
  }
  return sum;
}

}  // namespace

std::optional<std::string> build_state(const BuildInfo& build) {
  if (!build.failures.empty() || std::any_of(build.packages.begin(), build.packages.end(), lacks_id)) {
    return std::nullopt;
  }
  Digest digest;
  add_toolchain(digest, build.toolchain);
  for (const auto& text : {build.goroot, build.gomodcache, build.directory, build.module_path, build.module_dir}) {
    digest.add(text);
  }
  for (const BuildPackage& package : build.packages) {
    add_package(digest, package);
  }
  return digest.digits();
}

std::vector<std::string> folders_of(const BuildInfo& build) {
  std::vector<std::string> folders;
  folders.reserve(build.packages.size());
  for (const BuildPackage& package : build.packages) {
    folders.push_back(package.dir);
  }
  std::sort(folders.begin(), folders.end());
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  return folders;
}

std::uint64_t source_stamp(const std::vector<std::string>& folders) {
  std::uint64_t stamp = 0;
  for (const std::string& folder : folders) {
    stamp = hash_bytes(std::to_string(stamp_of(folder)), stamp);
  }
  return stamp;
}

}  // namespace goescape
