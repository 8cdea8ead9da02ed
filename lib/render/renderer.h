// What every output format has in common: it is handed a report or a comparison, the user's wishes and a stream, and
// writes.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "model/diff.h"
#include "model/gate.h"
#include "model/report.h"
#include "model/trend.h"
#include "model/visibility.h"
#include "render/module_place.h"

namespace goescape {

// The order of packages in formats for people: largest value first, names alphabetically; ties by import path.
enum class SortKey : std::uint8_t {
  kHeap,      // Heap decisions.
  kName,      // Import path.
  kMoved,     // Variables moved to the heap.
  kEscaping,  // Expressions that escape to the heap.
  kStack,     // What does not escape.
  kLeaking,   // Leaking parameters of all three kinds.
  kShare,     // Heap decisions among heap and stack.
  kProfile,   // Bytes in the profiles; functions and findings are in this order, too.
};

struct SortName {
  SortKey key;
  std::string_view name;  // As in --sort.
};

inline constexpr std::array<SortName, 8> kSortNames{{{SortKey::kHeap, "heap"},
                                                     {SortKey::kName, "name"},
                                                     {SortKey::kMoved, "moved"},
                                                     {SortKey::kEscaping, "escaping"},
                                                     {SortKey::kStack, "stack"},
                                                     {SortKey::kLeaking, "leaking"},
                                                     {SortKey::kShare, "share"},
                                                     {SortKey::kProfile, "profile"}}};

// The order with this --sort name, if there is one.
std::optional<SortKey> sort_key_from_name(std::string_view name);

// The sources of one report, for formats that show code. Rendering opens no file; whoever calls it may hand this in.
struct SourceFiles {
  // The text of a file that is named as Finding::file; nothing where it is not at hand, where it is not to be shown to
  // whoever reads the output, and where it is larger than kLargestShownSource. Empty: there are no sources.
  std::function<std::optional<std::string>(std::string_view file)> read{};
  bool certain = true;  // False: nobody knows whether the texts are still those that were compiled.
};
inline constexpr std::size_t kLargestShownSource = std::size_t{1} << 20U;  // Bytes.

// How a report or a comparison is to be shown. Only formats for people (text, markdown, html) look at all of it.
// Formats for review and for editors (render/review.h) and sarif show the findings that `include` makes visible, since
// they put them before people; formats for programs (json, jsonl, rows, csv) hold everything. All keep the same order
// always.
struct RenderOptions {
  bool color = false;        // Terminal colours (SGR sequences); text only.
  unsigned width = 0;        // Cells of a line; 0 = unknown, nothing is shortened. Text only.
  std::size_t top = 10;      // Rows of each table at most; 0 = all. Introduced findings are not cut by it.
  bool findings = false;     // --findings: every finding with its place. Reports only.
  bool root_causes = false;  // --root-causes: what values escape into. Reports only.
  bool all = false;          // --all: also the packages without heap decisions, and the findings that only moved.
  SortKey sort = SortKey::kHeap;
  CategorySet include{};  // --include: the categories to show that are hidden otherwise.

  ModulePlace place{};      // Of the report, or of the new side of a comparison.
  ModulePlace old_place{};  // Of the old side.
  // --comment-id: tells comments in one place apart; letters, digits and "._/-". Markdown only.
  std::string comment_id;

  SourceFiles sources{};         // Of the report, or of the new side of a comparison; html only.
  SourceFiles old_sources{};     // Of the old side; html only.
  const Trend* trend = nullptr;  // Counts over the commits of the history; nullptr = none. Reports in html only.
};

// Writes `report` to `out`. Failures show in the state of the stream, which the caller checks after flushing it.
using RenderReport = void (*)(const Report& report, const RenderOptions& options, std::ostream& out);

// Writes what changed between two reports: for `diff`, or, with the verdict of the gate, for `check`. All pointers in
// `comparison` must be set; `gate` is nullptr for `diff`. Findings of both reports are shown whatever their category:
// what a change introduced is to be seen. Failures as above.
using RenderComparison = void (*)(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                                  std::ostream& out);

// What a format looks at that has to be looked up: for others nobody asks.
struct FormatNeeds {
  bool from_here = false;      // ModulePlace::from_here.
  bool in_repository = false;  // ModulePlace::in_repository.
  bool web = false;            // ModulePlace::repository_url and files_url.
  bool sources = false;        // RenderOptions::sources and old_sources.
  bool trend = false;          // RenderOptions::trend.
};

// One row of the table of formats.
struct Format {
  std::string_view name;                         // As in --format.
  std::string_view description;                  // One line for --help.
  RenderReport render = nullptr;                 // A report.
  RenderComparison render_comparison = nullptr;  // A diff or a check; nullptr: the format has no way to show one.
  FormatNeeds needs{};
};

}  // namespace goescape
