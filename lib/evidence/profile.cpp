#include "evidence/profile.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <protozero/pbf_reader.hpp>
#include <unordered_map>
#include <utility>

#include "evidence/gunzip.h"
#include "util/display.h"

namespace goescape {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;
using protozero::tag_and_type;
using Tag = protozero::pbf_tag_type;

constexpr std::string_view kNoProfile = "is no profile in the format of pprof, or not all of one";

// Field numbers of profile.proto.
struct Field {
  static constexpr Tag kSampleType = 1;
  static constexpr Tag kSample = 2;
  static constexpr Tag kLocation = 4;
  static constexpr Tag kFunction = 5;
  static constexpr Tag kString = 6;
};

template <typename Visit>
void for_each_message(pbf_reader profile, Tag tag, Visit&& visit) {
  while (profile.next(tag, pbf_wire_type::length_delimited)) {
    visit(profile.get_message());
  }
}

// The numbers of a repeated field, which writers may pack or not.
template <typename Visit>
void for_each_number(pbf_reader& reader, Visit&& visit) {
  if (reader.wire_type() == pbf_wire_type::varint) {
    visit(reader.get_uint64());
  } else if (reader.wire_type() == pbf_wire_type::length_delimited) {
    for (const std::uint64_t number : reader.get_packed_uint64()) {
      visit(number);
    }
  } else {
    reader.skip();
  }
}

// The number fields of a message by their tags, up to N; 0 where one is missing.
template <std::size_t N>
std::array<std::uint64_t, N + 1> numbers_of(pbf_reader message) {
  std::array<std::uint64_t, N + 1> numbers{};
  while (message.next()) {
    if (message.tag() <= N && message.wire_type() == pbf_wire_type::varint) {
      numbers[message.tag()] = message.get_uint64();
    } else {
      message.skip();
    }
  }
  return numbers;
}

std::uint32_t line_number(std::uint64_t number) {
  return number > std::numeric_limits<std::uint32_t>::max() ? 0 : static_cast<std::uint32_t>(number);
}

// Reads one message. Strings are views into it. What is wrong is kept, and reading goes on without it.
class Reader {
 public:
  explicit Reader(std::string_view message) : message_(message.data(), message.size()) {}

  MemoryProfile read() {
    read_strings();
    read_sample_types();
    read_functions();
    read_locations();
    for_each_message(message_, Field::kSample, [&](pbf_reader sample) { read_sample(sample); });
    for (const auto& [key, sums] : samples_) {
      profile_.samples.push_back({key.first, key.second, sums.first, sums.second});
    }
    return std::move(profile_);
  }

  // What is wrong with what was read, as a clause behind its name; empty = nothing.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  struct Values {
    std::vector<std::uint64_t> locations;  // Ids, the innermost first.
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
    std::uint64_t objects = 0;
    std::uint64_t object_size = 0;
  };

  void read_strings();
  void read_sample_types();
  void read_functions();
  void read_locations();
  void read_frames(pbf_reader location);
  void read_sample(pbf_reader message);
  void read_values(pbf_reader& message, Values& values);
  void read_label(pbf_reader label, Values& values);
  std::uint32_t allocating_location(const std::vector<std::uint64_t>& ids);
  std::uint32_t location_with(std::uint64_t id);
  [[nodiscard]] bool is_in_runtime(std::uint32_t location) const;
  std::string_view text(std::uint64_t index);

  void refuse(std::string clause) {
    if (problem_.empty()) {
      problem_ = std::move(clause);
    }
  }

  pbf_reader message_;
  std::vector<std::string_view> strings_;
  std::size_t sample_types_ = 0;
  std::optional<std::size_t> space_;  // Which of the values is alloc_space, and which one alloc_objects.
  std::optional<std::size_t> objects_;
  std::unordered_map<std::uint64_t, std::uint32_t> functions_;  // By id.
  std::unordered_map<std::uint64_t, std::uint32_t> locations_;
  // By location and size of objects: bytes and objects.
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::pair<std::uint64_t, std::uint64_t>> samples_;
  MemoryProfile profile_;
  std::string problem_;
};

std::string_view Reader::text(std::uint64_t index) {
  if (index < strings_.size()) {
    return strings_[index];
  }
  if (index != 0) {
    refuse(fmt::format("refers to string {}, and has {}", index, strings_.size()));
  }
  return {};
}

void Reader::read_strings() {
  pbf_reader profile = message_;
  while (profile.next(Field::kString, pbf_wire_type::length_delimited)) {
    const protozero::data_view view = profile.get_view();
    strings_.emplace_back(view.data(), view.size());
  }
}

void Reader::read_sample_types() {
  std::string types;
  for_each_message(message_, Field::kSampleType, [&](pbf_reader type) {
    const auto [none, name, unit] = numbers_of<2>(type);
    types += fmt::format("{}{}/{}", types.empty() ? "" : ", ", escaped(text(name)), escaped(text(unit)));
    if (text(name) == "alloc_space" && text(unit) == "bytes") {
      space_ = sample_types_;
    } else if (text(name) == "alloc_objects" && text(unit) == "count") {
      objects_ = sample_types_;
    }
    ++sample_types_;
  });
  if (sample_types_ == 0) {
    refuse(std::string(kNoProfile));
  }
  if (!space_ || !objects_) {
    refuse(
        fmt::format("counts {}, not alloc_space/bytes and alloc_objects/count; a profile of allocations comes from go "
                    "test -memprofile or /debug/pprof/allocs",
                    types));
  }
}

