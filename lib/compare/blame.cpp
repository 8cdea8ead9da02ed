#include "compare/blame.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "compare/function_facts.h"
#include "compare/leak_changes.h"
#include "compare/line_map.h"

namespace goescape {
namespace {

// A function that is called on the way of a value to the heap.
struct Call {
  CallName name;
  FunctionKey key;        // Empty where nothing is known about the function.
  bool inlined = false;   // Its body is part of the caller.
  bool same_code = true;  // The line of the call did not change.
};

class Blamer {
 public:
  Blamer(const Diff& diff, const Report& old_report, const Report& new_report, const SourceChanges& changes)
      : diff_(diff),
        changes_(changes),
        before_(old_report),
        after_(new_report),
        report_(new_report),
        lines_(changes, old_report.toolchain.go_version == new_report.toolchain.go_version) {}

  [[nodiscard]] std::optional<Blame> blame(const Finding& finding) const;

 private:
  using Calls = std::vector<Call>;

  [[nodiscard]] std::optional<Blame> cause_in_sources(const Finding& finding) const;
  [[nodiscard]] std::optional<Blame> leaking_callee(const Finding& finding, const Calls& calls) const;
  [[nodiscard]] std::optional<Blame> inlined_body(const Finding& finding, const Calls& calls) const;
  [[nodiscard]] std::optional<Blame> changed_code(const Finding& finding) const;
  [[nodiscard]] std::optional<Blame> inlining_of_call(const Finding& finding, const Calls& calls) const;
  [[nodiscard]] std::optional<Blame> inlining_in_function(const Finding& finding) const;
  [[nodiscard]] std::optional<Blame> other_dependency(const Calls& calls) const;
  [[nodiscard]] std::optional<Blame> another_build(const std::optional<Blame>& mechanism) const;

  [[nodiscard]] Calls calls_of(const Finding& finding) const;
  void add_call(Calls& calls, const Finding& finding, const CallName& name, bool inlined, bool same_code) const;
  [[nodiscard]] FunctionKey resolve(const CallName& name, const std::string& caller_package) const;
  [[nodiscard]] bool is_changed(StringId file, std::uint32_t line) const;
  [[nodiscard]] std::span<const FlowStep> flow_of(const Finding& finding) const {
    return std::span(report_.flow_steps).subspan(finding.flow_begin, finding.flow_count);
  }
  [[nodiscard]] FunctionKey caller_of(const Finding& finding) const {
    return {std::string(report_.text(report_.package_of(finding).import_path)),
            std::string(report_.text(finding.function))};
  }
  [[nodiscard]] Blame blame_on(BlameReason reason, const Call& call, const Finding& finding, const Finding* where,
                               std::string sentence) const;
  [[nodiscard]] std::string no_longer_inlined(const Call& call) const;

