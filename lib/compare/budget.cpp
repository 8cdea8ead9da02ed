#include "compare/budget.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "compare/code_pattern.h"
#include "compare/gate_parts.h"

namespace goescape {
namespace {

// Complains about a pattern that names nothing. `found` tells that a decision stands in what it names, so it is there.
void judge_pattern(GateResult& result, const std::string& text, const CodePattern& pattern, bool found,
                   std::string_view what, const Directives* directives) {
  if (pattern.type() == CodePattern::Type::kNothing) {
    result.violations.push_back(
        {GateRule::kUnanalysed,
         {},
         text,
         "",
         0,
         fmt::format("{} {} names no package that was compiled, nor a file or a function of one", what, text)});
    return;
  }
  if (pattern.type() == CodePattern::Type::kPackage || found) {
    return;
  }
  const std::string_view kind = pattern.type() == CodePattern::Type::kFile ? "file" : "function";
  if (directives == nullptr || !directives->functions_known) {
    result.notices.push_back(
        {"", 0, fmt::format("nothing tells whether there is a {} {}, which {} is about", kind, text, what)});
  } else if (!pattern.names_code_in(*directives)) {
    result.violations.push_back({GateRule::kUnanalysed,
                                 {},
                                 text,
                                 "",
                                 0,
                                 fmt::format("{} {} names a {}", what, text,
                                             kind == "file" ? "file that was not compiled"
                                                            : "function that the compiled files do not declare")});
  }
}

void judge_budget(GateResult& result, const Budget& budget, const Report& report, CategorySet included,
                  const Directives* directives) {
  const CodePattern pattern(budget.pattern, report);
  std::vector<FindingIndex> inside;
  bool found = false;
  for (std::size_t index = 0; index < report.findings.size(); ++index) {
    const Finding& finding = report.findings[index];
    if (pattern.matches(finding)) {
      found = true;
      if (is_gated(report, finding, included) && !finding.suppressed) {
        inside.push_back(static_cast<FindingIndex>(index));
      }
    }
  }
  judge_pattern(result, budget.pattern, pattern, found, "the budget", directives);
  if (inside.size() <= budget.heap) {
    return;
  }
  const Finding& first = report.findings[static_cast<std::size_t>(inside.front())];
  std::string sentence = fmt::format("{} holds {}, and its budget is {}", budget.pattern,
                                     number_of(inside.size(), "heap decision"), budget.heap);
  result.violations.push_back({GateRule::kBudget, std::move(inside), budget.pattern,
                               std::string(report.text(first.file)), first.line, std::move(sentence)});
}

}  // namespace

void judge_budgets(GateResult& result, const std::vector<Budget>& budgets, const Report& report, CategorySet included,
                   const Directives* directives) {
  for (const Budget& budget : budgets) {
    judge_budget(result, budget, report, included, directives);
  }
}

void judge_hot_patterns(GateResult& result, const std::vector<std::string>& hot, const Report& report,
                        const Directives* directives) {
  for (const std::string& text : hot) {
    const CodePattern pattern(text, report);
    const bool found = pattern.type() != CodePattern::Type::kPackage &&
                       std::any_of(report.findings.begin(), report.findings.end(),
                                   [&](const Finding& finding) { return pattern.matches(finding); });
    judge_pattern(result, text, pattern, found, "--hot", directives);
  }
}

}  // namespace goescape
