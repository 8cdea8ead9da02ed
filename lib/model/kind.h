// The table of kinds of findings: one row for every message that the Go compiler prints with -m, -m=2 and the related
// debug flags, and for the allocations in the code that it generates of which it says nothing. Names are part of the
// JSON contract.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace goescape {

enum class Kind : std::uint8_t {
  kEscapesToHeap,
  kMovedToHeap,
  kDoesNotEscape,
  kLeakingParam,
  kLeakingParamContent,
  kLeakingParamToResult,
  kEscapeFlow,
  kParameterFlow,
  kClosureCapture,
  kLeakingClosure,
  kSelfAssignment,
  kZeroCopyConversion,
  kUnsafeUintptr,
  kEscapingUintptr,
  kParameterEffect,
  kCanInline,
  kCannotInline,
  kInliningCall,
  kBigFunction,
  kLoopNotInlined,
  kKeptAlive,
  kDeadClosure,
  kDevirtualized,
  kPartiallyDevirtualized,
  kNotDevirtualized,
  kProfileGuided,
  kImpreciseInterfaceCall,
  kBoundsCheckElided,
  kBoundsCheck,
  kNilCheck,
  kClosureStorage,
  kDeferStorage,
  kAppendStorage,
  kInterfaceStorage,
  kLoopVariable,
  kAliasAnalysis,
  kLiveVariables,
  kWriteBarrier,
  kAppendGrowth,
  kStringBuilding,
  kMapAssignment,
  kSizedMake,
  kChannelMake,
  kGoroutineStart,
  kHeapDefer,
  kOtherAllocation,
};

inline constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::kOtherAllocation) + 1;

struct KindInfo {
  Kind kind;
  std::string_view name;      // As in JSON and in --kinds.
  std::string_view sentence;  // What the compiler means by it, for help texts.
};

// One row per kind, in enum order.
inline constexpr std::array<KindInfo, kKindCount> kKinds{{
    {Kind::kEscapesToHeap, "escapes_to_heap", "the storage of an expression is on the heap"},
    {Kind::kMovedToHeap, "moved_to_heap", "a named variable lives on the heap"},
    {Kind::kDoesNotEscape, "does_not_escape", "the storage stays on the stack"},
    {Kind::kLeakingParam, "leaking_param", "a parameter flows to the heap"},
    {Kind::kLeakingParamContent, "leaking_param_content", "what a parameter points to flows to the heap"},
    {Kind::kLeakingParamToResult, "leaking_param_to_result", "a parameter flows to a result"},
    {Kind::kEscapeFlow, "escape_flow", "explains an escape, step by step (-m=2)"},
    {Kind::kParameterFlow, "parameter_flow", "explains a leaking parameter, step by step (-m=2)"},
    {Kind::kClosureCapture, "closure_capture", "a closure captures a variable by reference or by value"},
    {Kind::kLeakingClosure, "leaking_closure", "a closure reference leaks (Go 1.12 and older)"},
    {Kind::kSelfAssignment, "self_assignment", "an assignment to itself is ignored by escape analysis"},
    {Kind::kZeroCopyConversion, "zero_copy_conversion", "a string to []byte conversion without a copy"},
    {Kind::kUnsafeUintptr, "unsafe_uintptr", "a uintptr parameter is taken for a pointer"},
    {Kind::kEscapingUintptr, "escaping_uintptr", "a uintptr parameter is marked as escaping"},
    {Kind::kParameterEffect, "parameter_effect", "a parameter is mutated or called"},
    {Kind::kCanInline, "can_inline", "a function can be inlined"},
    {Kind::kCannotInline, "cannot_inline", "a function cannot be inlined, with the reason"},
    {Kind::kInliningCall, "inlining_call", "a call is inlined"},
    {Kind::kBigFunction, "big_function", "a function so big that less is inlined into it"},
    {Kind::kLoopNotInlined, "loop_not_inlined", "nothing is inlined within a testing.B.Loop"},
    {Kind::kKeptAlive, "kept_alive", "a value is kept alive within a testing.B.Loop"},
    {Kind::kDeadClosure, "dead_closure", "a closure that nothing refers to"},
    {Kind::kDevirtualized, "devirtualized", "an interface call became a direct call"},
    {Kind::kPartiallyDevirtualized, "partially_devirtualized", "an interface call became a narrower one"},
    {Kind::kNotDevirtualized, "not_devirtualized", "an interface call could not become a direct call"},
    {Kind::kProfileGuided, "profile_guided", "a decision of profile-guided optimisation"},
    {Kind::kImpreciseInterfaceCall, "imprecise_interface_call", "an interface call that keeps methods alive"},
    {Kind::kBoundsCheckElided, "bounds_check_elided", "an index needs no bounds check"},
    {Kind::kBoundsCheck, "bounds_check", "an index needs a bounds check (-d=ssa/check_bce)"},
    {Kind::kNilCheck, "nil_check", "a nil check is generated or removed (-d=nil)"},
    {Kind::kClosureStorage, "closure_storage", "where a closure is stored (-d=closure)"},
    {Kind::kDeferStorage, "defer_storage", "where a defer is stored (-d=defer)"},
    {Kind::kAppendStorage, "append_storage", "how an append is compiled (-d=append)"},
    {Kind::kInterfaceStorage, "interface_storage", "where a value in an interface is stored (-d=escapedebug)"},
    {Kind::kLoopVariable, "loop_variable", "a loop variable is per iteration (-d=loopvar)"},
    {Kind::kAliasAnalysis, "alias_analysis", "an append to a slice without aliases (-d=escapealias)"},
    {Kind::kLiveVariables, "live_variables", "what is live at a point (-live)"},
    {Kind::kWriteBarrier, "write_barrier", "a write barrier (-d=wb)"},
    {Kind::kAppendGrowth, "append_growth", "an append that may grow, without a heap decision (--verify)"},
    {Kind::kStringBuilding, "string_building", "a string is put together, without a heap decision (--verify)"},
    {Kind::kMapAssignment, "map_assignment", "a map made or added to, without a heap decision (--verify)"},
    {Kind::kSizedMake, "sized_make", "a make too large for its buffer on the stack (--verify)"},
    {Kind::kChannelMake, "channel_make", "a channel is made (--verify)"},
    {Kind::kGoroutineStart, "goroutine_start", "a goroutine is started (--verify)"},
    {Kind::kHeapDefer, "heap_defer", "a defer that is kept on the heap (--verify)"},
    {Kind::kOtherAllocation, "other_allocation", "another allocation without a heap decision (--verify)"},
}};

constexpr const KindInfo& info(Kind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

// A heap decision: the compiler puts this storage on the heap, if it is needed at all.
constexpr bool is_heap_decision(Kind kind) { return kind == Kind::kEscapesToHeap || kind == Kind::kMovedToHeap; }

// An allocation in the generated code that belongs to no decision of the escape analysis: lib/evidence finds it there.
constexpr bool is_silent_allocation(Kind kind) { return kind >= Kind::kAppendGrowth; }

// The kind with this JSON name, if there is one.
std::optional<Kind> kind_from_name(std::string_view name);

}  // namespace goescape
