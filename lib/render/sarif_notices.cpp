#include "render/sarif_notices.h"

#include <fmt/core.h>

#include <string_view>

#include "render/change_wording.h"
#include "render/sarif_location.h"
#include "render/sarif_rules.h"
#include "render/sarif_text.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

// Of a message of the go command, what is enough to see what broke.
constexpr std::size_t kShownLines = 20;

bool is_complete(const Report& report) {
  return failed_packages(report).empty() && other_failures(report).empty() && report.unrecognized.about_heap == 0;
}

bool is_successful(const SarifRun& run) {
  const bool compared =
      run.comparison == nullptr || (is_complete(*run.comparison->old_report) && run.comparison->diff->undecided == 0);
  return is_complete(*run.report) && compared && (run.gate == nullptr || run.gate->complete);
}

// Writes the elements of toolExecutionNotifications.
class Notices {
 public:
  explicit Notices(JsonWriter& json) : json_(json) {}

  // `text` is escaped already. A place without a file is none.
  void add(SarifNotice notice, std::string_view level, std::string_view text, const SarifPlace& place = {}) {
    if (text.empty()) {
      return;
    }
    json_.begin_object();
    write_descriptor(json_, notice);
    json_.member("level", level);
    json_.key("message");
    json_.begin_object();
    json_.member("text", sarif_text(text));
    json_.end_object();
    if (!place.file.empty()) {
      write_location(place);
    }
    json_.end_object();
  }

 private:
  void write_location(const SarifPlace& place) {
    json_.key("locations");
    json_.begin_array();
    json_.begin_object();
    write_physical_location(json_, place);
    json_.end_object();
    json_.end_array();
  }

  JsonWriter& json_;
};

// The first lines of a message, each behind a line end.
std::string lines_below(std::string_view message) {
  std::string text;
  std::size_t more = 0;
  for (const std::string_view line : first_lines(message, kShownLines, more)) {
    text += "\n" + laid_out(line);
  }
  return more == 0 ? text : text + fmt::format("\n\u2026 and {}", counted(more, "more line"));
}

// What is not known of one side; `whose` stands in front of every sentence.
void add_side(Notices& notices, const Report& report, const std::string& whose) {
  for (const Failed& failed : failed_packages(report)) {
    notices.add(SarifNotice::kPackageFailed, "error",
                fmt::format("{}{} did not compile{}{}", whose, escaped(failed.package),
                            failed.message.empty() ? "." : ":", lines_below(failed.message)));
  }
  for (const Failed& failed : other_failures(report)) {
    notices.add(SarifNotice::kRunFailed, "error",
                fmt::format("{}{}{}", whose, kOtherFailures, lines_below(failed.message)));
  }
  std::string sentence = unrecognized_sentence(report.unrecognized);
  if (!sentence.empty()) {
    for (const std::string& sample : report.unrecognized.samples) {
      sentence += "\n" + laid_out(sample);
    }
    notices.add(SarifNotice::kNotUnderstood, report.unrecognized.about_heap == 0 ? "warning" : "error",
                whose + sentence);
  }
}

void add_gate(Notices& notices, const GateResult& gate, const Viewpoint* view) {
  for (const GateNotice& notice : gate.notices) {
    notices.add(SarifNotice::kGate, "note", escaped(notice.sentence), {view, notice.file, notice.line});
  }
}

std::string cut_sentence(const SarifCut& cut) {
  return cut.total == cut.written
             ? ""
             : fmt::format(
                   "{} of {} are left out, the least important ones, for the limits of GitHub; -f json has all "
                   "of them",
                   grouped(cut.total - cut.written), counted(cut.total, "result"));
}

}  // namespace

void write_invocations(JsonWriter& json, const SarifRun& run, const SarifCut& cut, const std::string& hidden) {
  json.begin_array();
  json.begin_object();
  json.member("executionSuccessful", is_successful(run));
  json.key("toolExecutionNotifications");
  json.begin_array();
  Notices notices(json);
  add_side(notices, *run.report, "");
  if (run.comparison != nullptr) {
    add_side(notices, *run.comparison->old_report, fmt::format("{}: ", escaped(run.comparison->old_name)));
    notices.add(SarifNotice::kUndecided, "error", undecided_sentence(*run.comparison->diff));
    notices.add(SarifNotice::kOtherBuild, "warning", escaped(toolchain_sentence(*run.comparison->diff)));
  }
  notices.add(SarifNotice::kResultsCut, "warning", cut_sentence(cut));
  notices.add(SarifNotice::kHidden, "note", hidden);
  if (run.gate != nullptr) {
    add_gate(notices, *run.gate, run.view);
  }
  json.end_array();
  json.end_object();
  json.end_array();
}

}  // namespace goescape
