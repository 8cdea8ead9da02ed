#include "evidence/profile_join.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "evidence/profile_names.h"
#include "evidence/profile_site.h"
#include "model/file_base.h"
#include "resolve/path_text.h"

namespace goescape {
namespace {

struct Sums {
  std::uint64_t bytes = 0;
  std::uint64_t objects = 0;

  void add(const Sums& other) {
    bytes = add_capped(bytes, other.bytes);
    objects = add_capped(objects, other.objects);
  }
};

bool stands_for_allocations(const Finding& finding) {
  return is_heap_decision(finding.kind) || is_silent_allocation(finding.kind);
}

// A message without the names of packages in front of others, which depend on who says it: `make([]T, n)` for
// `make([]text.T, text.n)`.
std::string without_qualifiers(std::string_view message) {
  const auto is_word = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
  std::string result;
  std::size_t word = 0;  // Where the word at the end of the result begins.
  for (const char c : message) {
    if (c == '.' && word < result.size()) {
      result.resize(word);
      continue;
    }
    result += c;
    word = is_word(c) ? word : result.size();
  }
  return result;
}

// Findings that share what they are given, as sets that can be united.
class Groups {
 public:
  explicit Groups(std::size_t findings) : parents_(findings) { std::iota(parents_.begin(), parents_.end(), 0U); }

  std::uint32_t root(std::uint32_t finding) {
    while (parents_[finding] != finding) {
      parents_[finding] = parents_[parents_[finding]];
      finding = parents_[finding];
    }
    return finding;
  }

  void unite(std::uint32_t a, std::uint32_t b) { parents_[root(b)] = root(a); }

 private:
  std::vector<std::uint32_t> parents_;
};

// A function of a profile, as findings are compared with it.
struct Named {
  ProfileName name;
  std::string file;  // With slashes.
};

// The functions of one profile, each taken apart once.
std::vector<Named> named_functions(const MemoryProfile& profile) {
  std::vector<Named> named;
  named.reserve(profile.functions.size());
  for (const ProfileFunction& function : profile.functions) {
    named.push_back({split_profile_name(function.name), with_slashes(function.file)});
  }
  return named;
}

class Join {
 public:
  Join(Report& report, const std::string& module_dir);

  void add(const MemoryProfile& profile);

  // To be called when all are added.
  void give_values();
  void sum_up();

 private:
  using Candidates = std::vector<std::uint32_t>;  // Findings.
  using Frames = std::span<const ProfileFrame>;

  enum class Origin : std::uint8_t {
    kAnother,
    kPossible,   // The unnamed result of the function that allocated: who called it boxes that.
    kOuter,      // A function that the allocating one is inlined into.
    kInnermost,  // The allocating one; or none is inlined, and the finding comes out of none.
  };
  using Agreement = std::tuple<std::size_t, NameMatch, Origin>;  // Of files, functions and origins.

  void add_sample(const MemoryProfile& profile, const std::vector<Named>& named, const ProfileSample& sample);
  [[nodiscard]] Candidates candidates(const std::vector<Named>& named, Frames frames, std::uint64_t object_size) const;
  [[nodiscard]] Candidates candidates_at(const std::vector<Named>& named, Frames frames) const;
  [[nodiscard]] std::size_t file_agreement(const Named& named, const Finding& finding) const;
  [[nodiscard]] Origin origin_agreement(const std::vector<Named>& named, Frames inlined, const Finding& finding) const;
  void keep_same_words(Candidates& findings, const std::vector<Named>& named, Frames innermost) const;
  void leave_out_refuted(Candidates& findings, std::uint64_t object_size) const;
  void add_unmatched(const ProfileSite& site, const Sums& sums);

