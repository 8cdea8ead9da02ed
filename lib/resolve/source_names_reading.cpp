// The part of SourceNames that reads packages.
#include <algorithm>
#include <filesystem>
#include <set>

#include "resolve/file_platform.h"
#include "resolve/path_text.h"
#include "resolve/source_names.h"
#include "resolve/source_package.h"
#include "resolve/source_text.h"
#include "util/file.h"
#include "util/parallel.h"

namespace goescape {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestSource = std::size_t{64} << 20U;

// The names of the Go files without tests, for the platform by what they are called: names stand for the same on most.
// Sorted.
std::vector<std::string> go_files_in(const fs::path& folder, const Toolchain& toolchain) {
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

}  // namespace

// nullptr when its sources are not at hand.
const PackageNames* SourceNames::package(std::string_view import_path) {
  auto known = packages_.find(import_path);
  if (known == packages_.end()) {
    const BuildPackage* const listed = paths_.package(import_path);
    known =
        packages_
            .emplace(std::string(import_path), listed == nullptr ? read_unlisted(import_path) : read_listed(*listed))
            .first;
  }
  return known->second == nullptr ? nullptr : &known->second->names;
}

std::vector<std::string_view> SourceNames::texts_of(const BuildPackage& listed) {
  std::vector<std::string_view> texts;
  for (const std::string& file : listed.files) {
    const auto text = is_compiled(listed, file)
                          ? sources_.text_of(join_path(paths_.package_dir(listed.import_path), file))
                          : std::nullopt;
    if (text) {
      texts.push_back(*text);
    }
  }
  return texts;
}

std::unique_ptr<SourceNames::Package> SourceNames::read_listed(const BuildPackage& listed) {
  auto package = std::make_unique<Package>();
  for (const std::string_view text : texts_of(listed)) {
    package->names.add(text);
  }
  return package;
}

void SourceNames::read_ahead(unsigned threads) {
  read_listed_ahead(threads);
  read_standard_ahead(threads);
}

void SourceNames::read_listed_ahead(unsigned threads) {
  struct Job {
    Package* package;
    std::vector<std::string_view> texts;
  };
  std::vector<Job> jobs;
  for (const BuildPackage& each : build_.packages) {
    // Of the variants of a package the one that questions are answered from.
    const BuildPackage* const listed = paths_.package(each.import_path);
    if (listed != nullptr && !packages_.contains(listed->import_path)) {
      const auto added = packages_.emplace(listed->import_path, std::make_unique<Package>()).first;
      jobs.push_back({added->second.get(), texts_of(*listed)});
    }
  }
  for_each_in_parallel(jobs.size(), threads, [&](std::size_t index) {
    for (const std::string_view text : jobs[index].texts) {
      jobs[index].package->names.add(text);
    }
  });
}

void SourceNames::read_standard_ahead(unsigned threads) {
  std::set<std::string_view> imported;
  for (const auto& [path, package] : packages_) {
    for (const auto& file : package->names.files()) {
      for (const auto& each : file->declarations().imports) {
        if (is_standard(each.path) && !packages_.contains(each.path)) {
          imported.insert(each.path);
        }
      }
    }
  }
  const std::vector<std::string_view> paths(imported.begin(), imported.end());
  std::vector<std::unique_ptr<Package>> read(paths.size());
  for_each_in_parallel(paths.size(), threads, [&](std::size_t index) { read[index] = read_standard(paths[index]); });
  for (std::size_t index = 0; index < paths.size(); ++index) {
    packages_.emplace(paths[index], std::move(read[index]));
  }
}

bool SourceNames::is_standard(std::string_view import_path) const {
  const std::string_view first = import_path.substr(0, import_path.find('/'));
  return !build_.goroot.empty() && !first.empty() && first.find('.') == std::string_view::npos &&
         paths_.package(import_path) == nullptr && paths_.package_category(import_path) != Category::kModule;
}

std::unique_ptr<SourceNames::Package> SourceNames::read_unlisted(std::string_view import_path) {
  const std::string dir = paths_.package_dir(import_path);
  const bool own = !dir.empty() && paths_.package_category(import_path) == Category::kModule;
  const std::string on_disk = own ? paths_.on_disk(join_path(dir, "x.go")) : "";
  if (on_disk.empty()) {
    return read_standard(import_path);
  }
  auto package = std::make_unique<Package>();
  for (const std::string& file : go_files_in(fs::path(on_disk).parent_path(), build_.toolchain)) {
    if (const auto text = sources_.text_of(join_path(dir, file))) {
      package->names.add(*text);
    }
  }
  return package;
}

std::unique_ptr<SourceNames::Package> SourceNames::read_standard(std::string_view import_path) const {
  if (!is_standard(import_path)) {
    return nullptr;
  }
  const std::string root = join_path(build_.goroot, "src");
  const std::string folder = join_path(root, import_path);
  if (leads_out(folder, root)) {  // An import path of a log may hold dots.
    return nullptr;
  }
  auto package = std::make_unique<Package>();
  for (const std::string& file : go_files_in(folder, build_.toolchain)) {
    if (auto text = read_file(join_path(folder, file), kLargestSource)) {
      package->names.add(*package->texts.emplace_back(std::make_unique<std::string>(*std::move(text))),
                         Bodies::kSkipped);
    }
  }
  return package->texts.empty() ? nullptr : std::move(package);
}

}  // namespace goescape
