#include "evidence/compiler_words.h"

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "evidence/verdict.h"
#include "evidence/wanted_call.h"

namespace goescape {
namespace {

constexpr std::string_view kClosure = "closure converted to global";
constexpr std::string_view kGlobal = "convert: using global for ";
// Placed at the declaration of the variable, not where it is used.
constexpr std::string_view kSingleByte = "convert: using global for single-byte interface value: ";
constexpr std::string_view kZeroSized = "convert: using global for zero-sized ";

using Place = std::tuple<StringId, std::uint32_t, std::uint32_t>;  // File, line, column.

// How often the compiler said at a place that something is a constant.
struct Said {
  std::uint32_t closures = 0;
  std::uint32_t values = 0;
  bool zero_sized = false;  // All of the values.
};

class Words {
 public:
  explicit Words(const Report& report) : report_(report) {}

  std::unordered_map<std::uint32_t, std::string_view> constants();

 private:
  void take(const Finding& finding);
  void tell_place(const Said& said, const std::vector<std::uint32_t>& decisions);
  void tell(std::uint32_t available, std::string_view reason, const std::vector<std::uint32_t>& decisions);
  [[nodiscard]] bool is_single_byte(const Finding& finding) const;
  [[nodiscard]] std::uint32_t count(const std::vector<std::uint32_t>& decisions) const;

  const Report& report_;
  std::map<Place, Said> said_;
  std::set<std::tuple<PackageIndex, StringId, std::string_view>> single_bytes_;  // Expressions of functions.
  std::unordered_map<std::uint32_t, std::string_view> constants_;
};

std::unordered_map<std::uint32_t, std::string_view> Words::constants() {
  for (const Finding& finding : report_.findings) {
    if (finding.kind == Kind::kClosureStorage || finding.kind == Kind::kInterfaceStorage) {
      take(finding);
    }
  }
  std::map<Place, std::vector<std::uint32_t>> decisions;
  for (std::uint32_t index = 0; index < report_.findings.size() && !said_.empty(); ++index) {
    const Finding& finding = report_.findings[index];
    if (finding.kind != Kind::kEscapesToHeap) {
      continue;
    }
    const Place place{finding.file, finding.line, finding.column};
    if (is_single_byte(finding)) {
      constants_.emplace(index, VerdictReason::kSingleByte);
    } else if (said_.contains(place)) {
      decisions[place].push_back(index);
    }
  }
  for (const auto& [place, indexes] : decisions) {
    tell_place(said_.at(place), indexes);
  }
  return std::move(constants_);
}

void Words::take(const Finding& finding) {
  const std::string_view message = report_.text(finding.message);
  if (message.starts_with(kSingleByte)) {
    // Of a variable of the package it is told where that is declared.
    const bool is_local = report_.text(finding.function) != "init";
    single_bytes_.emplace(finding.package, is_local ? finding.function : StringId::kEmpty,
                          message.substr(kSingleByte.size()));
  }
  if (message != kClosure && !message.starts_with(kGlobal)) {
    return;
  }
  Said& said = said_[{finding.file, finding.line, finding.column}];
  if (message == kClosure) {
    said.closures += finding.occurrences;
  } else {
    said.zero_sized = message.starts_with(kZeroSized) && (said.zero_sized || said.values == 0);
    said.values += finding.occurrences;
  }
}

bool Words::is_single_byte(const Finding& finding) const {
  const std::string_view expression = report_.text(finding.expression);
  return single_bytes_.contains({finding.package, finding.function, expression}) ||
         single_bytes_.contains({finding.package, StringId::kEmpty, expression});
}

// Several decisions stand at one place where code was inlined. Literals are constants before anything else is.
void Words::tell_place(const Said& said, const std::vector<std::uint32_t>& decisions) {
  std::vector<std::uint32_t> closures;
  std::vector<std::uint32_t> literals;
  std::vector<std::uint32_t> values;
  for (const std::uint32_t index : decisions) {
    const Finding& finding = report_.findings[index];
    const WantedCall wanted = wanted_call(finding.kind, report_.text(finding.expression));
    if (report_.text(finding.expression) == "func literal") {
      closures.push_back(index);
    } else if (wanted.kinds.test(static_cast<std::size_t>(CallKind::kBox))) {
      (wanted.is_constant ? literals : values).push_back(index);
    }
  }
  const std::string_view reason = said.zero_sized ? VerdictReason::kZeroSize : VerdictReason::kConstant;
  tell(said.closures, VerdictReason::kStaticClosure, closures);
  tell(said.values, reason, literals);
  const std::uint32_t taken = count(literals);
  tell(said.values > taken ? said.values - taken : 0, reason, values);
}

void Words::tell(std::uint32_t available, std::string_view reason, const std::vector<std::uint32_t>& decisions) {
  if (available < count(decisions)) {
    return;
  }
  for (const std::uint32_t index : decisions) {
    constants_.emplace(index, reason);
  }
}

std::uint32_t Words::count(const std::vector<std::uint32_t>& decisions) const {
  std::uint32_t sum = 0;
  for (const std::uint32_t index : decisions) {
    sum += report_.findings[index].occurrences;
  }
  return sum;
}

}  // namespace

std::unordered_map<std::uint32_t, std::string_view> constants_told(const Report& report) {
  return Words(report).constants();
}

}  // namespace goescape
