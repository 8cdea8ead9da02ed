#include "compare/gate.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "compare/acceptance.h"
#include "compare/assertions.h"
#include "compare/code_pattern.h"
#include "compare/gate_parts.h"
#include "resolve/collector.h"
#include "resolve/filter.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::size_t kNamedEntries = 3;

// The base does not have these; without a base, all of them.
std::vector<bool> introduced_findings(const GateInput& input) {
  std::vector<bool> introduced(input.report->findings.size(), input.diff == nullptr);
  if (input.diff != nullptr) {
    for (const IntroducedFinding& each : input.diff->introduced) {
      introduced[static_cast<std::size_t>(each.finding)] = true;
    }
  }
  return introduced;
}

bool is_hot(const std::vector<CodePattern>& hot, const Finding& finding) {
  return hot.empty() ||
         std::any_of(hot.begin(), hot.end(), [&](const CodePattern& pattern) { return pattern.matches(finding); });
}

bool is_cold(const Report& report, const Finding& finding, double hot_share) {
  const ProfileValue* const value = report.profile_of(finding);
  return value != nullptr && value->share < hot_share;
}

std::vector<CodePattern> patterns(const std::vector<std::string>& texts, const Report& report) {
  std::vector<CodePattern> result;
  result.reserve(texts.size());
  for (const std::string& text : texts) {
    result.emplace_back(text, report);
  }
  return result;
}

// What is left of the introduced decisions after suppressions, --hot and --hot-share; counts what went.
std::vector<FindingIndex> candidates(GateResult& result, const GateInput& input, const GatePolicy& policy,
                                     const std::vector<bool>& introduced) {
  const Report& report = *input.report;
  const std::vector<CodePattern> hot = patterns(policy.hot, report);
  std::vector<FindingIndex> left;
  for (std::size_t index = 0; index < report.findings.size(); ++index) {
    const Finding& finding = report.findings[index];
    if (!introduced[index] || !is_gated(report, finding, policy.included)) {
      continue;
    }
    ++result.introduced;
    if (finding.suppressed) {
      ++result.suppressed;
    } else if (!is_hot(hot, finding)) {
      ++result.not_hot;
    } else if (is_cold(report, finding, policy.hot_share)) {
      ++result.cold;
    } else {
      left.push_back(static_cast<FindingIndex>(index));
    }
  }
  return left;
}

// A file says of itself that it is generated; what it brings must not go by unseen.
void notice_hidden(GateResult& result, const GateInput& input, const std::vector<bool>& introduced,
                   CategorySet included) {
  const Report& report = *input.report;
  std::uint64_t count = 0;
  for (std::size_t index = 0; index < report.findings.size(); ++index) {
    const Finding& finding = report.findings[index];
    const bool may_hide = finding.category == Category::kGenerated || finding.category == Category::kVendor;
    if (introduced[index] && may_hide && is_heap_decision(finding.kind) && !is_visible(report, finding, included)) {
      ++count;
    }
  }
  if (count != 0) {
    result.notices.push_back({"", 0,
                              fmt::format("{} introduced in generated or vendored files, which the gate does not look "
                                          "at; --include generated,vendor gates them, too",
                                          number_of(count, "heap decision"))});
  }
}

Violation new_escape(const Report& report, FindingIndex index) {
  const Finding& finding = report.findings[static_cast<std::size_t>(index)];
  const std::string_view function = report.text(finding.function);
  return {GateRule::kNewEscape,
          {index},
          "",
          std::string(report.text(finding.file)),
          finding.line,
          fmt::format("new heap decision{}{}: {}", function.empty() ? "" : " in ", escaped(function),
                      escaped(report.text(finding.message)))};
}