void Reader::read_functions() {
  for_each_message(message_, Field::kFunction, [&](pbf_reader function) {
    const auto [none, id, name, system_name, file, start_line] = numbers_of<5>(function);
    if (!functions_.emplace(id, static_cast<std::uint32_t>(profile_.functions.size())).second) {
      refuse(fmt::format("has function {} twice", id));
    }
    profile_.functions.push_back({std::string(text(name)), std::string(text(file)), line_number(start_line)});
  });
}

void Reader::read_frames(pbf_reader location) {
  constexpr Tag kLine = 4;
  for_each_message(location, kLine, [&](pbf_reader line) {
    const auto [none, id, number] = numbers_of<2>(line);
    const auto function = functions_.find(id);
    if (function == functions_.end()) {
      refuse(fmt::format("refers to function {}, which is not in it", id));
    } else {
      profile_.frames.push_back({function->second, line_number(number)});
    }
  });
}

void Reader::read_locations() {
  for_each_message(message_, Field::kLocation, [&](pbf_reader location) {
    const std::uint64_t id = numbers_of<1>(location)[1];
    if (!locations_.emplace(id, static_cast<std::uint32_t>(profile_.locations.size())).second) {
      refuse(fmt::format("has location {} twice", id));
    }
    const auto begin = static_cast<std::uint32_t>(profile_.frames.size());
    read_frames(location);
    profile_.locations.push_back({begin, static_cast<std::uint32_t>(profile_.frames.size()) - begin});
  });
}

void Reader::read_values(pbf_reader& message, Values& values) {
  for_each_number(message, [&](std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      refuse("holds negative values, as the difference of two profiles does; give the profiles themselves");
    }
    if (values.count == space_) {
      values.bytes = value;
    } else if (values.count == objects_) {
      values.objects = value;
    }
    ++values.count;
  });
}

// runtime/pprof writes the size of the objects as a number, under the key "bytes".
void Reader::read_label(pbf_reader label, Values& values) {
  const auto [none, key, word, number] = numbers_of<3>(label);
  if (text(key) == "bytes") {
    values.object_size = number;
  }
}

void Reader::read_sample(pbf_reader message) {
  constexpr Tag kLocations = 1;
  constexpr Tag kValues = 2;
  constexpr Tag kLabel = 3;
  Values values;
  while (message.next()) {
    if (message.tag() == kLocations) {
      for_each_number(message, [&](std::uint64_t id) { values.locations.push_back(id); });
    } else if (message.tag() == kValues) {
      read_values(message, values);
    } else if (message.tag_and_type() == tag_and_type(kLabel, pbf_wire_type::length_delimited)) {
      read_label(message.get_message(), values);
    } else {
      message.skip();
    }
  }
  if (values.count != sample_types_) {
    refuse(fmt::format("has a sample with {} values, not {}", values.count, sample_types_));
  }
  const std::uint32_t location = allocating_location(values.locations);
  if (values.bytes != 0 || values.objects != 0) {
    auto& [bytes, objects] = samples_[{location, values.object_size}];
    bytes = add_capped(bytes, values.bytes);
    objects = add_capped(objects, values.objects);
  }
}

std::uint32_t Reader::location_with(std::uint64_t id) {
  const auto location = locations_.find(id);
  if (location == locations_.end()) {
    refuse(fmt::format("refers to location {}, which is not in it", id));
    return ProfileSample::kNowhere;
  }
  return location->second;
}

bool Reader::is_in_runtime(std::uint32_t location) const {
  if (location == ProfileSample::kNowhere) {
    return false;
  }
  const auto frames = profile_.frames_of(profile_.locations[location]);
  return !frames.empty() && is_runtime_function(profile_.functions[frames.back().function].name);
}

// A stack that is in the runtime as a whole belongs to its innermost instruction.
std::uint32_t Reader::allocating_location(const std::vector<std::uint64_t>& ids) {
  const auto outside =
      std::find_if(ids.begin(), ids.end(), [&](std::uint64_t id) { return !is_in_runtime(location_with(id)); });
  if (outside != ids.end()) {
    return location_with(*outside);
  }
  return ids.empty() ? ProfileSample::kNowhere : location_with(ids.front());
}

}  // namespace

bool looks_compressed(std::string_view first_bytes) { return first_bytes.starts_with("\x1F\x8B"); }

bool is_runtime_function(std::string_view name) {
  return name.starts_with("runtime.") || name.starts_with("internal/runtime/");
}

std::uint64_t add_capped(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  return a > kMost - std::min(b, kMost) ? kMost : a + b;
}

Result<MemoryProfile> parse_profile(std::string_view content, const std::string& name) {
  std::string unpacked;
  if (looks_compressed(content)) {
    auto result = gunzip(content, kLargestProfile);
    if (!result) {
      return fail(Failure::kInput, fmt::format("{} {}", name, result.error().message));
    }
    unpacked = *std::move(result);
    content = unpacked;
  }
  if (content.size() > kLargestProfile) {
    return fail(Failure::kInput, fmt::format("{} has more than {} MiB", name, kLargestProfile >> 20U));
  }
  try {
    Reader reader(content);
    MemoryProfile profile = reader.read();
    if (reader.problem().empty()) {
      return profile;
    }
    return fail(Failure::kInput, fmt::format("{} {}", name, reader.problem()));
  } catch (const protozero::exception&) {
    return fail(Failure::kInput, fmt::format("{} {}", name, kNoProfile));
  }
}

}  // namespace goescape
