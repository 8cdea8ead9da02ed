#include "compare/matching.h"

#include <set>
#include <string>
#include <string_view>

#include "compare/identity.h"
#include "compare/package_renames.h"

namespace goescape {
namespace {

constexpr std::uint32_t kUnset = UINT32_MAX;

// Looks up every string of a report at most once in the names that both reports share.
class SharedIds {
 public:
  SharedIds(const Report& report, Matching& matching)
      : report_(report),
        matching_(matching),
        texts_(report.strings.size(), kUnset),
        expressions_(report.strings.size(), kUnset) {}

  StringId text(StringId id) {
    std::uint32_t& shared = texts_[static_cast<std::size_t>(id)];
    if (shared == kUnset) {
      shared = static_cast<std::uint32_t>(matching_.names.intern(report_.text(id)));
    }
    return static_cast<StringId>(shared);
  }

  StringId expression(StringId id) {
    std::uint32_t& shared = expressions_[static_cast<std::size_t>(id)];
    if (shared == kUnset) {
      shared = static_cast<std::uint32_t>(matching_.names.intern(normalised_expression(report_.text(id))));
    }
    return static_cast<StringId>(shared);
  }

  // As text(), and what FunctionNames says of it is known from then on.
  StringId function(StringId id) {
    const StringId shared = text(id);
    const auto index = static_cast<std::size_t>(shared);
    if (index >= matching_.functions.size()) {
      matching_.functions.resize(std::max(matching_.names.size(), matching_.functions.size() * 2));
    }
    FunctionNames& names = matching_.functions[index];
    if (names.without_numbers == StringId::kEmpty && shared != StringId::kEmpty) {
      const FunctionParts parts = function_parts(report_.text(id));
      names = {matching_.names.intern(parts.declared), matching_.names.intern(parts.closure),
               matching_.names.intern(without_closure_numbers(report_.text(id)))};
    }
    return shared;
  }

 private:
  const Report& report_;
  Matching& matching_;
  std::vector<std::uint32_t> texts_;  // By StringId of the report.
  std::vector<std::uint32_t> expressions_;
};

// One side of the comparison, with what is known about its packages.
struct Side {
  const Report& report;
  bool is_old;
  std::vector<StringId> own_packages{};  // By PackageIndex, in Matching::names.
  std::vector<StringId> packages{};
  std::vector<StringId> homes{};  // By PackageIndex: the folder.
  std::vector<bool> undecided{};
};

// The packages of which a report knows nothing because something failed.
class Unknowns {
 public:
  explicit Unknowns(const Report& report) {
    for (const Package& package : report.packages) {
      (package.status == PackageStatus::kFailed ? failed_ : present_).insert(report.text(package.import_path));
    }
    for (const PackageFailure& failure : report.failures) {
      failed_.insert(failure.package);
    }
  }

  [[nodiscard]] bool contains(std::string_view import_path) const {
    return failed_.contains(import_path) || (failed_.contains("") && !present_.contains(import_path));
  }

 private:
  std::set<std::string_view> failed_;  // An empty path stands for a failure that belongs to no package.
  std::set<std::string_view> present_;
};

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "." : path.substr(0, slash);
}

// Fills in the packages of `side`, whose names on the other side are in `renames`.
void add_packages(Side& side, const PackageRenames& renames, const Report& other, Matching& matching) {
  const Unknowns own_unknowns(side.report);
  const Unknowns other_unknowns(other);
  const auto& other_names = side.is_old ? renames.to_new : renames.to_old;
  for (const Package& package : side.report.packages) {
    const std::string_view own = side.report.text(package.import_path);
    const auto renamed = other_names.find(own);
    const std::string_view there = renamed == other_names.end() ? own : renamed->second;
    side.own_packages.push_back(matching.names.intern(own));
    side.packages.push_back(matching.names.intern(side.is_old ? there : own));
    side.homes.push_back(matching.names.intern(side.report.text(package.dir)));
    side.undecided.push_back(own_unknowns.contains(own) || other_unknowns.contains(there));
  }
}

// Makes decisions out of the findings of one side.
class DecisionReader {
 public:
  DecisionReader(const Side& side, const LineMap& lines, Matching& matching)
      : side_(side),
        lines_(lines),
        matching_(matching),
        ids_(side.report, matching),
        left_(side.is_old ? matching.old_left : matching.new_left),
        functions_(side.is_old ? matching.old_functions : matching.new_functions) {}

