#include "compare/line_map.h"

#include <algorithm>

namespace goescape {
namespace {

// One side of a hunk: its first line and the first line behind it. A hunk without lines on this side stands behind the
// line that its begin names.
struct Span {
  std::uint32_t begin;
  std::uint32_t end;
};

Span span(std::uint32_t begin, std::uint32_t count) {
  return count > 0 ? Span{begin, begin + count} : Span{begin + 1, begin + 1};
}

Span here(const Hunk& hunk, bool from_old) {
  return from_old ? span(hunk.old_begin, hunk.old_count) : span(hunk.new_begin, hunk.new_count);
}

// Files that exist during a build only: no revision holds them.
bool is_made_by_build(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view base = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return base.starts_with('<') || base.starts_with("_cgo_") || base == "_testmain.go";
}

}  // namespace

MappedLine FileLines::at(std::uint32_t line) const {
  if (line == 0) {
    return {};
  }
  if (change_ == nullptr) {
    return {unlisted_, line, 0};
  }
  if (change_->old_path.empty() || change_->new_path.empty()) {
    return {LineState::kChanged, 0, first_hunk_};
  }
  const std::vector<Hunk>& hunks = change_->hunks;
  const auto behind =
      std::partition_point(hunks.begin(), hunks.end(), [&](const Hunk& h) { return here(h, from_old_).begin <= line; });
  if (behind == hunks.begin()) {
    return {LineState::kSame, line, 0};
  }
  const Hunk& hunk = *(behind - 1);
  const std::uint32_t end = here(hunk, from_old_).end;
  if (line < end) {
    return {LineState::kChanged, 0, first_hunk_ + static_cast<std::uint32_t>(behind - 1 - hunks.begin())};
  }
  return {LineState::kSame, here(hunk, !from_old_).end + (line - end), 0};
}

LineMap::LineMap(const SourceChanges& changes, bool same_release) : changes_(changes), same_release_(same_release) {
  std::uint32_t hunk = 0;
  for (std::uint32_t index = 0; index < changes.files.size(); ++index) {
    const FileChange& file = changes.files[index];
    first_hunks_.push_back(hunk);
    hunk += std::max<std::uint32_t>(1, static_cast<std::uint32_t>(file.hunks.size()));
    by_old_path_.emplace(file.old_path, index);
    by_new_path_.emplace(file.new_path, index);
  }
}

LineState LineMap::state_of_unlisted(std::string_view path) const {
  if (path.empty() || is_made_by_build(path)) {
    return LineState::kUnknown;
  }
  if (path.starts_with("$GOMODCACHE/")) {
    return LineState::kSame;
  }
  if (path.starts_with("$GOROOT/")) {
    return same_release_ ? LineState::kSame : LineState::kUnknown;
  }
  // What stands elsewhere on the machine is in no repository that was asked.
  const bool asked = changes_.known && path.front() != '$' && path.front() != '/';
  return asked ? LineState::kSame : LineState::kUnknown;
}

FileLines LineMap::lines(std::string_view path, bool from_old) const {
  FileLines result;
  result.from_old_ = from_old;
  const auto& by_path = from_old ? by_old_path_ : by_new_path_;
  const auto listed = changes_.known && !path.empty() ? by_path.find(path) : by_path.end();
  if (listed == by_path.end()) {
    result.other_path_ = path;
    result.unlisted_ = state_of_unlisted(path);
    return result;
  }
  result.change_ = &changes_.files[listed->second];
  result.other_path_ = from_old ? result.change_->new_path : result.change_->old_path;
  result.first_hunk_ = first_hunks_[listed->second];
  return result;
}

}  // namespace goescape
