#include "resolve/cause.h"

#include <algorithm>
#include <array>

#include "resolve/own_storage.h"
#include "resolve/step_text.h"

namespace goescape {
namespace {

constexpr std::string_view kHeap = "{heap}";
constexpr std::string_view kVariadic = "... argument";
constexpr std::string_view kStorageOf = "{storage for ";
constexpr std::string_view kStaticData = "..stmp_";
constexpr std::string_view kTemporary = ".autotmp_";

// The reasons of the compiler (cmd/compile/internal/escape, the `why` of a note) that say it all.
struct PlainReason {
  std::string_view reason;
  Cause cause;
};

constexpr std::array<PlainReason, 20> kPlainReasons{{
    {"//go:uintptrescapes", Cause::kUintptrEscapes},
    {"append-element", Cause::kAppended},
    {"appended slice...", Cause::kAppended},
    {"appendee slice", Cause::kAppended},
    {"array literal element", Cause::kPutIntoStruct},
    {"copied slice", Cause::kPutIntoSlice},
    {"interface-converted", Cause::kBoxedIntoInterface},
    {"key of map put", Cause::kPutIntoMap},
    {"map literal key", Cause::kPutIntoMap},
    {"map literal value", Cause::kPutIntoMap},
    {"non-constant size", Cause::kSizeNotConstant},
    {"reflect.Header.Data", Cause::kStoredThroughPointer},
    {"result of function", Cause::kReturned},
    {"return", Cause::kReturned},
    {"send", Cause::kSentOnChannel},
    {"struct literal element", Cause::kPutIntoStruct},
    {"too aligned for stack", Cause::kTooAligned},
    {"too large for stack", Cause::kTooLarge},
    {"value of map put", Cause::kPutIntoMap},
    {"zero-sized element", Cause::kZeroSized},
}};
static_assert(std::is_sorted(kPlainReasons.begin(), kPlainReasons.end(),
                             [](const PlainReason& a, const PlainReason& b) { return a.reason < b.reason; }));

bool is_reason(const FlowStep& step) { return step.type == FlowStep::Type::kReason; }

bool is_identifier(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char byte) {
    return byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) > 0x7f;
  });
}

class CauseFinder {
 public:
  CauseFinder(std::span<const FlowStep> steps, const StringPool& strings, NameEvidence& names)
      : steps_(steps), strings_(strings), names_(names) {}

  Cause find(Kind kind, std::string_view expression);

 private:
  [[nodiscard]] bool is_boxed(Kind kind, std::string_view expression) const;
  [[nodiscard]] bool is_call(const FlowStep& step, std::string_view expression) const;
  [[nodiscard]] Cause sink() const;
  [[nodiscard]] Cause captured() const;
  [[nodiscard]] Cause statement() const;
  [[nodiscard]] Cause assigned_to_variable() const;
  [[nodiscard]] Cause stored() const;
  [[nodiscard]] Cause element(std::string_view container, std::string_view index) const;
  [[nodiscard]] Cause passed() const;
  [[nodiscard]] Callee callee(std::string_view called) const;
  [[nodiscard]] bool is_receiver(std::string_view called) const;
  [[nodiscard]] bool leaks_content() const;
  [[nodiscard]] std::string_view text(StringId id) const { return strings_[id]; }

  std::span<const FlowStep> steps_;
  const StringPool& strings_;
  NameEvidence& names_;
  const FlowStep* last_ = nullptr;   // The last reason.
  std::string_view destination_;     // What the value reaches by it.
  std::size_t last_assignment_ = 0;  // Where the last part of the way begins.
};

