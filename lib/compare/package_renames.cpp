#include "compare/package_renames.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace goescape {
namespace {

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "." : path.substr(0, slash);
}

struct Place {
  std::string_view import_path;
  std::string_view folder;
};

// The packages of `report` that `other` has not.
std::vector<Place> missing_in(const Report& other, const Report& report) {
  std::set<std::string_view> others;
  for (const Package& package : other.packages) {
    others.insert(other.text(package.import_path));
  }
  std::vector<Place> result;
  for (const Package& package : report.packages) {
    const std::string_view import_path = report.text(package.import_path);
    if (!others.contains(import_path) && package.dir != StringId::kEmpty) {
      result.push_back({import_path, report.text(package.dir)});
    }
  }
  return result;
}

bool is_external_test(std::string_view import_path) { return import_path.ends_with("_test"); }

using FolderPair = std::pair<std::string_view, std::string_view>;

// How many files went from one folder to another.
std::map<FolderPair, std::uint32_t> moved_files(const SourceChanges& changes) {
  std::map<FolderPair, std::uint32_t> result;
  for (const FileChange& file : changes.files) {
    if (changes.known && !file.old_path.empty() && !file.new_path.empty()) {
      ++result[{folder_of(file.old_path), folder_of(file.new_path)}];
    }
  }
  return result;
}

// The package among `candidates` that speaks most clearly for being `package`; nothing on a tie.
template <typename Votes>
std::string_view clearest(const std::vector<Place>& candidates, bool external_test, Votes votes_for) {
  std::string_view best;
  std::uint32_t most = 0;
  for (const Place& candidate : candidates) {
    const std::uint32_t votes = is_external_test(candidate.import_path) == external_test ? votes_for(candidate) : 0;
    if (votes > most) {
      most = votes;
      best = candidate.import_path;
    } else if (votes == most) {
      best = {};
    }
  }
  return best;
}

}  // namespace

PackageRenames package_renames(const Report& old_report, const Report& new_report, const SourceChanges& changes) {
  PackageRenames renames;
  const std::vector<Place> gone = missing_in(new_report, old_report);
  const std::vector<Place> added = missing_in(old_report, new_report);
  if (gone.empty() || added.empty()) {
    return renames;
  }
  const std::map<FolderPair, std::uint32_t> moved = moved_files(changes);
  const auto votes = [&](const Place& from, const Place& to) {
    const auto files = moved.find({from.folder, to.folder});
    return (files == moved.end() ? 0 : files->second) + (from.folder == to.folder ? UINT32_C(1) << 20U : 0);
  };
  for (const Place& from : gone) {
    const std::string_view to = clearest(added, is_external_test(from.import_path),
                                         [&](const Place& candidate) { return votes(from, candidate); });
    const std::string_view back = clearest(gone, is_external_test(to), [&](const Place& candidate) {
      const auto there = std::find_if(added.begin(), added.end(), [&](const Place& p) { return p.import_path == to; });
      return there == added.end() ? 0 : votes(candidate, *there);
    });
    if (!to.empty() && back == from.import_path) {
      renames.to_new.emplace(from.import_path, to);
      renames.to_old.emplace(to, from.import_path);
    }
  }
  return renames;
}

}  // namespace goescape
