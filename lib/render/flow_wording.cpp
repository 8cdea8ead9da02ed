#include "render/flow_wording.h"

#include <fmt/format.h>

#include <span>

namespace goescape {
namespace {

constexpr std::string_view kHeap = "{heap}";
constexpr std::string_view kTemporary = "{temp}";
constexpr std::string_view kStorage = "{storage for ";

// What stands in "{storage for X}"; empty for anything else.
std::string_view stored(std::string_view node) {
  const bool is_storage = node.starts_with(kStorage) && node.ends_with('}');
  return is_storage ? node.substr(kStorage.size(), node.size() - kStorage.size() - 1) : std::string_view();
}

std::string node_words(std::string_view node, const FlowMarks& marks) {
  if (node == kHeap) {
    return "the heap";
  }
  if (node == kTemporary) {
    return "a temporary";
  }
  if (const std::string_view expression = stored(node); !expression.empty()) {
    return "the storage of " + marks.text(expression);
  }
  return (node.starts_with("~r") ? "the result " : "") + marks.text(node);
}

// "the address of x", "x", "what x points to".
std::string source_words(const FlowStep& step, std::string_view from, const FlowMarks& marks) {
  std::string node = node_words(from, marks);
  if (step.derefs < 0) {
    return stored(from).empty() ? "the address of " + node : node;
  }
  if (step.derefs == 0) {
    return node;
  }
  return step.derefs == 1 ? fmt::format("what {} points to", node)
                          : fmt::format("what {} points to over {} pointers", node, step.derefs);
}

std::string reason_words(const Report& report, const FlowStep& step, const FlowMarks& marks) {
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

std::vector<std::string> flow_sentences(const Report& report, const Finding& finding, const FlowMarks& marks) {
  std::vector<std::string> sentences;
  bool has_reason = false;
  for (const FlowStep& step : std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count)) {
    if (step.type == FlowStep::Type::kAssign) {
      sentences.push_back(fmt::format("{} reaches {}", source_words(step, report.text(step.from), marks),
                                      node_words(report.text(step.to), marks)));
      has_reason = false;
      continue;
    }
    // A cut log may leave reasons without what they explain.
    if (sentences.empty()) {
      sentences.emplace_back("it escapes");
    }
    sentences.back() += (has_reason ? ", " : ": ") + reason_words(report, step, marks);
    has_reason = true;
  }
  return sentences;
}

}  // namespace goescape
