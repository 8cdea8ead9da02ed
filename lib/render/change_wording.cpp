#include "render/change_wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

std::string or_nothing(const std::string& value) { return value.empty() ? "(none)" : value; }

std::string side_text(const std::optional<PackageStatus>& status, const KindCounts& counts) {
  if (!status) {
    return "-";
  }
  return *status == PackageStatus::kFailed ? "failed" : grouped(heap_decisions(counts));
}

bool failed(const std::optional<PackageStatus>& status) { return status == PackageStatus::kFailed; }

std::string signed_number(std::int64_t number) {
  const std::string digits = grouped(static_cast<std::uint64_t>(number < 0 ? -number : number));
  return fmt::format("{}{}", number > 0 ? "+" : number < 0 ? "-" : "", digits);
}

DeltaRow delta_row(const PackageDelta& package) {
  DeltaRow row;
  row.import_path = package.import_path;
  row.old_heap = side_text(package.old_status, package.old_counts);
  row.new_heap = side_text(package.new_status, package.new_counts);
  if (failed(package.old_status) || failed(package.new_status)) {
    row.delta = "?";
  } else {
    row.order = static_cast<std::int64_t>(heap_decisions(package.new_counts)) -
                static_cast<std::int64_t>(heap_decisions(package.old_counts));
    row.delta = signed_number(row.order);
  }
  return row;
}

// How many violations break `rule`, a new heap decision counting each of its findings.
std::uint64_t broken(const GateResult& gate, GateRule rule) {
  std::uint64_t count = 0;
  for (const Violation& violation : gate.violations) {
    if (violation.rule == rule) {
      count += rule == GateRule::kNewEscape ? std::max<std::size_t>(1, violation.findings.size()) : 1;
    }
  }
  return count;
}

// "2 new heap decisions, 1 budget exceeded"; empty without violations.
std::string broken_rules(const GateResult& gate) {
  std::vector<std::string> parts;
  const auto add = [&](GateRule rule, std::string_view noun, std::string_view what) {
    if (const std::uint64_t count = broken(gate, rule); count != 0) {
      parts.push_back(counted(count, noun) + std::string(what));
    }
  };
  add(GateRule::kNewEscape, "new heap decision", "");
  add(GateRule::kBudget, "budget", " exceeded");
  add(GateRule::kAssertion, "assertion", " broken");
  add(GateRule::kUnanalysed, "rule", " on code that was not analysed");
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

std::string toolchain_sentence(const Diff& diff) {
  std::vector<std::string> parts;
  parts.reserve(diff.toolchain_changes.size());
  for (const SettingChange& change : diff.toolchain_changes) {
    parts.push_back(
        fmt::format("{} {} \u2192 {}", change.name, or_nothing(change.old_value), or_nothing(change.new_value)));
  }
  return parts.empty() ? "" : fmt::format("not the same build on both sides: {}", fmt::join(parts, ", "));
}

std::string verdict(const Diff& diff) {
  return fmt::format("{} introduced, {} fixed, {} moved, {} unchanged",
                     counted(diff.introduced.size(), "heap decision"), grouped(diff.fixed.size()),
                     grouped(diff.moved.size()), grouped(diff.unchanged));
}

std::string undecided_sentence(const Diff& diff) {
  return diff.undecided == 0 ? ""
                             : fmt::format("{} undecided: their packages did not compile on the other side",
                                           counted(diff.undecided, "heap decision"));
}

std::vector<DeltaRow> delta_rows(const Diff& diff, SortKey sort) {
  std::vector<DeltaRow> rows;
  for (const PackageDelta& package : diff.packages) {
    DeltaRow row = delta_row(package);
    const bool one_sided = package.old_status.has_value() != package.new_status.has_value();
    if (row.order != 0 || row.delta == "?" || one_sided) {
      rows.push_back(std::move(row));
    }
  }
  std::sort(rows.begin(), rows.end(), [&](const DeltaRow& left, const DeltaRow& right) {
    const std::int64_t sign = sort == SortKey::kName ? 0 : -1;
    return std::tuple(sign * left.order, left.import_path) < std::tuple(sign * right.order, right.import_path);
  });
  return rows;
}

std::string blame_sentence(const IntroducedFinding& introduced) {
  if (!introduced.blame) {
    return "";
  }
  const Blame& blame = *introduced.blame;
  const std::string where = blame.line == 0 ? blame.file : fmt::format("{}:{}", blame.file, blame.line);
  return blame.file.empty() ? blame.sentence : fmt::format("{} ({})", blame.sentence, where);
}

std::string place(std::string_view file, std::uint32_t line) {
  return line == 0 || file.empty() ? escaped(file) : fmt::format("{}:{}", escaped(file), line);
}

std::string change_remarks(const Report& report, const Finding& finding) {
  std::string others = remarks(report, finding);
  if (finding.function == StringId::kEmpty) {
    return others;
  }
  const std::string function = escaped(report.text(finding.function));
  return others.empty() ? "in " + function : fmt::format("in {}, {}", function, others);
}

const IntroducedFinding* introduced_as(const Diff& diff, FindingIndex finding) {
  const auto found =
      std::lower_bound(diff.introduced.begin(), diff.introduced.end(), finding,
                       [](const IntroducedFinding& each, FindingIndex index) { return each.finding < index; });
  return found == diff.introduced.end() || found->finding != finding ? nullptr : &*found;
}

std::string gate_verdict(const GateResult& gate) {
  const std::string rules = broken_rules(gate);
  if (gate.failed) {
    return gate.advisory ? fmt::format("the gate would fail, and is advisory: {}", rules)
                         : fmt::format("the gate failed: {}", rules);
  }
  if (!gate.complete) {
    const std::string_view why = "the gate is undecided: not everything was compiled and understood";
    return rules.empty() ? std::string(why) : fmt::format("{}; {}, --max-new is {}", why, rules, gate.max_new);
  }
  return rules.empty() ? "the gate passed" : fmt::format("the gate passed: {}, --max-new is {}", rules, gate.max_new);
}

std::string gate_counts(const GateResult& gate) {
  if (gate.introduced == 0) {
    return "";
  }
  std::vector<std::string> parts;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count != 0) {
      parts.push_back(fmt::format("{} {}", grouped(count), what));
    }
  };
  add(gate.accepted, "accepted by the baseline");
  add(gate.suppressed, "suppressed in the source");
  add(gate.not_hot, "outside of --hot");
  add(gate.cold, "below --hot-share");
  const std::string introduced = fmt::format("{} introduced", counted(gate.introduced, "heap decision"));
  return parts.empty() ? introduced : fmt::format("{}: {}", introduced, fmt::join(parts, ", "));
}

std::vector<std::string> ways_forward(const GateResult& gate) {
  std::vector<std::string> ways;
  const auto add = [&](GateRule rule, std::string_view sentence) {
    if (broken(gate, rule) != 0) {
      ways.emplace_back(sentence);
    }
  };
  add(GateRule::kNewEscape,
      "a new heap decision: keep the value on the stack, or accept it in the source with `//goescape:ignore REASON`, "
      "or accept it in the baseline with `goescape baseline write`");
  add(GateRule::kBudget, "a budget: take out heap decisions, or raise it in .goescape.json");
  add(GateRule::kAssertion, "an assertion: keep the value on the stack, or take the comment out");
  add(GateRule::kUnanalysed, "code that was not analysed: name its package on the command line, or make it compile");
  return ways;
}

}  // namespace goescape
