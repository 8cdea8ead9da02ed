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

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

SourceStamp stamp_of(std::string_view name, const struct stat& info) {
  const std::array<std::int64_t, 3> facts{info.st_size, nanoseconds(info.st_mtim), nanoseconds(info.st_ctim)};
  return {hash_bytes({reinterpret_cast<const char*>(facts.data()), sizeof facts}, hash_bytes(name)), facts.back()};
}

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

// The sum over its Go files, so that the order in which the system names them does not count.
SourceStamp stamp_of_folder(const std::string& path) {
  SourceStamp sum{hash_bytes(path)};
  const std::unique_ptr<DIR, CloseFolder> folder(opendir(path.c_str()));
  while (const dirent* const entry = folder ? readdir(folder.get()) : nullptr) {
    const std::string_view name(static_cast<const char*>(entry->d_name));
    struct stat info {};
    if (name.ends_with(".go") && fstatat(dirfd(folder.get()), entry->d_name, &info, 0) == 0) {
      const SourceStamp file = stamp_of(name, info);
      sum.number += file.number;
      sum.newest = std::max(sum.newest, file.newest);
    }
  }
  return sum;
}

SourceStamp stamp_of(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) {
    return {};
  }
  return S_ISDIR(info.st_mode) ? stamp_of_folder(path) : stamp_of(path, info);
}

// A go.work is looked for here and above.
void add_module_files(const BuildInfo& build, std::vector<std::string>& paths) {
  for (const char* const name : {"go.mod", "go.sum", "vendor/modules.txt"}) {
    paths.push_back(build.module_dir + '/' + name);
  }
  std::string_view folder = build.directory;
  paths.push_back(std::string(folder) + "/go.work");
  while (!folder.empty()) {
    folder = folder.substr(0, std::min(folder.rfind('/'), folder.size() - 1));
    paths.push_back(std::string(folder) + "/go.work");
  }
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

std::vector<std::string> watched_paths(const BuildInfo& build, const std::vector<std::string>& other_sources) {
  std::vector<std::string> paths = other_sources;
  for (const std::string& file : other_sources) {
    paths.push_back(file.substr(0, file.rfind('/')));
  }
  for (const BuildPackage& package : build.packages) {
    paths.push_back(package.dir);
  }
  add_module_files(build, paths);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

SourceStamp source_stamp(const std::vector<std::string>& paths) {
  SourceStamp all;
  for (const std::string& path : paths) {
    const SourceStamp each = stamp_of(path);
    all.number = hash_bytes(std::to_string(each.number), hash_bytes(path, all.number));
    all.newest = std::max(all.newest, each.newest);
  }
  return all;
}

}  // namespace goescape