Cause CauseFinder::find(Kind kind, std::string_view expression) {
  const auto last = std::find_if(steps_.rbegin(), steps_.rend(), is_reason);
  if (last == steps_.rend()) {
    return Cause::kUnknown;
  }
  last_ = &*last;
  for (std::size_t at = 0; &steps_[at] != last_; ++at) {
    last_assignment_ = is_reason(steps_[at]) ? last_assignment_ : at;
  }
  const FlowStep& assignment = steps_[last_assignment_];
  destination_ = is_reason(assignment) ? kHeap : text(assignment.to);
  if (is_heap_decision(kind) && expression == kVariadic) {
    return Cause::kVariadic;
  }
  return is_boxed(kind, expression) ? Cause::kBoxedIntoInterface : sink();
}

// A value that is put into an interface gets storage of its own, unless it is a pointer. Nothing else makes the
// compiler give storage to an expression that has none.
bool CauseFinder::is_boxed(Kind kind, std::string_view expression) const {
  const auto first = std::find_if(steps_.begin(), steps_.end(), is_reason);
  if (kind != Kind::kEscapesToHeap || text(first->from) != "spill") {
    return false;
  }
  switch (own_storage(expression)) {
    case OwnStorage::kNone:
      return true;
    case OwnStorage::kIfMethod:
      return names_.is_method(*first, expression) == false;
    case OwnStorage::kIfText:
      return is_call(*first, expression);
    case OwnStorage::kAlways:
      break;
  }
  return false;
}

// And no conversion, which looks the same.
bool CauseFinder::is_call(const FlowStep& step, std::string_view expression) const {
  const std::string_view called = callee_of(expression);
  const bool method = called.starts_with("(*") && !called.ends_with(')');
  return !called.empty() && (method || names_.callee(step, called) != Callee::kUnknown);
}

Cause CauseFinder::sink() const {
  const std::string_view reason = text(last_->from);
  const auto* const plain =
      std::lower_bound(kPlainReasons.begin(), kPlainReasons.end(), reason,
                       [](const PlainReason& each, std::string_view wanted) { return each.reason < wanted; });
  if (plain != kPlainReasons.end() && plain->reason == reason) {
    return plain->cause;
  }
  if (reason == "slice-literal-element") {
    return text(last_->to) == kVariadic ? Cause::kVariadic : Cause::kPutIntoSlice;
  }
  if (reason == "captured by a closure" || reason == "reference") {
    return captured();
  }
  if (reason == "call parameter") {
    return passed();
  }
  if (reason == "spill" || reason == "callee operand" || reason == "call part") {
    return text(last_->to) == "func literal" ? statement() : Cause::kOther;
  }
  return reason.starts_with("assign") || reason.starts_with("range") ? assigned_to_variable() : Cause::kOther;
}

// The call of a go or defer statement is wrapped into a function literal, its arguments are captured.
Cause CauseFinder::captured() const {
  return text(last_->to).starts_with(kTemporary) ? statement() : Cause::kCapturedByClosure;
}

Cause CauseFinder::statement() const {
  const std::optional<bool> go = names_.is_go(*last_);
  return !go ? Cause::kGoroutineOrDeferred : *go ? Cause::kGoroutine : Cause::kDeferred;
}

// To a variable that has a place of its own in the analysis, or to something that has none.
Cause CauseFinder::assigned_to_variable() const {
  if (destination_ == kHeap) {
    return stored();
  }
  if (destination_.starts_with("~r") || names_.is_result(*last_, destination_)) {
    return Cause::kReturned;
  }
  return destination_.starts_with(kStorageOf) ? Cause::kPutIntoStruct : Cause::kStoredInOuterVariable;
}

Cause CauseFinder::stored() const {
  const std::string_view target = target_of(text(last_->to), text(steps_[last_assignment_].from));
  if (target.empty()) {
    return Cause::kStored;
  }
  // Local variables are not the heap, so this is one of the package; or the value that one begins with.
  if (is_identifier(target) || target.find(kStaticData) != std::string_view::npos) {
    return Cause::kStoredInGlobal;
  }
  if (const std::string_view container = indexed(target); !container.empty()) {
    return element(container, target.substr(container.size() + 1));
  }
  if (target.starts_with('*')) {
    return Cause::kStoredThroughPointer;
  }
  switch (names_.storage(*last_, target)) {
    case Storage::kGlobal:
      return Cause::kStoredInGlobal;
    case Storage::kPointer:
      return Cause::kStoredThroughPointer;
    case Storage::kUnknown:
      break;
  }
  return Cause::kStored;
}

