#include "evidence/verdict.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "evidence/compiler_words.h"
#include "evidence/line_match.h"
#include "evidence/silent_allocations.h"
#include "evidence/type_name.h"
#include "evidence/type_sizes.h"
#include "evidence/wanted_call.h"
#include "model/go_version.h"
#include "parse/listing_parser.h"
#include "util/packed.h"
#include "util/parallel.h"

namespace goescape {
namespace {

using CallIndex = std::uint32_t;

std::uint64_t line_key(StringId file, std::uint32_t line) { return packed(static_cast<std::uint32_t>(file), line); }
std::uint64_t function_key(PackageIndex package, StringId function) {
  return packed(static_cast<std::uint32_t>(package), static_cast<std::uint32_t>(function));
}

// What is known of a decision when all compiled functions have been looked at.
struct Verdict {
  bool allocates = false;
  bool shared = false;
  bool ambiguous = false;
  std::vector<CallIndex> calls;
};

// A call and the line that it stands on.
struct LinedCall {
  std::uint64_t line = 0;
  CallIndex call = 0;

  friend auto operator<=>(const LinedCall&, const LinedCall&) = default;
};

class Join {
 public:
  Join(Report& report, unsigned jobs) : report_(report), jobs_(jobs) {}

  void run();

 private:
  void read_findings();
  void read_functions();
  void match_lines();
  void match_line_of(std::span<const LinedCall> lined);
  void match_function(std::span<const std::uint32_t> findings, std::span<const CallIndex> calls);
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> without_copies(std::span<const std::uint32_t> findings) const;
  static void take_match(Verdict& verdict, const LineMatch& match, std::span<const CallIndex> calls);
  [[nodiscard]] std::vector<std::uint32_t> findings_of_function(std::span<const std::uint32_t> findings,
                                                                std::uint32_t function) const;
  [[nodiscard]] WantedCall wanted_of(std::uint32_t index) const;
  void look_on_other_lines();
  void take_call_of_another_line(std::uint32_t index, std::span<const CallIndex> left);
  static bool is_combined(const GeneratedCall& call);
  [[nodiscard]] bool moves_slice(const GeneratedCall& call) const;
  void set_allocations();
  Allocation allocation_of(std::uint32_t index, const Verdict& verdict);
  void describe_call(Allocation& allocation, const GeneratedCall& call, bool told);
  [[nodiscard]] std::string_view reason_without_call(std::uint32_t index) const;
  [[nodiscard]] std::string_view static_data_at(const Finding& finding) const;
  StringId intern(std::string_view text) { return report_.strings.intern(text); }

