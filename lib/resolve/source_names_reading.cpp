// The part of SourceNames that reads packages.
#include <filesystem>
#include <set>

#include "resolve/path_text.h"
#include "resolve/source_names.h"
#include "resolve/standard_packages.h"
#include "util/parallel.h"

namespace goescape {

// nullptr when its sources are not at hand.
const PackageNames* SourceNames::package(std::string_view import_path) {
  auto known = packages_.find(import_path);
  if (known == packages_.end()) {
    const BuildPackage* const listed = paths_.package(import_path);
    const PackageNames* const read = listed == nullptr ? read_unlisted(import_path) : read_listed(*listed);
    known = packages_.emplace(import_path, read).first;
  }
  return known->second;
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

const PackageNames* SourceNames::read_listed(const BuildPackage& listed) {
  PackageNames& package = own_.emplace_back();
  for (const std::string_view text : texts_of(listed)) {
    package.add(text);
  }
  return &package;
}

void SourceNames::read_ahead(unsigned threads) {
  read_listed_ahead(threads);
  read_standard_ahead(threads);
}

void SourceNames::read_listed_ahead(unsigned threads) {
  struct Job {
    PackageNames* package;
    std::vector<std::string_view> texts;
  };
  std::vector<Job> jobs;
  for (const BuildPackage& each : build_.packages) {
    // Of the variants of a package the one that questions are answered from.
    const BuildPackage* const listed = paths_.package(each.import_path);
    if (listed != nullptr && !packages_.contains(listed->import_path)) {
      jobs.push_back({&own_.emplace_back(), texts_of(*listed)});
      packages_.emplace(listed->import_path, jobs.back().package);
    }
  }
  for_each_in_parallel(jobs.size(), threads, [&](std::size_t index) {
    for (const std::string_view text : jobs[index].texts) {
      jobs[index].package->add(text);
    }
  });
}

void SourceNames::read_standard_ahead(unsigned threads) {
  std::set<std::string_view> imported;
  for (const PackageNames& package : own_) {
    for (const auto& file : package.files()) {
      for (const auto& each : file->declarations().imports) {
        if (is_standard(each.path) && !packages_.contains(each.path)) {
          imported.insert(each.path);
        }
      }
    }
  }
  const std::vector<std::string_view> paths(imported.begin(), imported.end());
  std::vector<const PackageNames*> read(paths.size());
  for_each_in_parallel(paths.size(), threads, [&](std::size_t index) { read[index] = read_standard(paths[index]); });
  for (std::size_t index = 0; index < paths.size(); ++index) {
    packages_.emplace(paths[index], read[index]);
  }
}

bool SourceNames::is_standard(std::string_view import_path) const {
  const std::string_view first = import_path.substr(0, import_path.find('/'));
  return !build_.goroot.empty() && !first.empty() && first.find('.') == std::string_view::npos &&
         paths_.package(import_path) == nullptr && paths_.package_category(import_path) != Category::kModule;
}

const PackageNames* SourceNames::read_unlisted(std::string_view import_path) {
  const std::string dir = paths_.package_dir(import_path);
  const bool own = !dir.empty() && paths_.package_category(import_path) == Category::kModule;
  const std::string on_disk = own ? paths_.on_disk(join_path(dir, "x.go")) : "";
  if (on_disk.empty()) {
    return read_standard(import_path);
  }
  PackageNames& package = own_.emplace_back();
  for (const std::string& file : package_files(std::filesystem::path(on_disk).parent_path(), build_.toolchain)) {
    if (const auto text = sources_.text_of(join_path(dir, file))) {
      package.add(*text);
    }
  }
  return &package;
}

const PackageNames* SourceNames::read_standard(std::string_view import_path) const {
  return is_standard(import_path) ? standard_package(build_.goroot, build_.toolchain, import_path) : nullptr;
}

}  // namespace goescape
