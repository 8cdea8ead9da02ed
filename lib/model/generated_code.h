// What the code that the compiler generated does about memory: the calls of the runtime that allocate, as the assembly
// listing (-S=2) has them. Raw material: lib/evidence ties it to findings.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "model/runtime_call.h"
#include "util/string_pool.h"

namespace goescape {

enum class PackageIndex : std::uint32_t;
enum class Category : std::uint8_t;

// A function as it was compiled. One of the source is so several times: for each shape of a generic one, for tests.
struct GeneratedFunction {
  PackageIndex package{};  // In whose listing it stands.
  StringId name{};         // As Finding::function.
};

struct GeneratedCall {
  std::uint32_t function = 0;  // Index into GeneratedCode::functions.
  std::uint32_t line = 0;      // Of the outermost call, as in diagnostics.
  PackageIndex package{};      // Of the file, as for findings.
  StringId file{};             // As Finding::file.
  Category category{};         // Of the file.
  CallKind kind = CallKind::kObject;
  StringId callee{};       // "runtime.newobject"; of static data see parse/listing_parser.h.
  StringId type{};         // "example.com/m.T"; empty = not told.
  std::uint64_t size = 0;  // In bytes, where the call is given it; else 0.
};

struct TypeSize {
  std::uint64_t bytes = 0;
  std::uint64_t pointer_bytes = 0;  // Of these, up to where the last pointer stands; 0 = the collector skips it.
};

struct GeneratedCode {
  std::vector<GeneratedFunction> functions;
  std::vector<GeneratedCall> calls;              // By function, and within one in the order of the listing.
  std::unordered_map<StringId, TypeSize> types;  // Those that the listing describes, named as in calls.
};

}  // namespace goescape
