#include "render/review.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "parse/position.h"
#include "render/change_wording.h"
#include "render/summary.h"
#include "render/wording.h"
#include "util/display.h"
#include "util/hash.h"

namespace goescape {
namespace {

// Collects the notes of one review.
class Notes {
 public:
  explicit Notes(Review& review) : review_(review) {}

  // The file of the item is named as Finding::file.
  void add(ReviewItem item) {
    const std::string text = fmt::format("{}\n{}\n{}\n{}", item.check, item.package, item.file, item.message);
    const std::uint64_t ordinal = seen_[text]++;
    item.id = fmt::format("{}:{:016x}", item.check, hash_bytes(text, ordinal));
    item.file = file_from(review_.view, item.file);
    review_.notes.push_back(std::move(item));
  }

 private:
  Review& review_;
  std::map<std::string, std::uint64_t> seen_;
};

// Whose words they are, and where they point: files of the old side are not what is looked at.
struct Side {
  std::string_view name;
  bool is_new = true;
};

// A compile error and the lines below it that have no place of their own.
struct Complaint {
  Position position;
  std::string text;  // Escaped.
};

std::string_view without_indent(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
}

std::vector<Complaint> complaints_in(std::string_view message, bool with_places) {
  std::vector<Complaint> complaints;
  std::size_t more = 0;
  for (const std::string_view line : first_lines(message, message.size(), more)) {
    if (line.substr(0, 2) == "# ") {  // The go command's heading: the package, which is named anyway.
      continue;
    }
    const auto cut = with_places ? split_position(line) : std::nullopt;
    if (cut) {
      complaints.push_back({cut->position, laid_out(cut->text)});
    } else if (complaints.empty()) {
      complaints.push_back({{}, laid_out(without_indent(line))});
    } else {
      complaints.back().text += ' ' + laid_out(without_indent(line));
    }
  }
  return complaints;
}

// The go command names files of the folder that it runs in "./a.go", which GitLab takes for no file.
std::string_view without_dot(std::string_view file) { return file.starts_with("./") ? file.substr(2) : file; }

void add_failure(Notes& notes, const Failed& failed, const Side& side) {
  ReviewItem item;
  item.level = Level::kBroken;
  item.check = failed.package.empty() ? "run_failure" : "compile_failure";
  item.package = failed.package;
  const std::string what =
      fmt::format("{}{}", side.name,
                  failed.package.empty() ? "the run failed in part" : escaped(failed.package) + " did not compile");
  std::vector<Complaint> complaints = complaints_in(failed.message, side.is_new);
  if (complaints.empty()) {
    complaints.emplace_back();
  }
  for (const Complaint& complaint : complaints) {
    item.file = without_dot(complaint.position.file);
    item.line = complaint.position.line;
    item.column = complaint.position.column;
    item.message = complaint.text.empty() ? what : fmt::format("{}: {}", what, complaint.text);
    notes.add(item);
  }
}

void add_unknown(Notes& notes, const Report& report, const Side& side) {
  for (const Failed& failed : failed_packages(report)) {
    add_failure(notes, failed, side);
  }
  for (const Failed& failed : other_failures(report)) {
    add_failure(notes, failed, side);
  }
  if (report.unrecognized.count != 0) {
    ReviewItem item;
    item.level = report.unrecognized.about_heap == 0 ? Level::kNote : Level::kBroken;
    item.check = "not_understood";
    item.message = std::string(side.name) + unrecognized_sentence(report.unrecognized);
    for (const std::string& sample : report.unrecognized.samples) {
      item.message += fmt::format("{}{}", item.message.back() == ';' ? " " : "; ", laid_out(sample));
    }
    notes.add(item);
  }
}

void add_sentence(Notes& notes, Level level, std::string_view check, std::string_view sentence) {
  if (!sentence.empty()) {
    ReviewItem item;
    item.level = level;
    item.check = check;
    item.message = escaped(sentence);
    notes.add(item);
  }
}

void add_placed(Notes& notes, Level level, std::string_view check, std::string_view file, std::uint32_t line,
                std::string_view sentence) {
  ReviewItem item;
  item.level = level;
  item.check = check;
  item.file = file;
  item.line = file.empty() ? 0 : line;
  item.message = escaped(sentence);
  notes.add(item);
}

void add_gate(Notes& notes, const GateResult& gate) {
  const ViolationLevels levels(gate);
  for (const Violation& violation : gate.violations) {
    if (violation.rule != GateRule::kNewEscape) {
      add_placed(notes, levels.of(violation.rule), name(violation.rule), violation.file, violation.line,
                 violation.sentence);
    }
  }
  for (const GateNotice& notice : gate.notices) {
    add_placed(notes, Level::kNote, "gate_notice", notice.file, notice.line, notice.sentence);
  }
}

// What a verdict of the gate means for the run.
Level level_of_verdict(const GateResult& gate) {
  if (gate.failed) {
    return gate.advisory ? Level::kNew : Level::kFailing;
  }
  return gate.complete ? Level::kNote : Level::kBroken;
}

void append_remark(std::string& remarks, std::string_view remark) {
  remarks += remarks.empty() ? "" : ", ";
  remarks += remark;
}

}  // namespace

Review review_of(const Report& report, const RenderOptions& options, const Viewpoint& view) {
  Review review;
  review.view = view;
  review.verdict = headline(summarize(report, options));
  Notes notes(review);
  add_unknown(notes, report, {"", true});
  review.findings = shown_findings(report, options);
  return review;
}

Review review_of(const Comparison& comparison, const GateResult* gate, const Viewpoint& view) {
  Review review;
  review.view = view;
  review.verdict = gate == nullptr ? verdict(*comparison.diff) : gate_verdict(*gate);
  review.level = gate == nullptr ? Level::kNote : level_of_verdict(*gate);
  Notes notes(review);
  add_unknown(notes, *comparison.new_report, {"", true});
  add_unknown(notes, *comparison.old_report, {"before: ", false});
  add_sentence(notes, Level::kBroken, "undecided", undecided_sentence(*comparison.diff));
  if (gate != nullptr) {
    add_gate(notes, *gate);
  }
  add_sentence(notes, Level::kNote, "other_build", toolchain_sentence(*comparison.diff));
  review.findings = shown_findings(comparison, gate);
  return review;
}

ReviewItem item_of(const Review& review, const ShownFinding& shown) {
  const Report& report = *shown.report;
  const Finding& finding = *shown.finding;
  ReviewItem item;
  item.level = shown.level;
  item.check = info(finding.kind).name;
  item.package = report.text(report.package_of(finding).import_path);
  item.file = finding.category == Category::kSynthetic ? "" : file_from(review.view, report.text(finding.file));
  item.line = item.file.empty() ? 0 : finding.line;
  item.column = item.line == 0 ? 0 : finding.column;
  item.message = escaped(report.text(finding.message));
  item.remarks = remarks(report, finding);
  if (shown.introduced != nullptr) {
    append_remark(item.remarks, "introduced");
    item.blame = escaped(blame_sentence(*shown.introduced));
  }
  if (shown.breaks_assertion) {
    append_remark(item.remarks, "breaks an assertion");
  }
  item.id = finding_id(finding);
  item.is_finding = true;
  return item;
}

std::string fallback_file(const Review& review) { return file_from(review.view, "go.mod"); }

std::string sentence_of(const ReviewItem& item) {
  std::string sentence = item.message;
  if (!item.remarks.empty()) {
    sentence += fmt::format(" [{}]", item.remarks);
  }
  if (!item.blame.empty()) {
    sentence += fmt::format(": {}", item.blame);
  }
  return sentence;
}

}  // namespace goescape