  Report& report_;
  const std::string& module_dir_;
  // By the line: file base names are compared later, few findings of a program are on one line number.
  std::unordered_map<std::uint32_t, Candidates> by_line_;
  Groups groups_;
  std::unordered_map<std::uint32_t, Sums> matched_;  // By any finding of the group.
  std::map<std::tuple<StringId, StringId, StringId, std::uint32_t>, ProfileSite> unmatched_;
  Sums total_;
};

Join::Join(Report& report, const std::string& module_dir)
    : report_(report), module_dir_(module_dir), groups_(report.findings.size()) {
  for (std::uint32_t index = 0; index < report.findings.size(); ++index) {
    Finding& finding = report.findings[index];
    finding.profile = kNoEvidence;
    if (finding.line != 0 && stands_for_allocations(finding)) {
      by_line_[finding.line].push_back(index);
    }
  }
}

// 0: the files are different ones. The more, the more of their names agrees.
std::size_t Join::file_agreement(const Named& named, const Finding& finding) const {
  const std::string_view file = report_.text(finding.file);
  if (base_name(named.file) != base_name(file)) {
    return 0;
  }
  if (report_.text(report_.package_of(finding).import_path) == named.name.package) {
    return std::numeric_limits<std::size_t>::max();
  }
  constexpr std::string_view kSrc = "src/";
  const BasedFile based = split_file(file);
  const bool in_src = based.base == FileBase::kGoroot && based.path.starts_with(kSrc);
  const std::string_view path = in_src ? based.path.substr(kSrc.size()) : based.path;
  const bool in_root = based.base == FileBase::kModule && path.find('/') == std::string_view::npos;
  if (in_root) {  // Its name alone says little.
    const bool is_it = named.file == join_path(module_dir_, path) || named.file == join_path(report_.module.path, path);
    return is_it || named.name.package == "main" ? path.size() : 0;
  }
  return named.file == path || std::string_view(named.file).ends_with("/" + std::string(path)) ? path.size() : 0;
}

// Whether a finding comes out of the functions inlined there, the allocating one first, or out of none, as the sample.
Join::Origin Join::origin_agreement(const std::vector<Named>& named, Frames inlined, const Finding& finding) const {
  const std::string_view origin = report_.text(finding.origin);
  const auto is_origin = [&](const ProfileFrame& frame) {
    const std::string& function = named[frame.function].name.function;
    return origin == function || origin.ends_with("." + function);
  };
  const bool is_result = report_.text(finding.expression).starts_with("~r");
  if (inlined.empty()) {
    return origin.empty() || is_result ? Origin::kInnermost : Origin::kAnother;
  }
  if (origin.empty() || std::none_of(inlined.begin(), inlined.end(), is_origin)) {
    return Origin::kAnother;
  }
  if (!is_origin(inlined.front())) {
    return Origin::kOuter;
  }
  return is_result ? Origin::kPossible : Origin::kInnermost;
}

// The findings that agree best with the last of the frames, the others inlined into it.
Join::Candidates Join::candidates_at(const std::vector<Named>& named, Frames frames) const {
  Candidates best;
  Agreement best_agreement{};
  const Named& function = named[frames.back().function];
  const auto on_line = by_line_.find(frames.back().line);
  if (on_line == by_line_.end()) {
    return best;
  }
  for (const std::uint32_t index : on_line->second) {
    const Finding& finding = report_.findings[index];
    const std::size_t file = file_agreement(function, finding);
    if (file == 0) {
      continue;
    }
    const NameMatch name = match_names(function.name.function, report_.text(finding.function));
    const Origin origin = origin_agreement(named, frames.first(frames.size() - 1), finding);
    const Agreement agreement(file, name, origin);
    if (name == NameMatch::kNone || origin == Origin::kAnother || agreement < best_agreement) {
      continue;
    }
    if (agreement > best_agreement) {
      best.clear();
      best_agreement = agreement;
    }
    best.push_back(index);
  }
  return best;
}

// Keeps those, as far as there are any, that say what the compiler says of the innermost function's own line: of what
// one inlined function allocates, a finding at the call has the words, and not the line.
void Join::keep_same_words(Candidates& findings, const std::vector<Named>& named, Frames innermost) const {
  std::set<std::string> words;
  for (const std::uint32_t index : candidates_at(named, innermost)) {
    words.insert(without_qualifiers(report_.text(report_.findings[index].message)));
  }
  const auto says_another = [&](std::uint32_t index) {
    return !words.contains(without_qualifiers(report_.text(report_.findings[index].message)));
  };
  if (!std::all_of(findings.begin(), findings.end(), says_another)) {
    std::erase_if(findings, says_another);
  }
}

// Takes out those of which the generated code shows that they did not allocate this, as long as others are left.
void Join::leave_out_refuted(Candidates& findings, std::uint64_t object_size) const {
  constexpr std::uint64_t kTiny = 16;  // Below that, objects without pointers are put together (runtime/malloc.go).
  const auto is_refuted = [&](std::uint32_t index) {
    const Allocation* const allocation = report_.allocation_of(report_.findings[index]);
    if (allocation == nullptr) {
      return false;
    }
    const bool sized =
        object_size != 0 && allocation->size_class != 0 && !(allocation->pointer_free && allocation->bytes < kTiny);
    return allocation->verdict == AllocationVerdict::kNoAllocation || (sized && allocation->size_class != object_size);
  };
  if (!std::all_of(findings.begin(), findings.end(), is_refuted)) {
    std::erase_if(findings, is_refuted);
  }
}

Join::Candidates Join::candidates(const std::vector<Named>& named, Frames frames, std::uint64_t object_size) const {
  Candidates findings;
  for (std::size_t count = frames.size(); findings.empty() && count != 0; --count) {
    findings = candidates_at(named, frames.first(count));
    if (findings.size() > 1 && count > 1) {
      keep_same_words(findings, named, frames.first(1));
    }
  }
  leave_out_refuted(findings, object_size);
  return findings;
}

void Join::add_unmatched(const ProfileSite& site, const Sums& sums) {
  ProfileSite& known = unmatched_.try_emplace({site.package, site.function, site.file, site.line}, site).first->second;
  known.bytes = add_capped(known.bytes, sums.bytes);
  known.objects = add_capped(known.objects, sums.objects);
}

void Join::add_sample(const MemoryProfile& profile, const std::vector<Named>& named, const ProfileSample& sample) {
  const Sums sums{sample.bytes, sample.objects};
  total_.add(sums);
  const Frames frames =
      sample.location == ProfileSample::kNowhere ? Frames() : profile.frames_of(profile.locations[sample.location]);
  const Candidates findings = candidates(named, frames, sample.object_size);
  if (!findings.empty()) {
    for (const std::uint32_t each : findings) {
      groups_.unite(findings.front(), each);
    }
    matched_[findings.front()].add(sums);
  } else if (frames.empty()) {
    add_unmatched({}, sums);
  } else {
    const ProfileFrame& place = frames.back();
    add_unmatched(site_of(report_, profile.functions[place.function], place.line, module_dir_), sums);
  }
}

void Join::add(const MemoryProfile& profile) {
  const std::vector<Named> named = named_functions(profile);
  for (const ProfileSample& sample : profile.samples) {
    add_sample(profile, named, sample);
  }
}

void Join::give_values() {
  std::unordered_map<std::uint32_t, Sums> sums;
  std::unordered_map<std::uint32_t, std::uint32_t> members;
  for (const auto& [finding, each] : matched_) {
    sums[groups_.root(finding)].add(each);
  }
  for (std::uint32_t index = 0; index < report_.findings.size(); ++index) {
    ++members[groups_.root(index)];
  }
  report_.profile_values.clear();
  for (std::uint32_t index = 0; index < report_.findings.size(); ++index) {
    Finding& finding = report_.findings[index];
    if (stands_for_allocations(finding)) {
      const std::uint32_t group = groups_.root(index);
      const auto [bytes, objects] = sums[group];
      const double share = total_.bytes == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(total_.bytes);
      finding.profile = static_cast<std::uint32_t>(report_.profile_values.size());
      report_.profile_values.push_back({bytes, objects, share, members[group]});
    }
  }
}

void Join::sum_up() {
  Sums matched;
  for (const auto& [finding, sums] : matched_) {
    matched.add(sums);
  }
  Profile& profile = report_.profile.emplace();
  profile.bytes = total_.bytes;
  profile.objects = total_.objects;
  profile.matched_bytes = matched.bytes;
  profile.matched_objects = matched.objects;
  for (const auto& [key, site] : unmatched_) {
    profile.unmatched.push_back(site);
  }
  const auto order = [&](const ProfileSite& site) {
    return std::tuple(site.category != Category::kModule, ~site.bytes, ~site.objects, report_.text(site.package),
                      report_.text(site.file), site.line, report_.text(site.function));
  };
  std::sort(profile.unmatched.begin(), profile.unmatched.end(),
            [&](const ProfileSite& a, const ProfileSite& b) { return order(a) < order(b); });
}

}  // namespace

void join_profiles(Report& report, std::span<const MemoryProfile> profiles, const std::string& module_dir) {
  Join join(report, module_dir);
  for (const MemoryProfile& profile : profiles) {
    join.add(profile);
  }
  join.give_values();
  join.sum_up();
}

}  // namespace goescape
