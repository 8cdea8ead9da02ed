// The functions of the Go runtime that allocate when generated code calls them: one row for each, or for each family.
// Names are those of cmd/compile/internal/typecheck/_builtin/runtime.go, the semantics those of the runtime's sources,
// of Go 1.17 to 1.27.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace goescape {

// What a call allocates.
enum class CallKind : std::uint8_t {
  kObject,      // A value of a type: a variable, a literal, a closure, the array behind a slice literal.
  kSlice,       // The array of a make whose size is not constant, or large.
  kAppend,      // A larger array for an append.
  kBox,         // A value behind an interface.
  kString,      // Strings joined, and conversions from and to strings.
  kMap,         // A map.
  kMapGrowth,   // Room in a map, for a new key.
  kChannel,     // A channel.
  kGoroutine,   // A goroutine; one that has ended is used again.
  kDefer,       // The record of a defer that is not on the stack; those that have run are used again.
  kStaticData,  // Nothing: the address of data that is there from the start.
};

struct RuntimeCall {
  std::string_view name;  // Without "runtime."; of a family what its names begin with.
  CallKind kind;
  bool conditional = false;  // It allocates for some arguments only.
  int type_argument = -1;    // Which of its arguments is the type, from 0; -1 = none is.
  int size_argument = -1;    // Likewise the size in bytes.
};

// The longer names of a family come first.
inline constexpr std::array<RuntimeCall, 30> kRuntimeCalls{{
    {"newobject", CallKind::kObject, false, 0},
    {"newarray", CallKind::kObject, false, 0},
    {"mallocgc", CallKind::kObject, false, 1, 0},
    {"makeslice", CallKind::kSlice, false, 0},
    {"growslice", CallKind::kAppend, true, 4},
    {"moveSliceNoCapNoScan", CallKind::kAppend, true},
    {"moveSliceNoScan", CallKind::kAppend, true},
    {"moveSlice", CallKind::kAppend, true, 0},
    {"convTnoptr", CallKind::kBox, false, 0},
    {"convT16", CallKind::kBox, true},
    {"convT32", CallKind::kBox, true},
    {"convT64", CallKind::kBox, true},
    {"convTstring", CallKind::kBox, true},
    {"convTslice", CallKind::kBox, true},
    {"convT", CallKind::kBox, false, 0},
    {"concatstring", CallKind::kString, true},
    {"concatbyte", CallKind::kString, true},
    {"slicebytetostring", CallKind::kString, true},
    {"stringtoslicebyte", CallKind::kString, true},
    {"stringtoslicerune", CallKind::kString, true},
    {"slicerunetostring", CallKind::kString, true},
    {"intstring", CallKind::kString, true},
    {"makemap_small", CallKind::kMap},
    {"makemap", CallKind::kMap, false, 0},
    {"mapassign", CallKind::kMapGrowth, true, 0},
    {"makechan", CallKind::kChannel, false, 0},
    {"newproc", CallKind::kGoroutine, true},
    {"deferprocat", CallKind::kDefer, true},
    {"deferproc", CallKind::kDefer, true},
    {"deferrangefunc", CallKind::kDefer, true},
}};

// The row for a symbol such as "runtime.newobject"; nullptr when it is no call that allocates.
const RuntimeCall* find_runtime_call(std::string_view symbol);

}  // namespace goescape