  void read() {
    const auto& findings = side_.report.findings;
    left_.reserve(static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [](const Finding& f) { return is_heap_decision(f.kind); })));
    for (std::uint32_t index = 0; index < findings.size(); ++index) {
      read(findings[index], static_cast<FindingIndex>(index));
    }
    functions_.finish();
  }

 private:
  void read(const Finding& finding, FindingIndex index) {
    const auto package = static_cast<std::size_t>(finding.package);
    const StringId function = ids_.function(finding.function);
    functions_.add(side_.packages[package], matching_.functions[static_cast<std::size_t>(function)].declared);
    if (!is_heap_decision(finding.kind)) {
      return;
    }
    if (side_.undecided[package]) {
      ++matching_.undecided;
      return;
    }
    Decision decision;
    decision.finding = index;
    decision.kind = finding.kind;
    decision.inlined = finding.origin != StringId::kEmpty;
    decision.synthetic = finding.category == Category::kSynthetic;
    decision.own_package = side_.own_packages[package];
    decision.package = side_.packages[package];
    decision.function = function;
    decision.expression = ids_.expression(finding.expression);
    decision.column = finding.column;
    add_place(decision, finding);
    decision.at_home = folder_ == side_.homes[package];
    left_.push_back(decision);
  }

  void add_place(Decision& decision, const Finding& finding) {
    if (finding.file != file_) {
      enter(finding.file);
    }
    const MappedLine there = file_lines_.at(finding.line);
    decision.line_state = there.state;
    decision.hunk = there.hunk;
    decision.own_line = finding.line;
    decision.path = path_;
    decision.file = mapped_file_;
    if (there.state != LineState::kChanged) {
      decision.line = side_.is_old && there.state == LineState::kSame ? there.line : finding.line;
    }
  }

  // Findings come sorted by file, so most of this is asked once per file.
  void enter(StringId file) {
    const std::string_view path = side_.report.text(file);
    file_ = file;
    file_lines_ = side_.is_old ? lines_.of_old(path) : lines_.of_new(path);
    path_ = ids_.text(file);
    mapped_file_ =
        matching_.names.intern(side_.is_old || file_lines_.other_path().empty() ? file_lines_.other_path() : path);
    folder_ = matching_.names.intern(folder_of(path));
  }

  const Side& side_;
  const LineMap& lines_;
  Matching& matching_;
  SharedIds ids_;
  std::vector<Decision>& left_;
  FunctionSet& functions_;
  std::optional<StringId> file_;  // The file that the rest is about.
  FileLines file_lines_;
  StringId path_{};
  StringId mapped_file_{};
  StringId folder_{};
};

void drop_matched(std::vector<Decision>& left) {
  left.erase(std::remove_if(left.begin(), left.end(), [](const Decision& decision) { return decision.matched; }),
             left.end());
}

// The end of the group of equal keys that begins at `begin`.
std::size_t group_end(const std::vector<KeyedDecision>& keyed, std::size_t begin) {
  std::size_t end = begin;
  while (end < keyed.size() && keyed[end].key == keyed[begin].key) {
    ++end;
  }
  return end;
}

}  // namespace

void FunctionSet::finish() {
  std::sort(members_.begin(), members_.end());
  members_.erase(std::unique(members_.begin(), members_.end()), members_.end());
}

Matching begin_matching(const Report& old_report, const Report& new_report, const SourceChanges& changes) {
  const std::string& release = old_report.toolchain.go_version;
  const LineMap lines(changes, !release.empty() && release == new_report.toolchain.go_version);
  const PackageRenames renames = package_renames(old_report, new_report, changes);
  Matching matching;
  Side old_side{old_report, true};
  Side new_side{new_report, false};
  add_packages(old_side, renames, new_report, matching);
  add_packages(new_side, renames, old_report, matching);
  DecisionReader(old_side, lines, matching).read();
  DecisionReader(new_side, lines, matching).read();
  return matching;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> equal_pairs(std::vector<KeyedDecision>& old_keyed,
                                                                 std::vector<KeyedDecision>& new_keyed,
                                                                 Several several) {
  std::sort(old_keyed.begin(), old_keyed.end());
  std::sort(new_keyed.begin(), new_keyed.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t o = 0, n = 0; o < old_keyed.size() && n < new_keyed.size();) {
    const std::size_t old_end = group_end(old_keyed, o);
    const std::size_t new_end = group_end(new_keyed, n);
    if (old_keyed[o].key < new_keyed[n].key) {
      o = old_end;
    } else if (new_keyed[n].key < old_keyed[o].key) {
      n = new_end;
    } else {
      const bool alone = old_end - o == 1 && new_end - n == 1;
      for (; (alone || several == Several::kInOrder) && o < old_end && n < new_end; ++o, ++n) {
        pairs.emplace_back(old_keyed[o].index, new_keyed[n].index);
      }
      o = old_end;
      n = new_end;
    }
  }
  return pairs;
}

void add_pair(Matching& matching, Decision& old_decision, Decision& new_decision, MatchStep step) {
  matching.pairs.push_back({old_decision.finding, new_decision.finding, step});
  old_decision.matched = true;
  new_decision.matched = true;
  const StringId old_declared = matching.names_of(old_decision).declared;
  const StringId new_declared = matching.names_of(new_decision).declared;
  if (old_declared != new_declared) {
    ++matching.renames[{old_decision.package, old_declared, new_decision.package, new_declared}];
  }
}

void drop_matched(Matching& matching) {
  drop_matched(matching.old_left);
  drop_matched(matching.new_left);
}

}  // namespace goescape
