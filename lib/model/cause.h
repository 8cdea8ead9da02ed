// The table of causes: why a value is on the heap, or why a parameter leaks. Names are part of the JSON contract;
// docs/causes.md has an example of each.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace goescape {

enum class Cause : std::uint8_t {
  kReturned,
  kStoredInGlobal,
  kStoredThroughPointer,
  kStored,
  kStoredInOuterVariable,
  kPutIntoMap,
  kPutIntoSlice,
  kPutIntoMapOrSlice,
  kPutIntoStruct,
  kAppended,
  kVariadic,
  kBoxedIntoInterface,
  kCapturedByClosure,
  kSentOnChannel,
  kPassedToLeakingParameter,
  kPassedToInterfaceMethod,
  kPassedToFunctionValue,
  kPassedToUnknownFunction,
  kPassedToCall,
  kPassedToPanic,
  kGoroutine,
  kDeferred,
  kGoroutineOrDeferred,
  kTooLarge,
  kTooAligned,
  kSizeNotConstant,
  kZeroSized,
  kUintptrEscapes,
  kOther,
  kUnknown,
};

inline constexpr std::size_t kCauseCount = static_cast<std::size_t>(Cause::kUnknown) + 1;

struct CauseInfo {
  Cause cause;
  std::string_view name;      // As in JSON.
  std::string_view sentence;  // What happens to the value, for help texts.
  bool coarse = false;        // It stands for several others that nothing at hand told apart.
};

// One row per cause, in enum order.
inline constexpr std::array<CauseInfo, kCauseCount> kCauses{{
    {Cause::kReturned, "returned", "it is returned"},
    {Cause::kStoredInGlobal, "stored_in_global", "it is stored in a package variable, or in something that one holds"},
    {Cause::kStoredThroughPointer, "stored_through_pointer", "it is stored through a pointer, mostly into a field"},
    {Cause::kStored, "stored", "it is stored in a package variable or through a pointer", true},
    {Cause::kStoredInOuterVariable, "stored_in_outer_variable",
     "it is stored in a variable that lives longer: outside of the loop or the literal, or on the heap"},
    {Cause::kPutIntoMap, "put_into_map", "it is put into a map, as a key or as a value"},
    {Cause::kPutIntoSlice, "put_into_slice", "it is put into a slice that lives longer"},
    {Cause::kPutIntoMapOrSlice, "put_into_map_or_slice", "it is put into a map or into a slice that lives longer",
     true},
    {Cause::kPutIntoStruct, "put_into_struct", "it is put into a struct or an array that is on the heap"},
    {Cause::kAppended, "appended", "it is appended to a slice"},
    {Cause::kVariadic, "variadic", "it is the slice that holds variadic arguments, or is put into it"},
    {Cause::kBoxedIntoInterface, "boxed_into_interface",
     "it is converted to an interface, which points to a copy of it"},
    {Cause::kCapturedByClosure, "captured_by_closure", "it is captured by a function literal that escapes"},
    {Cause::kSentOnChannel, "sent_on_channel", "it is sent on a channel"},
    {Cause::kPassedToLeakingParameter, "passed_to_leaking_parameter",
     "it is passed to a function whose parameter leaks"},
    {Cause::kPassedToInterfaceMethod, "passed_to_interface_method",
     "it is passed to a method of an interface or of a type parameter, of which the compiler does not know the code"},
    {Cause::kPassedToFunctionValue, "passed_to_function_value",
     "it is passed to a function in a variable, of which the compiler does not know the code"},
    {Cause::kPassedToUnknownFunction, "passed_to_unknown_function",
     "it is passed to an interface method or to a function in a variable", true},
    {Cause::kPassedToCall, "passed_to_call", "it is passed to a call", true},
    {Cause::kPassedToPanic, "passed_to_panic", "it is passed to panic"},
    {Cause::kGoroutine, "goroutine", "it belongs to a go statement"},
    {Cause::kDeferred, "deferred", "it belongs to a defer statement in a loop"},
    {Cause::kGoroutineOrDeferred, "goroutine_or_deferred",
     "it belongs to a go statement, or to a defer statement in a loop", true},
    {Cause::kTooLarge, "too_large", "it is too large for the stack"},
    {Cause::kTooAligned, "too_aligned", "it needs an alignment that the stack does not have"},
    {Cause::kSizeNotConstant, "size_not_constant", "the compiler does not know how large it is"},
    {Cause::kZeroSized, "zero_sized", "it is a slice of elements without a size"},
    {Cause::kUintptrEscapes, "uintptr_escapes", "it is passed to a function marked //go:uintptrescapes"},
    {Cause::kOther, "other", "the compiler's reason is none that has a name here; the flow has it", true},
    {Cause::kUnknown, "unknown", "the compiler gave no reason, as with -m without =2 and up to Go 1.13"},
}};

constexpr const CauseInfo& info(Cause cause) { return kCauses[static_cast<std::size_t>(cause)]; }

// The cause with this JSON name, if there is one.
std::optional<Cause> cause_from_name(std::string_view name);

}  // namespace goescape
