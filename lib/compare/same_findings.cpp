#include "compare/same_findings.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <vector>

#include "parse/shape.h"

namespace goescape {
namespace {

// A finding on its way to be united, with what it is compared by.
struct Row {
  std::uint32_t index = 0;
  StringId file{};
  StringId plain_message{};  // Without shape types.
  StringId compiled_in{};    // Empty where it does not tell findings apart.
};

// How bad a verdict is.
int rank(AllocationVerdict verdict) {
  return verdict == AllocationVerdict::kAllocates ? 0 : verdict == AllocationVerdict::kUnknown ? 1 : 2;
}

class Uniting {
 public:
  Uniting(Report& report, Occurrences occurrences, bool per_package)
      : report_(report), occurrences_(occurrences), per_package_(per_package) {}

  void run();

 private:
  std::vector<Row> rows();
  [[nodiscard]] auto decision_of(const Row& row) const;
  [[nodiscard]] bool same_decision(const Row& a, const Row& b) const;
  [[nodiscard]] bool comes_before(const Row& a, const Row& b) const;
  [[nodiscard]] bool content_before(const Finding& a, const Finding& b) const;
  [[nodiscard]] bool flow_before(const Finding& a, const Finding& b) const;
  [[nodiscard]] bool worse(const Finding& a, const Finding& b) const;
  void take_in(const Finding& other, Finding& first) const;
  void sort_findings();
  [[nodiscard]] const Finding& finding(const Row& row) const { return report_.findings[row.index]; }
  [[nodiscard]] std::string_view text(StringId id) const { return report_.text(id); }

  Report& report_;
  const Occurrences occurrences_;
  const bool per_package_;
};

void Uniting::run() {
  std::vector<Row> sorted = rows();
  std::sort(sorted.begin(), sorted.end(), [&](const Row& a, const Row& b) { return comes_before(a, b); });
  std::vector<Finding> united;
  const Row* last = nullptr;
  for (const Row& row : sorted) {
    if (last != nullptr && same_decision(*last, row)) {
      take_in(finding(row), united.back());
      continue;
    }
    united.push_back(finding(row));
    if (!per_package_) {
      united.back().compiled_in = StringId::kEmpty;
    }
    last = &row;
  }
  report_.findings = std::move(united);
  sort_findings();
}

std::vector<Row> Uniting::rows() {
  std::vector<Row> result;
  result.reserve(report_.findings.size());
  for (const Finding& each : report_.findings) {
    const StringId plain =
        names_shape(text(each.message)) ? report_.strings.intern(without_shapes(text(each.message))) : each.message;
    result.push_back({static_cast<std::uint32_t>(result.size()), each.file, plain,
                      per_package_ ? each.compiled_in : StringId::kEmpty});
  }
  return result;
}

auto Uniting::decision_of(const Row& row) const {
  const Finding& each = finding(row);
  return std::tuple(each.package, text(each.file), each.line, each.column, each.kind, text(row.plain_message),
                    text(row.compiled_in));
}

bool Uniting::same_decision(const Row& a, const Row& b) const {
  const Finding& x = finding(a);
  const Finding& y = finding(b);
  return std::tie(x.package, x.line, x.column, x.kind, a.file, a.plain_message, a.compiled_in) ==
         std::tie(y.package, y.line, y.column, y.kind, b.file, b.plain_message, b.compiled_in);
}

bool Uniting::comes_before(const Row& a, const Row& b) const {
  return same_decision(a, b) ? content_before(finding(a), finding(b)) : decision_of(a) < decision_of(b);
}

// Where a finding was printed for its own package, that counts as its place.
bool Uniting::content_before(const Finding& a, const Finding& b) const {
  const auto printed_for = [&](const Finding& each) {
    return each.compiled_in == StringId::kEmpty ? text(report_.package_of(each).import_path) : text(each.compiled_in);
  };
  const auto key = [&](const Finding& each) {
    return std::tuple(text(each.message), printed_for(each), each.flow_count == 0, each.function == StringId::kEmpty,
                      text(each.function), text(each.expression), text(each.cause), text(each.origin), each.category);
  };
  const auto left = key(a);
  const auto right = key(b);
  return left != right ? left < right : flow_before(a, b);
}

bool Uniting::flow_before(const Finding& a, const Finding& b) const {
  const auto steps = [&](const Finding& each) {
    return std::span(report_.flow_steps).subspan(each.flow_begin, each.flow_count);
  };
  const auto key = [&](const FlowStep& step) {
    return std::tuple(step.type, step.derefs, text(step.to), text(step.from), text(step.file), step.line, step.column);
  };
  const auto left = steps(a);
  const auto right = steps(b);
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                      [&](const FlowStep& x, const FlowStep& y) { return key(x) < key(y); });
}

// Whether what the generated code does for `a` is worse; a verdict is worse than none.
bool Uniting::worse(const Finding& a, const Finding& b) const {
  const Allocation* const left = report_.allocation_of(a);
  const Allocation* const right = report_.allocation_of(b);
  if (left == nullptr || right == nullptr) {
    return left != nullptr && right == nullptr;
  }
  const auto key = [&](const Allocation& each) {
    std::vector<std::string_view> calls;
    for (const StringId call : report_.calls_of(each)) {
      calls.push_back(text(call));
    }
    return std::tuple(rank(each.verdict), each.conditional, ~each.bytes, ~each.size_class, each.pointer_free,
                      text(each.type), text(each.reason), std::move(calls));
  };
  return key(*left) < key(*right);
}

void Uniting::take_in(const Finding& other, Finding& first) const {
  first.occurrences = occurrences_ == Occurrences::kSum ? first.occurrences + other.occurrences
                                                        : std::max(first.occurrences, other.occurrences);
  first.variants |= other.variants;
  first.suppressed = first.suppressed || other.suppressed;
  if (occurrences_ == Occurrences::kSum && first.origin == StringId::kEmpty) {
    first.origin = other.origin;
  }
  if (worse(other, first)) {
    first.allocation = other.allocation;
  }
}

// By message now, no longer by what it says without shape types.
void Uniting::sort_findings() {
  const auto key = [&](const Finding& each) {
    return std::tuple(each.package, text(each.file), each.line, each.column, each.kind, text(each.message),
                      text(each.compiled_in));
  };
  std::stable_sort(report_.findings.begin(), report_.findings.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

}  // namespace

void unite_findings(Report& report, Occurrences occurrences, bool per_package) {
  Uniting(report, occurrences, per_package).run();
}

}  // namespace goescape
