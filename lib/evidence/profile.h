// Memory profiles as runtime/pprof writes them: profile.proto of github.com/google/pprof (proto/profile.proto), which
// go test -memprofile, net/http/pprof and go tool pprof -proto give.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "util/result.h"

namespace goescape {

struct ProfileFunction {
  std::string name;              // As in the symbol table: "example.com/m/a%2eb.(*T).Name.func1".
  std::string file;              // Absolute, or by import path where the program was built with -trimpath.
  std::uint32_t start_line = 0;  // Of its `func` keyword; 0 = unknown (before Go 1.20).
};

// A line of a function, by its index among the functions.
struct ProfileFrame {
  std::uint32_t function = 0;
  std::uint32_t line = 0;
};

// One instruction of the program: the functions inlined there from the inside out, at last the one that was compiled.
// Its frames are MemoryProfile::frames[frame_begin, frame_begin + frame_count); none = the profile has no names there.
struct ProfileLocation {
  std::uint32_t frame_begin = 0;
  std::uint32_t frame_count = 0;
};

// What was allocated at one instruction in objects of one size.
struct ProfileSample {
  static constexpr std::uint32_t kNowhere = UINT32_MAX;

  std::uint32_t location = kNowhere;  // Index of the location that allocated; kNowhere: the sample has no stack.
  std::uint64_t object_size = 0;      // In bytes, as handed out by the runtime; 0 = unknown.
  std::uint64_t bytes = 0;
  std::uint64_t objects = 0;
};

struct MemoryProfile {
  std::vector<ProfileFunction> functions;
  std::vector<ProfileFrame> frames;
  std::vector<ProfileLocation> locations;
  std::vector<ProfileSample> samples;  // By location and size of objects.

  [[nodiscard]] std::span<const ProfileFrame> frames_of(const ProfileLocation& location) const {
    return std::span(frames).subspan(location.frame_begin, location.frame_count);
  }
};

// What a profile may take, compressed as well as unpacked, which keeps those out that unpack to no end. Profiles of
// large services have a few megabytes.
inline constexpr std::size_t kLargestProfile = std::size_t{128} << 20U;

// Whether what begins with these bytes is compressed by gzip, as Go writes profiles.
bool looks_compressed(std::string_view first_bytes);

// Reads a profile, compressed or not, as far as allocations go: `alloc_space` and `alloc_objects`. A sample belongs to
// the innermost instruction of its stack that is not in the runtime, as runtime/pprof itself leaves those out.
//
// Fails, with a sentence that begins with `name`, for what is no profile or not all of one, is larger than
// kLargestProfile, counts something else than allocations, holds negative values (the difference of two profiles), or
// refers to a string, function or location that is not in it.
Result<MemoryProfile> parse_profile(std::string_view content, const std::string& name);

// Adds two sums, and stops at the largest number that reports can hold.
std::uint64_t add_capped(std::uint64_t a, std::uint64_t b);

// Whether a function, named as in ProfileFunction, is of the runtime, whose frames are no place to allocate.
bool is_runtime_function(std::string_view name);

}  // namespace goescape