void judge_new_escapes(GateResult& result, const GateInput& input, const GatePolicy& policy,
                       const BaselineSection* section) {
  const std::vector<bool> introduced = introduced_findings(input);
  const std::vector<FindingIndex> left = candidates(result, input, policy, introduced);
  if (input.diff != nullptr) {
    notice_hidden(result, input, introduced, policy.included);
  }
  std::vector<bool> accepted(left.size());
  if (section != nullptr && !left.empty()) {
    accepted = accepted_by(*section, *input.report, left, introduced, policy.included);
  }
  for (std::size_t index = 0; index < left.size(); ++index) {
    if (accepted[index]) {
      ++result.accepted;
      result.accepted_findings.push_back(left[index]);
    } else {
      result.violations.push_back(new_escape(*input.report, left[index]));
    }
  }
}

std::string description(const BaselineEntry& entry) {
  const std::string_view expression = entry.expression;
  return fmt::format("{} {} {} {}", entry.package, entry.function.empty() ? "-" : entry.function, entry.kind,
                     expression);
}

// Entries that no longer occur, all in one sentence: after a clean-up there may be thousands.
void notice_stale_entries(GateResult& result, const BaselineSection& section, const GateInput& input) {
  const std::vector<BaselineEntry> stale = stale_entries(section, *input.report, input.coverage);
  if (stale.empty()) {
    return;
  }
  std::string list;
  for (std::size_t index = 0; index < std::min(stale.size(), kNamedEntries); ++index) {
    list += fmt::format("{}{}", index == 0 ? "" : "; ", description(stale[index]));
  }
  if (stale.size() > kNamedEntries) {
    list += fmt::format("; and {} more", stale.size() - kNamedEntries);
  }
  result.notices.push_back({"", 0,
                            fmt::format("the baseline accepts {} that no longer occur{} ({}); goescape baseline prune "
                                        "takes {} out",
                                        number_of(stale.size(), "decision"), stale.size() == 1 ? "s" : "", list,
                                        stale.size() == 1 ? "it" : "them")});
}

// Violations that --max-new is not about fail by themselves.
bool is_failed(const GateResult& result) {
  const auto new_escapes = static_cast<std::uint64_t>(
      std::count_if(result.violations.begin(), result.violations.end(),
                    [](const Violation& each) { return each.rule == GateRule::kNewEscape; }));
  return new_escapes > result.max_new || new_escapes < result.violations.size();
}

// Whether the new side was understood as a whole, and the base where it had to be compared.
bool is_complete(const GateInput& input) {
  return !input.part && input.report->failures.empty() && input.report->unrecognized.about_heap == 0 &&
         (input.diff == nullptr || input.diff->undecided == 0);
}

void sort_by_rule(std::vector<Violation>& violations) {
  std::stable_sort(violations.begin(), violations.end(),
                   [](const Violation& a, const Violation& b) { return a.rule < b.rule; });
}

}  // namespace

Result<GateResult> run_gate(const GateInput& input, const GatePolicy& policy) {
  const Report& report = *input.report;
  if ((unlisted_kinds(report) & heap_kinds()).any()) {
    return fail(
        Failure::kInput,
        "the report counts heap decisions that it does not list, so nobody can tell which of them are new; save "
        "it again without --kinds, or with --kinds all");
  }
  GateResult result;
  result.advisory = policy.advisory;
  result.max_new = policy.max_new;
  BaselineChoice choice;
  if (input.baseline != nullptr) {
    choice = choose_section(*input.baseline, report.toolchain);
  }
  judge_new_escapes(result, input, policy, choice.section);
  judge_budgets(result, policy.budgets, report, policy.included, input.directives);
  judge_hot_patterns(result, policy.hot, report, input.directives);
  if (!choice.sentence.empty()) {
    result.notices.push_back({"", 0, choice.sentence});
  }
  if (choice.exact) {
    notice_stale_entries(result, *choice.section, input);
  }
  if (input.directives != nullptr) {
    judge_assertions(result, *input.directives, report);
    notice_comments(result, *input.directives, input.suppressions, input.untrusted, report);
  }
  sort_by_rule(result.violations);
  result.failed = is_failed(result);
  result.complete = is_complete(input);
  return result;
}

}  // namespace goescape
