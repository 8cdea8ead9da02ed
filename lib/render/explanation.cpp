#include "render/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

#include "model/cause.h"
#include "render/advice.h"
#include "render/flow_wording.h"
#include "render/wording.h"
#include "resolve/call_name.h"
#include "resolve/destination.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::string_view kStorageOf = "{storage for ";

std::string capitalised(std::string sentence) {
  const bool small = !sentence.empty() && sentence.front() >= 'a' && sentence.front() <= 'z';
  if (small) {
    sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
  }
  return sentence;
}

class Explainer {
 public:
  Explainer(const Report& report, const ReportFacts& facts, const Finding& finding)
      : report_(report),
        facts_(facts),
        finding_(finding),
        steps_(std::span(report.flow_steps).subspan(finding.flow_begin, finding.flow_count)) {}

  Explanation explain();

 private:
  [[nodiscard]] std::string why(std::optional<Cause> cause) const;
  void add_way();
  void add_origin();
  void add_calls();
  void add_call(const CallName& name);
  void add_leaks(const CallName& name, const FunctionFacts& facts);
  void add_inlining(const CallName& name, const FunctionFacts& facts);
  void add_holder();
  [[nodiscard]] const Finding* holder(std::string_view expression, const FlowStep& at) const;
  [[nodiscard]] const FunctionFacts* facts_of(const CallName& name) const;
  void note(std::string sentence, const Finding& where);
  [[nodiscard]] std::string_view text(StringId id) const { return report_.text(id); }

  const Report& report_;
  const ReportFacts& facts_;
  const Finding& finding_;
  std::span<const FlowStep> steps_;
  Explanation told_;
};

Explanation Explainer::explain() {
  const std::optional<Cause> cause = cause_from_name(text(finding_.cause));
  told_.why = why(cause);
  add_way();
  add_origin();
  add_calls();
  add_holder();
  told_.change = cause && is_heap_decision(finding_.kind) ? std::string(advice(report_, finding_, *cause)) : "";
  return std::move(told_);
}

// Where a value goes that is boxed is another thing than that it is.
std::string Explainer::why(std::optional<Cause> cause) const {
  if (!cause) {
    return is_heap_decision(finding_.kind) ? capitalised(std::string(info(Cause::kUnknown).sentence))
                                           : capitalised(std::string(info(finding_.kind).sentence));
  }
  std::string sentence = capitalised(std::string(info(*cause).sentence));
  const Destination into = destination(report_, finding_);
  if (!is_heap_decision(finding_.kind) || into.name.empty() || into.type == DestinationType::kResult) {
    return sentence;
  }
  const bool boxed = *cause == Cause::kBoxedIntoInterface || *cause == Cause::kVariadic;
  return sentence + (boxed ? ", for " : ": ") + escaped(into.name);
}

void Explainer::add_way() {
  for (const FlowStep& step : steps_) {
    if (step.type == FlowStep::Type::kAssign) {
      told_.way.push_back({flow_sentence(report_, step), {}});
      continue;
    }
    if (told_.way.empty()) {
      told_.way.emplace_back();
    }
    told_.way.back().code.push_back({flow_sentence(report_, step), text(step.file), step.line, step.column});
  }
}

void Explainer::add_origin() {
  if (finding_.origin != StringId::kEmpty) {
    told_.notes.push_back({fmt::format("it stands in the body of {}, which is inlined or instantiated here",
                                       escaped(text(finding_.origin)))});
  }
}

// The functions that take the value as an argument, each once.
void Explainer::add_calls() {
  std::vector<std::string> told;
  for (const FlowStep& step : steps_) {
    const bool passed = step.type == FlowStep::Type::kReason && text(step.from) == "call parameter";
    const auto name = passed ? called_function(text(step.to)) : std::nullopt;
    if (name && std::find(told.begin(), told.end(), name->spelled()) == told.end()) {
      told.push_back(name->spelled());
      add_call(*name);
    }
  }
}

void Explainer::add_call(const CallName& name) {
  if (const FunctionFacts* const facts = facts_of(name); facts != nullptr) {
    add_leaks(name, *facts);
    add_inlining(name, *facts);
  }
}

void Explainer::add_leaks(const CallName& name, const FunctionFacts& facts) {
  for (const Finding* leak : facts.leaks) {
    if (leak->kind != Kind::kLeakingParamToResult) {
      const bool content = leak->kind == Kind::kLeakingParamContent;
      note(fmt::format("{}parameter {} of {} leaks to the heap", content ? "what is behind " : "",
                       escaped(text(leak->expression)), escaped(name.spelled())),
           *leak);
    }
  }
}

void Explainer::add_inlining(const CallName& name, const FunctionFacts& facts) {
  if (facts.declaration == nullptr || facts.inlinability != Inlinability::kCannot) {
    return;
  }
  note(fmt::format("{} cannot be inlined{}", escaped(name.spelled()),
                   facts.reason.empty() ? "" : ": " + escaped(facts.reason)),
       *facts.declaration);
}

// In the caller's package, or in the only one of the report that is usually called so.
const FunctionFacts* Explainer::facts_of(const CallName& name) const {
  const std::string own(text(report_.package_of(finding_).import_path));
  if (const FunctionFacts* const facts = facts_.find({own, name.spelled()}); facts != nullptr) {
    return facts;
  }
  const std::vector<std::string>& packages = facts_.packages_called(name.package);
  return name.package.empty() || packages.size() != 1 ? nullptr : facts_.find({packages.front(), name.function});
}

// A way that ends at other storage ends there because that is on the heap itself.
void Explainer::add_holder() {
  const auto last = std::find_if(steps_.rbegin(), steps_.rend(),
                                 [](const FlowStep& step) { return step.type == FlowStep::Type::kReason; });
  const auto part =
      std::find_if(last, steps_.rend(), [](const FlowStep& step) { return step.type == FlowStep::Type::kAssign; });
  if (last == steps_.rend() || part == steps_.rend() || !text(part->to).starts_with(kStorageOf)) {
    return;
  }
  const std::string_view node = text(part->to).substr(kStorageOf.size());
  const std::string_view expression = node.substr(0, node.size() - 1);
  const Finding* const found = holder(expression, *last);
  if (found != nullptr && found != &finding_) {
    const auto cause = cause_from_name(text(found->cause));
    note(fmt::format("{} is on the heap: {}", escaped(expression),
                     cause ? info(*cause).sentence : info(Cause::kUnknown).sentence),
         *found);
  }
}

// The nearest one in front of the step, in the same function.
const Finding* Explainer::holder(std::string_view expression, const FlowStep& at) const {
  const Finding* nearest = nullptr;
  for (const Finding& each : report_.findings) {
    const bool same = each.kind == Kind::kEscapesToHeap && each.package == finding_.package && each.file == at.file &&
                      each.function == finding_.function && text(each.expression) == expression;
    const bool in_front = each.line < at.line || (each.line == at.line && each.column <= at.column);
    nearest = same && in_front ? &each : nearest;
  }
  return nearest;
}

void Explainer::note(std::string sentence, const Finding& where) {
  told_.notes.push_back({std::move(sentence), text(where.file), where.line, where.column});
}

}  // namespace

Explanation explain(const Report& report, const ReportFacts& facts, const Finding& finding) {
  return Explainer(report, facts, finding).explain();
}

}  // namespace goescape
