#include "render/advice.h"

namespace goescape {
namespace {

bool is_pointed_at(const Report& report, const Finding& finding) {
  const std::string_view expression = report.text(finding.expression);
  return finding.kind == Kind::kMovedToHeap || expression.starts_with('&') || expression.starts_with("new(");
}

}  // namespace

std::string_view advice(const Report& report, const Finding& finding, Cause cause) {
  switch (cause) {
    case Cause::kReturned:
      return is_pointed_at(report, finding) ? "Return the value itself, or let the caller pass in where to put it."
                                            : std::string_view();
    case Cause::kBoxedIntoInterface:
      return "Pass it on in its own type, or through a type parameter: only the conversion to an interface needs the "
             "copy.";
    case Cause::kVariadic:
      return "A function with a fixed number of parameters needs no slice.";
    case Cause::kCapturedByClosure:
      return "Hand it to the function literal as an argument, or keep the function literal from escaping.";
    case Cause::kPassedToInterfaceMethod:
      return "With the concrete type in place of the interface the compiler sees which method is called.";
    case Cause::kPassedToFunctionValue:
      return "A call of a declared function, or of a literal that is inlined, lets the compiler see what it does.";
    case Cause::kPassedToLeakingParameter:
      return "It stays on the stack when the parameter does not leak: when the function does not keep it, or is "
             "inlined here.";
    case Cause::kTooLarge:
      return "Make it smaller, or use one that is there already.";
    case Cause::kSizeNotConstant:
      return "With a constant size, or from Go 1.25 on for small sizes, it can be on the stack.";
    case Cause::kDeferred:
      return "Outside of the loop, in a function of its own, the defer statement needs no heap.";
    case Cause::kStoredInOuterVariable:
      return is_pointed_at(report, finding) ? "Declare it where the variable is declared, or store the value itself."
                                            : std::string_view();
    case Cause::kSentOnChannel:
    case Cause::kPutIntoMap:
    case Cause::kPutIntoSlice:
    case Cause::kPutIntoMapOrSlice:
    case Cause::kAppended:
      return is_pointed_at(report, finding) ? "Use elements that are values and not pointers." : std::string_view();
    default:
      return {};
  }
}

}  // namespace goescape
