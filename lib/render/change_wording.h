// The words about comparisons and gates that formats for people share. Sentences hold foreign text as it is, unless it
// says here that they are escaped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/diff.h"
#include "model/gate.h"
#include "render/renderer.h"

namespace goescape {

// "not the same build on both sides: go_version go1.25.4 → go1.26.1"; empty where both sides were built alike.
std::string toolchain_sentence(const Diff& diff);

// "1 heap decision introduced, 2 fixed, 0 moved, 1,204 unchanged".
std::string verdict(const Diff& diff);

// How many findings nobody can tell about; empty when none.
std::string undecided_sentence(const Diff& diff);

// A package whose heap decisions differ, or that one side lacks or failed to compile.
struct DeltaRow {
  std::string_view import_path;
  std::string old_heap;  // A number, "-" without the package, "failed".
  std::string new_heap;
  std::string delta;       // "+3", "-2", "0"; "?" where a side failed.
  std::int64_t order = 0;  // The delta as a number, 0 where a side failed.
};
inline constexpr std::string_view kDeltaTitles[]{"package", "old", "new", "delta"};

// The rows that differ, largest increase first, ties by import path; by import path for SortKey::kName.
std::vector<DeltaRow> delta_rows(const Diff& diff, SortKey sort);

// The blame with its place: "parameter p of codec.Encode leaks to the heap now (codec/codec.go:16)"; empty without one.
std::string blame_sentence(const IntroducedFinding& introduced);

// "file.go:12" of what is no finding; without the parts that are unknown. Escaped.
std::string place(std::string_view file, std::uint32_t line);

// What else is to be said about a finding that changed: "in (*T).Load, captured by a closure". Escaped.
std::string change_remarks(const Report& report, const Finding& finding);

// What introduced a finding of the new report; nullptr when the diff did not.
const IntroducedFinding* introduced_as(const Diff& diff, FindingIndex finding);

// "gate failed: 2 new heap decisions, 1 budget exceeded", or that it passed, or is undecided, or what --advisory and
// --max-new let pass.
std::string gate_verdict(const GateResult& gate);

// "5 heap decisions introduced: 2 accepted by the baseline, 1 suppressed in the source"; empty when nothing was.
std::string gate_counts(const GateResult& gate);

// What can be done about the violations, one sentence each; empty without violations.
std::vector<std::string> ways_forward(const GateResult& gate);

}  // namespace goescape
