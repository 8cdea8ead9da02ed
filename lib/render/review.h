// What formats for code review and for editors tell of a report or a comparison, as one list of items with a place
// each: the findings, what a gate says, and what could not be compiled or understood. Formats differ only in how they
// write an item down.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/shown_findings.h"

namespace goescape {

// One thing to tell. Views point into the report or the gate that it comes from.
struct ReviewItem {
  Level level = Level::kNote;
  // What it is about: the name of a kind (escapes_to_heap, …) or of a rule of the gate (budget, …), or compile_failure,
  // run_failure, not_understood, undecided, other_build, gate_notice.
  std::string_view check;
  std::string_view package;  // Import path; empty: no package in particular. Foreign text.
  std::string file;          // Seen from Review::view; empty where there is nothing to point at, as for nobody's files.
  std::uint32_t line = 0;    // 1-based; 0 = unknown, or no file.
  std::uint32_t column = 0;  // 1-based, in bytes; 0 = unknown, or no line.
  std::string message;       // One line. Escaped (util/display.h).
  std::string remarks;       // Of a finding: its cause and the like, "introduced". Escaped; may be empty.
  std::string blame;         // Of an introduced finding: what brought it. Escaped; may be empty.
  // The id of a finding; else a name that stays as long as what is said does, told apart within one review.
  std::string id;
  bool is_finding = false;
};

struct Review {
  Viewpoint view;                      // From where files are named.
  std::string verdict;                 // One line for the whole. Escaped.
  Level level = Level::kNote;          // What the verdict means.
  std::vector<ReviewItem> notes;       // All but the findings; what matters most comes first.
  std::vector<ShownFinding> findings;  // In the order of their report.
};

// The report, the comparison and the gate must outlive the review;
// `view` is from where its readers look for files.
Review review_of(const Report& report, const RenderOptions& options, const Viewpoint& view);
Review review_of(const Comparison& comparison, const GateResult* gate, const Viewpoint& view);

// A finding of the review as an item.
ReviewItem item_of(const Review& review, const ShownFinding& shown);

// The file that formats put items at which demand a file: go.mod, which is there in every module.
std::string fallback_file(const Review& review);

// The sentence of an item for formats without a place for its parts: "x escapes to heap [return]: f leaks p now".
// Escaped.
std::string sentence_of(const ReviewItem& item);

// The notes, then the findings.
template <typename Handle>
void for_each_item(const Review& review, Handle&& handle) {
  for (const ReviewItem& note : review.notes) {
    handle(note);
  }
  for (const ShownFinding& finding : review.findings) {
    handle(item_of(review, finding));
  }
}

}  // namespace goescape
