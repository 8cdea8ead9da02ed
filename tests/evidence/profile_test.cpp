#include "evidence/profile.h"

#include <protozero/pbf_writer.hpp>

#include "catch.h"
#include "profile_message.h"

using namespace goescape;
using namespace goescape::test;

namespace {

std::string complaint(const std::string& bytes) {
  const auto profile = parse_profile(bytes, "mem.out");
  return profile ? "" : profile.error().message;
}

MemoryProfile parsed(const ProfileMessage& message) {
  auto profile = parse_profile(message.bytes(), "mem.out");
  REQUIRE(profile);
  return *std::move(profile);
}

}  // namespace

TEST_CASE("profile: sums by the instruction that allocated and the size of objects") {
  ProfileMessage message;
  const std::uint64_t leaf = message.location({{"m.inlined", "/m/a.go", 3, 2}, {"m.F", "/m/a.go", 10, 8}});
  const std::uint64_t caller = message.location({{"m.main", "/m/a.go", 20}});
  message.sample({leaf, caller}, {2, 96}, 48);
  message.sample({leaf}, {1, 48}, 48, false);
  message.sample({leaf}, {1, 16}, 16);
  message.sample({caller}, {0, 0});
  const MemoryProfile profile = parsed(message);
  REQUIRE(profile.samples.size() == 2);
  CHECK(profile.samples[0].object_size == 16);
  CHECK(profile.samples[1].bytes == 144);
  CHECK(profile.samples[1].objects == 3);
  const auto frames = profile.frames_of(profile.locations[profile.samples[1].location]);
  REQUIRE(frames.size() == 2);
  CHECK(profile.functions[frames[0].function].name == "m.inlined");
  CHECK(frames[1].line == 10);
  CHECK(profile.functions[frames[1].function].start_line == 8);
}

TEST_CASE("profile: other values may stand in front, and messages in any order") {
  ProfileMessage message({{"inuse_space", "bytes"}, {"alloc_space", "bytes"}, {"alloc_objects", "count"}});
  message.sample({message.location({{"m.F", "a.go"}})}, {7, 96, 2});
  const MemoryProfile profile = parsed(message);
  REQUIRE(profile.samples.size() == 1);
  CHECK(profile.samples[0].bytes == 96);
  CHECK(profile.samples[0].objects == 2);
}

TEST_CASE("profile: what the runtime did belongs to who called it") {
  ProfileMessage message;
  const std::uint64_t malloc = message.location({{"runtime.mallocgc", "malloc.go"}});
  const std::uint64_t grow = message.location({{"internal/runtime/maps.(*Map).grow", "map.go"}});
  const std::uint64_t caller = message.location({{"m.F", "a.go"}});
  message.sample({malloc, grow, caller}, {1, 8});
  message.sample({malloc, grow}, {1, 16});
  message.sample({}, {1, 32});
  const MemoryProfile profile = parsed(message);
  REQUIRE(profile.samples.size() == 3);
  CHECK(profile.samples[0].location + 1 == malloc);
  CHECK(profile.samples[0].bytes == 16);
  CHECK(profile.samples[1].location + 1 == caller);
  CHECK(profile.samples[2].location == ProfileSample::kNowhere);
}

TEST_CASE("profile: what is none is said to be none") {
  CHECK(complaint("") == "mem.out is no profile in the format of pprof, or not all of one");
  CHECK(complaint("package m\n") == "mem.out is no profile in the format of pprof, or not all of one");
  CHECK(complaint("\x1F\x8B\x08") == "mem.out is broken off");
  CHECK(complaint("\x1F\x8Bnothing") == "mem.out is damaged, or was not packed by gzip");
  ProfileMessage cpu({{"samples", "count"}, {"cpu", "nanoseconds"}});
  CHECK(complaint(cpu.bytes()).find("counts samples/count, cpu/nanoseconds, not") != std::string::npos);
  ProfileMessage message;
  message.sample({message.location({{"m.F", "a.go"}})}, {1, 8});
  const std::string& bytes = message.bytes();
  CHECK(complaint(bytes).empty());
  CHECK(complaint(bytes.substr(0, bytes.size() - 1)) ==
        "mem.out is no profile in the format of pprof, or not all of one");
}

TEST_CASE("profile: what refers to nothing is refused") {
  ProfileMessage no_location;
  no_location.sample({7}, {1, 8});
  CHECK(complaint(no_location.bytes()) == "mem.out refers to location 7, which is not in it");

  ProfileMessage no_function;
  std::string line;
  protozero::pbf_writer(line).add_uint64(1, 9);
  std::string location;
  protozero::pbf_writer writer(location);
  writer.add_uint64(1, 1);
  writer.add_message(4, line);
  no_function.writer().add_message(4, location);
  CHECK(complaint(no_function.bytes()) == "mem.out refers to function 9, which is not in it");

  ProfileMessage no_string;
  std::string function;
  protozero::pbf_writer(function).add_int64(2, 1000);
  no_string.writer().add_message(5, function);
  CHECK(complaint(no_string.bytes()) == "mem.out refers to string 1000, and has 5");
}

TEST_CASE("profile: what says too much or too little is refused") {
  ProfileMessage negative;
  negative.sample({}, {1, -8});
  CHECK(complaint(negative.bytes()).find("holds negative values") != std::string::npos);

  ProfileMessage short_sample;
  short_sample.sample({}, {1});
  CHECK(complaint(short_sample.bytes()) == "mem.out has a sample with 1 values, not 2");

  ProfileMessage twice;
  std::string location;
  protozero::pbf_writer(location).add_uint64(1, 1);
  twice.writer().add_message(4, location);
  twice.writer().add_message(4, location);
  CHECK(complaint(twice.bytes()) == "mem.out has location 1 twice");
}

TEST_CASE("profile: sums stop at what reports can hold") {
  ProfileMessage message;
  message.sample({}, {1, INT64_MAX});
  message.sample({}, {1, INT64_MAX});
  CHECK(parsed(message).samples.at(0).bytes == INT64_MAX);
}