// Only a map has keys that are texts, or composite literals.
Cause CauseFinder::element(std::string_view container, std::string_view index) const {
  if (index.starts_with('"') || index.starts_with('&') || index.ends_with("}]")) {
    return Cause::kPutIntoMap;
  }
  switch (names_.container(*last_, container)) {
    case Container::kMap:
      return Cause::kPutIntoMap;
    case Container::kSlice:
      return Cause::kPutIntoSlice;
    case Container::kUnknown:
      break;
  }
  return Cause::kPutIntoMapOrSlice;
}

Cause CauseFinder::passed() const {
  const std::string_view called = callee_of(text(last_->to));
  if (called == "append") {
    return Cause::kAppended;
  }
  if (called == "copy") {
    return Cause::kPutIntoSlice;
  }
  if (called == "panic") {
    return Cause::kPassedToPanic;
  }
  switch (callee(called)) {
    case Callee::kFunction:
      return Cause::kPassedToLeakingParameter;
    case Callee::kFunctionValue:
      return Cause::kPassedToFunctionValue;
    case Callee::kInterfaceMethod:
      return Cause::kPassedToInterfaceMethod;
    case Callee::kDynamic:
      return Cause::kPassedToUnknownFunction;
    case Callee::kUnknown:
      break;
  }
  return leaks_content() ? Cause::kPassedToLeakingParameter : Cause::kPassedToCall;
}

// What the spelling of the callee says by itself. The operands of a go or defer statement are kept in temporaries; a
// method of an interface stays in front of its temporary.
Callee CauseFinder::callee(std::string_view called) const {
  if (called.starts_with("(*") || called == "func literal") {
    return Callee::kFunction;
  }
  if (called.starts_with(kTemporary)) {
    return called.find('.', kTemporary.size()) == std::string_view::npos ? Callee::kFunctionValue
                                                                         : Callee::kInterfaceMethod;
  }
  // The dictionary of a generic function.
  if (called.starts_with("(func(") && called.find("(&.dict[") != std::string_view::npos) {
    return Callee::kInterfaceMethod;
  }
  const Callee told = names_.callee(*last_, called);
  const bool unsure = told == Callee::kUnknown || told == Callee::kDynamic;
  return unsure && is_receiver(called) ? Callee::kInterfaceMethod : told;
}

// Whether it is the value in front of the method that escapes: the receiver of a call is handed over where the function
// is unknown only if it is a method of an interface.
bool CauseFinder::is_receiver(std::string_view called) const {
  const FlowStep& assignment = steps_[last_assignment_];
  const std::size_t dot = called.rfind('.');
  const std::string_view source = text(assignment.from);
  return dot != std::string_view::npos && !is_reason(assignment) && assignment.derefs == 0 && !source.empty() &&
         called.substr(0, dot) == source && &steps_[last_assignment_ + 1] == last_ &&
         arguments_of(text(last_->to)).find(source) == std::string_view::npos;
}

// An unknown function is taken to keep its argument; that it keeps what the argument points to is known of a function
// only that the compiler has seen. Reading through a pointer would be a step of its own.
bool CauseFinder::leaks_content() const {
  const auto derefs = steps_[last_assignment_].derefs;
  const auto part = steps_.subspan(last_assignment_ + 1);
  return derefs > 0 && std::none_of(part.begin(), part.end(), [&](const FlowStep& step) {
           return is_reason(step) && text(step.from) != "call parameter";
         });
}

}  // namespace

Cause cause_of(Kind kind, std::string_view expression, std::span<const FlowStep> steps, const StringPool& strings,
               NameEvidence& names) {
  return CauseFinder(steps, strings, names).find(kind, expression);
}

}  // namespace goescape