  const Diff& diff_;
  const SourceChanges& changes_;
  ReportFacts before_;
  ReportFacts after_;
  const Report& report_;
  LineMap lines_;
};

bool Blamer::is_changed(StringId file, std::uint32_t line) const {
  return lines_.of_new(report_.text(file)).at(line).state == LineState::kChanged;
}

// A name leads to a function when exactly one package that is usually called so has it.
FunctionKey Blamer::resolve(const CallName& name, const std::string& caller_package) const {
  const auto is_known = [&](const FunctionKey& key) {
    return after_.find(key) != nullptr || before_.find(key) != nullptr;
  };
  // "Counter.Size" may be a method of the caller's own package.
  FunctionKey own{caller_package, name.spelled()};
  if (is_known(own)) {
    return own;
  }
  FunctionKey found;
  for (const std::string& package : after_.packages_called(name.package)) {
    FunctionKey key{package, name.function};
    if (!name.package.empty() && is_known(key)) {
      if (!found.first.empty()) {
        return {};
      }
      found = std::move(key);
    }
  }
  return found;
}

void Blamer::add_call(Calls& calls, const Finding& finding, const CallName& name, bool inlined, bool same_code) const {
  calls.push_back({name, resolve(name, caller_of(finding).first), inlined, same_code});
}

// The functions that take the value as an argument, and those that are inlined where it passes.
Blamer::Calls Blamer::calls_of(const Finding& finding) const {
  Calls calls;
  const auto add_inlined = [&](StringId file, std::uint32_t line, std::uint32_t column) {
    for (const CallName& name : after_.inlined_at(file, line, column)) {
      add_call(calls, finding, name, true, !is_changed(file, line));
    }
  };
  add_inlined(finding.file, finding.line, finding.column);
  for (const FlowStep& step : flow_of(finding)) {
    if (step.type != FlowStep::Type::kReason) {
      continue;
    }
    add_inlined(step.file, step.line, step.column);
    const auto name =
        report_.text(step.from) == "call parameter" ? called_function(report_.text(step.to)) : std::nullopt;
    if (name) {
      add_call(calls, finding, *name, false, !is_changed(step.file, step.line));
    }
  }
  return calls;
}

// `where` is a finding of the new report, or nullptr.
Blame Blamer::blame_on(BlameReason reason, const Call& call, const Finding& finding, const Finding* where,
                       std::string sentence) const {
  Blame blame;
  blame.reason = reason;
  const bool foreign = !call.key.first.empty() && call.key.first != caller_of(finding).first;
  blame.subject = call.key.first.empty() ? call.name.spelled()
                  : foreign              ? call.key.first + "." + call.key.second
                                         : call.key.second;
  blame.file = where == nullptr ? "" : std::string(report_.text(where->file));
  blame.line = where == nullptr ? 0 : where->line;
  blame.sentence = std::move(sentence);
  return blame;
}

// A parameter that leaks now. The function has to have been there before, or nothing of it changed.
std::optional<Blame> Blamer::leaking_callee(const Finding& finding, const Calls& calls) const {
  for (const Call& call : calls) {
    const FunctionFacts* const facts = after_.find(call.key);
    const FunctionFacts* const earlier = before_.find(call.key);
    const bool was_there = earlier != nullptr || (call.same_code && before_.knows_package(call.key.first));
    if (facts == nullptr || !was_there) {
      continue;
    }
    const auto leaks = new_leaks(before_.report(), earlier, report_, *facts);
    if (!leaks.empty()) {
      return blame_on(BlameReason::kCallee, call, finding, leaks.front(),
                      leak_sentence(report_, leaks, call.name.spelled()));
    }
  }
  return std::nullopt;
}

// A function that was inlined here before, too, and whose body is another now, as -m=2 prints it.
std::optional<Blame> Blamer::inlined_body(const Finding& finding, const Calls& calls) const {
  const FunctionFacts* const caller = before_.find(caller_of(finding));
  for (const Call& call : calls) {
    const FunctionFacts* const facts = after_.find(call.key);
    const FunctionFacts* const earlier = before_.find(call.key);
    const bool was_inlined = call.inlined && caller != nullptr && caller->inlined.count(call.name.spelled()) != 0;
    if (was_inlined && facts != nullptr && earlier != nullptr && facts->declaration != nullptr &&
        !earlier->bodies.empty() && facts->bodies != earlier->bodies) {
      return blame_on(BlameReason::kCallee, call, finding, facts->declaration,
                      fmt::format("the body of {}, which is inlined here, changed", call.name.spelled()));
    }
  }
  return std::nullopt;
}

// The last step towards the heap that stands in changed code.
std::optional<Blame> Blamer::changed_code(const Finding& finding) const {
  std::optional<Blame> blame;
  for (const FlowStep& step : flow_of(finding)) {
    if (step.type == FlowStep::Type::kReason && is_changed(step.file, step.line)) {
      blame = Blame{BlameReason::kCode, "", std::string(report_.text(step.file)), step.line,
                    fmt::format("it gets to the heap through code that changed: {}", report_.text(step.to))};
    }
  }
  return blame;
}

std::string Blamer::no_longer_inlined(const Call& call) const {
  const FunctionFacts* const facts = after_.find(call.key);
  const std::string reason = facts == nullptr || facts->reason.empty() ? "" : ": " + facts->reason;
  return fmt::format("{} is no longer inlined{}", call.name.spelled(), reason);
}

// A call on the way that is inlined now and was not, or the other way around, in the same function.
std::optional<Blame> Blamer::inlining_of_call(const Finding& finding, const Calls& calls) const {
  const FunctionFacts* const caller = before_.find(caller_of(finding));
  if (caller == nullptr) {
    return std::nullopt;
  }
  for (const Call& call : calls) {
    const bool was_inlined = caller->inlined.count(call.name.spelled()) != 0;
    if (!call.same_code || was_inlined == call.inlined) {
      continue;
    }
    const FunctionFacts* const facts = after_.find(call.key);
    const FunctionFacts* const earlier = before_.find(call.key);
    const std::string before = earlier == nullptr || earlier->reason.empty() ? "" : "; before: " + earlier->reason;
    return blame_on(
        BlameReason::kInlining, call, finding, facts == nullptr ? nullptr : facts->declaration,
        call.inlined ? fmt::format("{} is inlined here now{}", call.name.spelled(), before) : no_longer_inlined(call));
  }
  return std::nullopt;
}

// The one function that the caller inlined before and that cannot be inlined any more: what it returned may have lost
// its type, and calls on it their target.
std::optional<Blame> Blamer::inlining_in_function(const Finding& finding) const {
  const FunctionKey key = caller_of(finding);
  const FunctionFacts* const caller = before_.find(key);
  const FunctionFacts* const now = after_.find(key);
  std::vector<Call> lost;
  if (caller != nullptr) {
    for (const auto& [spelled, name] : caller->inlined) {
      const Call call{name, resolve(name, key.first), false, true};
      const bool still = now != nullptr && now->inlined.count(spelled) != 0;
      if (!still && after_.inlinability(call.key) == Inlinability::kCannot) {
        lost.push_back(call);
      }
    }
  }
  if (lost.size() != 1) {
    return std::nullopt;
  }
  const FunctionFacts* const facts = after_.find(lost.front().key);
  return blame_on(BlameReason::kInlining, lost.front(), finding, facts == nullptr ? nullptr : facts->declaration,
                  no_longer_inlined(lost.front()));
}

// A function of a package that nothing is known about, while the versions of the dependencies changed.
std::optional<Blame> Blamer::other_dependency(const Calls& calls) const {
  const auto file = std::find_if(changes_.files.begin(), changes_.files.end(), [](const FileChange& change) {
    return change.new_path == "go.mod" || change.new_path.ends_with("/go.mod") ||
           change.new_path == "vendor/modules.txt";
  });
  const auto call = std::find_if(calls.begin(), calls.end(), [&](const Call& each) {
    return !each.name.package.empty() && after_.packages_called(each.name.package).empty();
  });
  if (file == changes_.files.end() || call == calls.end()) {
    return std::nullopt;
  }
  return Blame{BlameReason::kCallee, call->name.spelled(), file->new_path, 0,
               fmt::format("it passes through {}, which is not part of the report, and the dependencies changed",
                           call->name.spelled())};
}

std::optional<Blame> Blamer::cause_in_sources(const Finding& finding) const {
  const Calls calls = calls_of(finding);
  for (const auto& cause : {leaking_callee(finding, calls), inlined_body(finding, calls), changed_code(finding),
                            inlining_of_call(finding, calls), inlining_in_function(finding)}) {
    if (cause) {
      return cause;
    }
  }
  return other_dependency(calls);
}

// The build that differs; `mechanism` is what it did, where that was found.
std::optional<Blame> Blamer::another_build(const std::optional<Blame>& mechanism) const {
  if (diff_.toolchain_changes.empty()) {
    return std::nullopt;
  }
  std::vector<std::string> changes;
  bool release = false;
  for (const SettingChange& change : diff_.toolchain_changes) {
    const auto text = [](const std::string& value) { return value.empty() ? std::string("(none)") : value; };
    changes.push_back(fmt::format("{} {} \u2192 {}", change.name, text(change.old_value), text(change.new_value)));
    release = release || change.name == "go_version";
  }
  Blame blame = mechanism.value_or(Blame{});
  blame.reason = release ? BlameReason::kToolchain : BlameReason::kSetting;
  blame.sentence = fmt::format("{}{}{}", fmt::join(changes, ", "), mechanism ? ": " : "", blame.sentence);
  return blame;
}

std::optional<Blame> Blamer::blame(const Finding& finding) const {
  std::optional<Blame> cause = cause_in_sources(finding);
  const bool same_sources = changes_.known && changes_.files.empty();
  if (cause && !same_sources) {
    return cause;
  }
  std::optional<Blame> build = another_build(cause);
  return build ? build : cause;
}

}  // namespace

KindSet blame_kinds() {
  KindSet kinds = leaking_kinds();
  for (const Kind kind : {Kind::kCanInline, Kind::kCannotInline, Kind::kInliningCall}) {
    kinds.set(static_cast<std::size_t>(kind));
  }
  return kinds;
}

void add_blame(Diff& diff, const Report& old_report, const Report& new_report, const SourceChanges& changes) {
  const auto in_same_code = [](const IntroducedFinding& each) { return !each.code_changed; };
  if (std::none_of(diff.introduced.begin(), diff.introduced.end(), in_same_code)) {
    return;
  }
  const Blamer blamer(diff, old_report, new_report, changes);
  for (IntroducedFinding& introduced : diff.introduced) {
    if (in_same_code(introduced)) {
      introduced.blame = blamer.blame(new_report.findings[static_cast<std::size_t>(introduced.finding)]);
    }
  }
}

}  // namespace goescape
