#include "compare/assertions.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "compare/gate_parts.h"
#include "util/display.h"

namespace goescape {
namespace {

using FindingsByFile = std::unordered_map<std::string_view, std::vector<FindingIndex>>;

// The heap decisions of the files in which something is asserted.
FindingsByFile decisions_by_file(const Directives& directives, const Report& report) {
  FindingsByFile by_file;
  for (const Directive& directive : directives.list) {
    if (directive.type == DirectiveType::kNoEscape) {
      by_file.try_emplace(directive.file);
    }
  }
  for (std::size_t index = 0; index < report.findings.size() && !by_file.empty(); ++index) {
    const Finding& finding = report.findings[index];
    if (!is_heap_decision(finding.kind) || finding.suppressed) {
      continue;
    }
    if (const auto found = by_file.find(report.text(finding.file)); found != by_file.end()) {
      found->second.push_back(static_cast<FindingIndex>(index));
    }
  }
  return by_file;
}

bool covers(const Directive& directive, std::uint32_t line) {
  return line >= directive.first_line && line <= directive.last_line;
}

bool is_exempt(const Directives& directives, const Directive& assertion, std::uint32_t line) {
  return assertion.checkescape &&
         std::any_of(directives.list.begin(), directives.list.end(), [&](const Directive& directive) {
           return directive.type == DirectiveType::kExempt && directive.file == assertion.file &&
                  covers(directive, line);
         });
}

std::string subject_of(const Directive& directive) {
  return directive.function.empty() ? fmt::format("line {}", directive.first_line) : directive.function;
}

void judge_one(GateResult& result, const Directives& directives, const Directive& assertion, const Report& report,
               const std::vector<FindingIndex>& decisions) {
  std::vector<FindingIndex> broken_by;
  for (const FindingIndex index : decisions) {
    const std::uint32_t line = report.findings[static_cast<std::size_t>(index)].line;
    if (covers(assertion, line) && !is_exempt(directives, assertion, line)) {
      broken_by.push_back(index);
    }
  }
  if (broken_by.empty()) {
    return;
  }
  std::string sentence =
      fmt::format("{} in {}, where {} asserts that there is none", number_of(broken_by.size(), "heap decision"),
                  subject_of(assertion), escaped(assertion.text));
  result.violations.push_back({GateRule::kAssertion, std::move(broken_by), assertion.text, assertion.file,
                               assertion.line, std::move(sentence)});
}

void add_unanalysed(GateResult& result, const std::string& text, const std::string& file, std::uint32_t line,
                    std::string sentence) {
  result.violations.push_back({GateRule::kUnanalysed, {}, text, file, line, std::move(sentence)});
}

// Packages that did not compile: the run fails for them, and says so once.
std::unordered_set<std::string_view> failed_packages(const Report& report) {
  std::unordered_set<std::string_view> failed;
  for (const Package& package : report.packages) {
    if (package.status == PackageStatus::kFailed) {
      failed.insert(report.text(package.import_path));
    }
  }
  return failed;
}

std::string not_compiled(const Directive& assertion) {
  const std::string_view way = assertion.file.ends_with("_test.go")
                                   ? "it is a test, or a build tag or the platform leaves it out"
                                   : "a build tag or the platform leaves it out";
  return fmt::format("the file was not compiled ({}), so nobody can tell whether {} holds", way,
                     escaped(assertion.text));
}

}  // namespace

void judge_assertions(GateResult& result, const Directives& directives, const Report& report) {
  const FindingsByFile by_file = decisions_by_file(directives, report);
  const std::unordered_set<std::string_view> failed = failed_packages(report);
  for (const Directive& directive : directives.list) {
    if (directive.type != DirectiveType::kNoEscape || failed.contains(directive.package)) {
      continue;
    }
    if (directive.state == FileState::kNotCompiled) {
      add_unanalysed(result, directive.text, directive.file, directive.line, not_compiled(directive));
      continue;
    }
    if (directive.state == FileState::kUnknown) {
      result.notices.push_back({directive.file, directive.line,
                                fmt::format("nothing tells whether this file was compiled, so {} may not have been "
                                            "held against anything",
                                            escaped(directive.text))});
    }
    judge_one(result, directives, directive, report, by_file.at(directive.file));
  }
  for (const DirectiveProblem& problem : directives.problems) {
    if (problem.assertion) {
      add_unanalysed(result, problem.text, problem.file, problem.line, problem.sentence);
    }
  }
}

void notice_comments(GateResult& result, const Directives& directives, const std::vector<std::uint32_t>& suppressions,
                     const std::vector<Directive>& untrusted, const Report& report) {
  for (const DirectiveProblem& problem : directives.problems) {
    if (!problem.assertion) {
      result.notices.push_back({problem.file, problem.line, problem.sentence});
    }
  }
  const std::unordered_set<std::string_view> failed = failed_packages(report);
  for (std::size_t index = 0; index < suppressions.size() && index < directives.list.size(); ++index) {
    const Directive& directive = directives.list[index];
    if (directive.type == DirectiveType::kIgnore && suppressions[index] == 0 &&
        directive.state != FileState::kNotCompiled && !failed.contains(directive.package)) {
      result.notices.push_back({directive.file, directive.line,
                                fmt::format("`{}` suppresses nothing: there is no heap decision in {}; take it out",
                                            escaped(directive.text), subject_of(directive))});
    }
  }
  for (const Directive& directive : untrusted) {
    result.notices.push_back(
        {directive.file, directive.line,
         fmt::format("`{}` does not stand in the base, so it does not count here", escaped(directive.text))});
  }
}

}  // namespace goescape
