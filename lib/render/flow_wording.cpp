#include "render/flow_wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "util/display.h"

namespace goescape {
namespace {

// The reasons that cmd/compile/internal/escape gives (the `why` of a note), and what the expression does there.
struct ReasonWords {
  std::string_view reason;
  std::string_view words;
};
constexpr std::array<ReasonWords, 33> kReasons{{
    {"//go:uintptrescapes", "is passed to a function marked //go:uintptrescapes"},
    {"address-of", "has its address taken"},
    {"append-element", "is appended"},
    {"appended slice...", "is appended"},
    {"appendee slice", "is appended to"},
    {"array literal element", "is an element of an array literal"},
    {"assign", "is assigned"},
    {"assign-pair", "is assigned"},
    {"assign-pair-dot-type", "is assigned from a type assertion"},
    {"assign-pair-func-call", "is assigned from a call"},
    {"call parameter", "is passed to a call"},
    {"captured by a closure", "is captured by a closure"},
    {"copied slice", "is copied"},
    {"dot", "is read from a field"},
    {"dot of pointer", "is read from a field through a pointer"},
    {"fixed-array-index-of", "is read from an array"},
    {"indirection", "is read through a pointer"},
    {"interface-converted", "is put into an interface"},
    {"key of map put", "is put into a map as a key"},
    {"map literal key", "is a key of a map literal"},
    {"map literal value", "is a value of a map literal"},
    {"non-constant size", "has a size that only the running program knows"},
    {"range", "is ranged over"},
    {"range-deref", "is ranged over through a pointer"},
    {"reference", "is captured by reference"},
    {"return", "is returned"},
    {"send", "is sent to a channel"},
    {"slice", "is sliced"},
    {"slice-literal-element", "is an element of a slice literal"},
    {"spill", "needs storage"},
    {"struct literal element", "is an element of a struct literal"},
    {"too large for stack", "is too large for the stack"},
    {"value of map put", "is put into a map"},
}};
static_assert(std::is_sorted(kReasons.begin(), kReasons.end(),
                             [](const ReasonWords& a, const ReasonWords& b) { return a.reason < b.reason; }));

constexpr std::string_view kHeap = "{heap}";
constexpr std::string_view kTemporary = "{temp}";
constexpr std::string_view kCompilerVariable = ".autotmp_";
constexpr std::string_view kStorage = "{storage for ";

// What stands in "{storage for X}"; empty for anything else.
std::string_view stored(std::string_view node) {
  const bool is_storage = node.starts_with(kStorage) && node.ends_with('}');
  return is_storage ? node.substr(kStorage.size(), node.size() - kStorage.size() - 1) : std::string_view();
}

void tell_node(std::string_view node, const TakePiece& take) {
  if (node == kHeap) {
    take("the heap", false);
  } else if (node == kTemporary || node.starts_with(kCompilerVariable)) {
    take("a temporary", false);
  } else if (const std::string_view expression = stored(node); !expression.empty()) {
    take("the storage of ", false);
    take(expression, true);
  } else {
    if (node.starts_with("~r")) {
      take("the result ", false);
    }
    take(node, true);
  }
}

// "the address of x", "x", "what x points to".
void tell_source(const FlowStep& step, std::string_view from, const TakePiece& take) {
  if (step.derefs < 0 && stored(from).empty()) {
    take("the address of ", false);
  } else if (step.derefs > 0) {
    take("what ", false);
  }
  tell_node(from, take);
  if (step.derefs > 0) {
    take(step.derefs == 1 ? " points to" : fmt::format(" points to over {} pointers", step.derefs), false);
  }
}

std::string assignment(const Report& report, const FlowStep& step,
                       const std::function<std::string(std::string_view)>& name) {
  std::string sentence;
  tell_assignment(report, step, [&](std::string_view piece, bool is_name) {
    sentence += is_name ? name(piece) : std::string(piece);
  });
  return sentence;
}

std::string code_of_reason(const Report& report, const FlowStep& step, const FlowMarks& marks) {
  std::string words = marks.text(report.text(step.to));
  if (step.from != StringId::kEmpty) {
    words += fmt::format(" ({})", marks.text(report.text(step.from)));
  }
  if (step.file != StringId::kEmpty) {
    words += fmt::format(" at {}", marks.place(report.text(step.file), step.line));
  }
  return words;
}

}  // namespace

void tell_assignment(const Report& report, const FlowStep& step, const TakePiece& take) {
  tell_source(step, report.text(step.from), take);
  take(" reaches ", false);
  tell_node(report.text(step.to), take);
}

std::string reason_words(std::string_view reason) {
  const auto* const row =
      std::lower_bound(kReasons.begin(), kReasons.end(), reason,
                       [](const ReasonWords& each, std::string_view wanted) { return each.reason < wanted; });
  return row != kReasons.end() && row->reason == reason ? std::string(row->words) : escaped(reason);
}

std::string flow_sentence(const Report& report, const FlowStep& step) {
  if (step.type == FlowStep::Type::kAssign) {
    return assignment(report, step, [](std::string_view name) { return escaped(name); });
  }
  return fmt::format("{}: {}", reason_words(report.text(step.from)), escaped(report.text(step.to)));
}

std::vector<std::string> flow_sentences(const Report& report, const Finding& finding, const FlowMarks& marks) {
  std::vector<std::string> sentences;
  bool has_reason = false;
  for (const FlowStep& step : std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count)) {
    if (step.type == FlowStep::Type::kAssign) {
      sentences.push_back(assignment(report, step, marks.text));
      has_reason = false;
      continue;
    }
    // A cut log may leave reasons without what they explain.
    if (sentences.empty()) {
      sentences.emplace_back("it escapes");
    }
    sentences.back() += (has_reason ? ", " : ": ") + code_of_reason(report, step, marks);
    has_reason = true;
  }
  return sentences;
}

}  // namespace goescape
