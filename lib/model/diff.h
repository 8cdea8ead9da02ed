// The difference between two reports: what every output format of `diff` and the gate of `check` are written from.
// Plain data; it names findings and packages by their index in the two reports, which it does not own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace goescape {

// Index into Report::findings, of the old or of the new report.
enum class FindingIndex : std::uint32_t {};

// The step of matching that found an old finding again in the new report. Steps are taken about in this order; where
// the numbers of function literals changed, lines that did not change go before identity (see compare.cpp).
enum class MatchStep : std::uint8_t {
  kIdentity,         // Same package, function, kind and normalised expression. Counts as unchanged, wherever it stands.
  kSameLine,         // Same kind on a line that did not change, by the map of lines that a diff gives.
  kRenamedFile,      // The same in a file or folder that was renamed.
  kMovedFunction,    // The function stands in another package; its name and most of its findings are the same.
  kRenamedFunction,  // The function has another name or receiver, or its literals other numbers; the rest is the same.
};

// The name of a step in JSON: identity, same_line, renamed_file, moved_function, renamed_function.
std::string_view name(MatchStep step);

struct FindingPair {
  FindingIndex old_finding{};
  FindingIndex new_finding{};
  MatchStep step = MatchStep::kIdentity;
};

// Why a decision changed although the code on its line did not.
enum class BlameReason : std::uint8_t {
  kCallee,     // A function that is called: a parameter leaks now, or its body, inlined here, is another.
  kCode,       // Code that the value flows through: the line that hands it on was added or changed.
  kInlining,   // A function is inlined now, or no longer.
  kToolchain,  // Another Go release.
  kSetting,    // Other build settings: platform, tags, compiler flags, cgo, race.
};

// The name of a reason in JSON: callee, code, inlining, toolchain, settings.
std::string_view name(BlameReason reason);

struct Blame {
  BlameReason reason = BlameReason::kCallee;
  // kCallee, kInlining: the function, with its import path when it is of another package; else empty.
  std::string subject;
  std::string file;  // Where the change stands, as Finding::file; empty = unknown.
  std::uint32_t line = 0;
  std::string sentence;  // For people: "parameter p of codec.Encode leaks to the heap now".
};

// A decision that one side has and the other has not.
struct IntroducedFinding {
  FindingIndex finding{};      // In the new report.
  bool code_changed = true;    // Its line was added or changed, or nobody could tell.
  std::optional<Blame> blame;  // Where the code did not change, and the cause was found.
};

// A package that is in one of the reports at least.
struct PackageDelta {
  std::string import_path;
  std::optional<PackageStatus> old_status;  // Nothing: the package is not in that report.
  std::optional<PackageStatus> new_status;
  KindCounts old_counts{};
  KindCounts new_counts{};
};

// One property of the build that the two reports do not share, such as go_version: go1.25.4, go1.26.1.
struct SettingChange {
  std::string name;  // The member of `toolchain` in goescape.report/1.
  std::string old_value;
  std::string new_value;
};

// Only heap decisions are compared one by one; the counts of the packages cover every kind. A finding in a package that
// failed to compile on the other side is neither introduced nor fixed: nobody knows.
struct Diff {
  std::vector<IntroducedFinding> introduced;  // In the order of the new report.
  std::vector<FindingIndex> fixed;            // In the order of the old report.
  std::vector<FindingPair> moved;             // Pairs of every step but kIdentity, in the order of the new report.
  std::uint64_t unchanged = 0;                // Pairs of kIdentity.
  // Of the new report, in its order: the findings of these pairs. Empty where only their number is known.
  std::vector<FindingIndex> unchanged_findings;
  std::uint64_t undecided = 0;         // Findings of packages that failed to compile on the other side.
  std::vector<PackageDelta> packages;  // Sorted by import path.
  std::vector<SettingChange> toolchain_changes;
};

// What is compared: the two reports and how the user named them.
struct Comparison {
  const Report* old_report = nullptr;
  const Report* new_report = nullptr;
  std::string old_name;  // A revision and its hash, a file, "the working tree".
  std::string new_name;
  const Diff* diff = nullptr;
};

// The finding of one side that an index names.
const Finding& old_finding(const Comparison& comparison, FindingIndex index);
const Finding& new_finding(const Comparison& comparison, FindingIndex index);

}  // namespace goescape