  Report& report_;
  unsigned jobs_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> decisions_;  // By file and line.
  std::unordered_map<std::uint64_t, std::vector<StringId>> static_data_;     // Data that is used, likewise.
  std::unordered_map<std::uint32_t, std::string_view> constants_;            // Told by the compiler, by finding.
  std::unordered_set<std::uint64_t> listed_functions_;                       // By package and name.
  std::unordered_set<PackageIndex> listed_packages_;
  std::unordered_map<std::uint32_t, Verdict> verdicts_;  // By finding.
  std::vector<std::uint8_t> used_;                       // By call; bytes, as threads write those of their lines.
  bool types_told_ = false;                              // The platform is one whose calls are read with types.
  // Of the combined allocations, those that have been given their bytes.
  std::unordered_set<CallIndex> told_;
};

void Join::run() {
  constants_ = constants_told(report_);
  read_findings();
  read_functions();
  used_.assign(report_.code.calls.size(), 0);
  const std::string& goarch = report_.toolchain.goarch;
  types_told_ = goarch.empty() || goarch == "amd64" || goarch == "arm64";
  match_lines();
  look_on_other_lines();
  set_allocations();
  add_silent_allocations(report_, used_);
}

void Join::read_findings() {
  for (std::uint32_t index = 0; index < report_.findings.size(); ++index) {
    const Finding& finding = report_.findings[index];
    if (is_heap_decision(finding.kind)) {
      decisions_[line_key(finding.file, finding.line)].push_back(index);
      verdicts_[index];
    }
  }
}

void Join::read_functions() {
  for (const GeneratedFunction& function : report_.code.functions) {
    listed_functions_.insert(function_key(function.package, function.name));
    listed_packages_.insert(function.package);
  }
}

void Join::match_lines() {
  const std::vector<GeneratedCall>& calls = report_.code.calls;
  std::vector<LinedCall> order;
  for (CallIndex index = 0; index < calls.size(); ++index) {
    const std::uint64_t key = line_key(calls[index].file, calls[index].line);
    if (!decisions_.contains(key)) {
      continue;
    }
    if (calls[index].kind == CallKind::kStaticData) {
      static_data_[key].push_back(calls[index].callee);
    } else {
      order.push_back({key, index});
    }
  }
  std::sort(order.begin(), order.end());
  std::vector<std::span<const LinedCall>> lines;
  for (std::size_t at = 0, begin = 0; at < order.size(); ++at) {
    if (at + 1 == order.size() || order[at + 1].line != order[at].line) {
      lines.emplace_back(order.data() + begin, at + 1 - begin);
      begin = at + 1;
    }
  }
  for_each_in_parallel(lines.size(), jobs_, [&](std::size_t line) { match_line_of(lines[line]); });
}

// `lined` are the calls of one line, function by function. Writes to what belongs to this line alone.
void Join::match_line_of(std::span<const LinedCall> lined) {
  const std::vector<std::uint32_t>& decisions = decisions_.at(lined.front().line);
  const std::vector<GeneratedCall>& all = report_.code.calls;
  std::vector<CallIndex> on_line(lined.size());
  std::transform(lined.begin(), lined.end(), on_line.begin(), [](const LinedCall& each) { return each.call; });
  std::span<const CallIndex> calls(on_line);
  while (!calls.empty()) {
    const std::uint32_t function = all[calls.front()].function;
    const auto end =
        std::find_if(calls.begin(), calls.end(), [&](CallIndex each) { return all[each].function != function; });
    const auto count = static_cast<std::size_t>(end - calls.begin());
    match_function(findings_of_function(decisions, function), calls.first(count));
    calls = calls.subspan(count);
  }
}

// Of the decisions on a line those of this function; where none is said to be, all: the function may be a wrapper that
// the compiler made. What the compiler calls a constant has no call.
std::vector<std::uint32_t> Join::findings_of_function(std::span<const std::uint32_t> findings,
                                                      std::uint32_t function) const {
  const StringId name = report_.code.functions[function].name;
  std::vector<std::uint32_t> all;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(all),
               [&](std::uint32_t each) { return !constants_.contains(each); });
  std::vector<std::uint32_t> own;
  std::copy_if(all.begin(), all.end(), std::back_inserter(own), [&](std::uint32_t each) {
    const StringId its = report_.findings[each].function;
    return its == name || its == StringId::kEmpty;
  });
  return own.empty() ? all : own;
}

WantedCall Join::wanted_of(std::uint32_t index) const {
  const Finding& finding = report_.findings[index];
  WantedCall wanted = wanted_call(finding.kind, report_.text(finding.expression));
  wanted.repeats = finding.occurrences > 1;
  return wanted;
}

void Join::match_function(std::span<const std::uint32_t> findings, std::span<const CallIndex> calls) {
  const std::vector<std::vector<std::uint32_t>> decisions = without_copies(findings);
  std::vector<WantedCall> wanted;
  std::transform(decisions.begin(), decisions.end(), std::back_inserter(wanted),
                 [&](const std::vector<std::uint32_t>& each) { return wanted_of(each.front()); });
  std::vector<LineCall> line;
  line.reserve(calls.size());
  for (const CallIndex index : calls) {
    const GeneratedCall& call = report_.code.calls[index];
    line.push_back({call.kind, report_.text(call.type), call.size});
  }
  const LineMatches matches = match_line(wanted, line);
  for (std::size_t at = 0; at < decisions.size(); ++at) {
    for (const std::uint32_t finding : decisions[at]) {
      take_match(verdicts_.at(finding), matches.decisions[at], calls);
    }
  }
  std::vector<bool> left(calls.size(), false);
  for (const std::uint32_t call : matches.left_calls) {
    left[call] = true;
  }
  for (std::size_t at = 0; at < calls.size(); ++at) {
    if (!left[at]) {
      used_[calls[at]] = 1;
    }
  }
}

// Findings on one decision, which two packages spell in two ways, together.
std::vector<std::vector<std::uint32_t>> Join::without_copies(std::span<const std::uint32_t> findings) const {
  std::map<std::tuple<std::uint32_t, Kind, std::string>, std::vector<std::uint32_t>> decisions;
  for (const std::uint32_t index : findings) {
    const Finding& finding = report_.findings[index];
    decisions[{finding.column, finding.kind, unqualified_type(report_.text(finding.expression))}].push_back(index);
  }
  std::vector<std::vector<std::uint32_t>> result;
  result.reserve(decisions.size());
  for (auto& [key, copies] : decisions) {
    result.push_back(std::move(copies));
  }
  return result;
}

void Join::take_match(Verdict& verdict, const LineMatch& match, std::span<const CallIndex> calls) {
  verdict.allocates = verdict.allocates || match.verdict == LineVerdict::kCall || match.verdict == LineVerdict::kShared;
  verdict.shared = verdict.shared || match.verdict == LineVerdict::kShared;
  verdict.ambiguous = verdict.ambiguous || match.verdict == LineVerdict::kAmbiguous;
  for (const std::uint32_t call : match.calls) {
    verdict.calls.push_back(calls[call]);
  }
}

// The compiler may put an allocation on another line of the function than it says: combined ones, those of maps within
// maps, for two.
void Join::look_on_other_lines() {
  std::unordered_map<std::uint64_t, std::vector<CallIndex>> left;
  for (CallIndex index = 0; index < used_.size(); ++index) {
    const GeneratedCall& call = report_.code.calls[index];
    const bool moves = call.kind == CallKind::kObject || call.kind == CallKind::kBox || call.kind == CallKind::kMap;
    if (moves_slice(call) || (moves && (used_[index] == 0 || is_combined(call)))) {
      const GeneratedFunction& function = report_.code.functions[call.function];
      left[function_key(call.package, function.name)].push_back(index);
    }
  }
  for (std::uint32_t index = 0; index < report_.findings.size(); ++index) {
    const Finding& finding = report_.findings[index];
    const auto calls = left.find(function_key(finding.package, finding.function));
    const auto verdict = verdicts_.find(index);
    const bool open = verdict != verdicts_.end() && !verdict->second.allocates && !verdict->second.ambiguous;
    if (open && calls != left.end() && !constants_.contains(index)) {
      take_call_of_another_line(index, calls->second);
    }
  }
}

void Join::take_call_of_another_line(std::uint32_t index, std::span<const CallIndex> left) {
  const WantedCall wanted = wanted_of(index);
  const bool moved = report_.findings[index].kind == Kind::kMovedToHeap;
  Verdict& verdict = verdicts_[index];
  for (const CallIndex each : left) {
    const GeneratedCall& call = report_.code.calls[each];
    const std::string_view type = report_.text(call.type);
    const bool combined = is_combined(call);
    const bool moves = moves_slice(call);
    if (wanted.is_constant || !fits(wanted, call.kind, type) || (combined ? !moved : used_[each] != 0 && !moves)) {
      continue;
    }
    if (combined || moves || call.kind == CallKind::kMap || same_type(wanted, type)) {
      used_[each] = 1;
      verdict.allocates = true;
      verdict.ambiguous = false;
      verdict.shared = combined;
      verdict.calls.push_back(each);
      return;
    }
    // It could be this one, and nothing says so.
    verdict.ambiguous = verdict.ambiguous || wanted.type.empty() || type.empty();
  }
}

// Several variables without pointers in one allocation (Go 1.25) have no type in common.
bool Join::is_combined(const GeneratedCall& call) {
  return call.kind == CallKind::kObject && call.type == StringId::kEmpty && call.size != 0;
}

// A slice that grows on the stack is moved to the heap where it leaves the function (Go 1.26), whatever appended to it.
bool Join::moves_slice(const GeneratedCall& call) const {
  return report_.text(call.callee).starts_with("runtime.moveSlice");
}

void Join::set_allocations() {
  for (std::uint32_t index = 0; index < report_.findings.size(); ++index) {
    const auto verdict = verdicts_.find(index);
    if (verdict != verdicts_.end()) {
      report_.findings[index].allocation = static_cast<std::uint32_t>(report_.allocations.size());
      report_.allocations.push_back(allocation_of(index, verdict->second));
    }
  }
}

Allocation Join::allocation_of(std::uint32_t index, const Verdict& verdict) {
  Allocation allocation;
  allocation.call_begin = static_cast<std::uint32_t>(report_.allocation_calls.size());
  if (verdict.allocates && wanted_of(index).length != "0") {
    allocation.verdict = AllocationVerdict::kAllocates;
    allocation.reason = verdict.shared ? intern(VerdictReason::kCombined) : StringId::kEmpty;
    const GeneratedCall& first = report_.code.calls[verdict.calls.front()];
    describe_call(allocation, first, verdict.shared && !told_.insert(verdict.calls.front()).second);
    std::vector<StringId> callees;
    callees.reserve(verdict.calls.size());
    for (const CallIndex call : verdict.calls) {
      callees.push_back(report_.code.calls[call].callee);
    }
    std::sort(callees.begin(), callees.end(),
              [&](StringId a, StringId b) { return report_.text(a) < report_.text(b); });
    callees.erase(std::unique(callees.begin(), callees.end()), callees.end());
    report_.allocation_calls.insert(report_.allocation_calls.end(), callees.begin(), callees.end());
    allocation.call_count = static_cast<std::uint32_t>(callees.size());
    return allocation;
  }
  const std::string_view reason = verdict.allocates   ? VerdictReason::kZeroSize
                                  : verdict.ambiguous ? VerdictReason::kAmbiguous
                                                      : reason_without_call(index);
  allocation.reason = intern(reason);
  const bool unknown = reason == VerdictReason::kAmbiguous || reason == VerdictReason::kNotListed;
  allocation.verdict = unknown ? AllocationVerdict::kUnknown : AllocationVerdict::kNoAllocation;
  return allocation;
}

void Join::describe_call(Allocation& allocation, const GeneratedCall& call, bool told) {
  describe_allocation(report_, call, allocation);
  if (told) {
    allocation.bytes = 0;
    allocation.size_class = 0;
  }
}

std::string_view Join::reason_without_call(std::uint32_t index) const {
  const Finding& finding = report_.findings[index];
  if (const auto told = constants_.find(index); told != constants_.end()) {
    return told->second;
  }
  const bool listed = listed_functions_.contains(function_key(finding.package, finding.function));
  if (!listed && !listed_packages_.contains(finding.package)) {
    return VerdictReason::kNotListed;
  }
  const WantedCall wanted = wanted_call(finding.kind, report_.text(finding.expression));
  if (wanted.is_constant) {
    return VerdictReason::kConstant;
  }
  const bool is_value = wanted.kinds.test(static_cast<std::size_t>(CallKind::kObject));
  if (const std::string_view data = static_data_at(finding); is_value && !data.empty()) {
    return data;
  }
  if (report_.text(finding.function) == "init") {
    return VerdictReason::kStaticData;
  }
  if (listed && finding.kind == Kind::kMovedToHeap && !types_told_) {
    return VerdictReason::kAmbiguous;  // It may be together with others on another line.
  }
  return listed ? VerdictReason::kNoCall : VerdictReason::kNoCode;
}

// The data that the code of the line uses instead of an allocation.
std::string_view Join::static_data_at(const Finding& finding) const {
  const auto found = static_data_.find(line_key(finding.file, finding.line));
  if (found == static_data_.end()) {
    return {};
  }
  const bool closure = report_.text(finding.expression) == "func literal";
  for (const StringId each : found->second) {
    const std::string_view data = report_.text(each);
    if (closure && data == kStaticClosure) {
      return VerdictReason::kStaticClosure;
    }
    if (!closure && data != kStaticClosure) {
      return data == kZeroBase      ? VerdictReason::kZeroSize
             : data == kSingleBytes ? VerdictReason::kSingleByte
                                    : VerdictReason::kConstant;
    }
  }
  return {};
}

}  // namespace

KindSet silent_kinds() {
  KindSet kinds;
  for (const KindInfo& row : kKinds) {
    kinds.set(static_cast<std::size_t>(row.kind), is_silent_allocation(row.kind));
  }
  return kinds;
}

KindSet evidence_kinds() {
  KindSet kinds = silent_kinds();
  kinds.set(static_cast<std::size_t>(Kind::kClosureStorage));
  kinds.set(static_cast<std::size_t>(Kind::kInterfaceStorage));
  return kinds;
}

void add_allocations(Report& report, unsigned jobs) { Join(report, jobs).run(); }

}  // namespace goescape
