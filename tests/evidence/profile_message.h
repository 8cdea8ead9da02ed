// Profiles put together by hand, as runtime/pprof writes them (profile.proto of github.com/google/pprof).
#pragma once

#include <cstdint>
#include <map>
#include <protozero/pbf_writer.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace goescape::test {

// A line of a function, by names.
struct FrameSpec {
  std::string_view function;
  std::string_view file;
  std::uint32_t line = 1;
  std::uint32_t start_line = 0;
};

class ProfileMessage {
 public:
  explicit ProfileMessage(const std::vector<std::pair<std::string_view, std::string_view>>& sample_types = {
                              {"alloc_objects", "count"}, {"alloc_space", "bytes"}}) {
    string("");
    for (const auto& [type, unit] : sample_types) {
      std::string message;
      protozero::pbf_writer writer(message);
      writer.add_int64(1, string(type));
      writer.add_int64(2, string(unit));
      writer_.add_message(1, message);
    }
  }

  // Adds an instruction with the functions that are inlined there, the innermost first; returns its id.
  std::uint64_t location(const std::vector<FrameSpec>& frames) {
    std::string message;
    protozero::pbf_writer writer(message);
    writer.add_uint64(1, ++locations_);
    for (const FrameSpec& frame : frames) {
      std::string line;
      protozero::pbf_writer line_writer(line);
      line_writer.add_uint64(1, function(frame));
      line_writer.add_int64(2, frame.line);
      writer.add_message(4, line);
    }
    writer_.add_message(4, message);
    return locations_;
  }

  // Adds a sample of locations, the innermost first. Packed as Go writes them, or one by one as others may.
  void sample(const std::vector<std::uint64_t>& locations, const std::vector<std::int64_t>& values,
              std::int64_t object_size = 0, bool packed = true) {
    std::string message;
    protozero::pbf_writer writer(message);
    if (packed) {
      writer.add_packed_uint64(1, locations.begin(), locations.end());
      writer.add_packed_int64(2, values.begin(), values.end());
    } else {
      for (const std::uint64_t each : locations) {
        writer.add_uint64(1, each);
      }
      for (const std::int64_t each : values) {
        writer.add_int64(2, each);
      }
    }
    std::string label;
    protozero::pbf_writer label_writer(label);
    label_writer.add_int64(1, string("bytes"));
    label_writer.add_int64(3, object_size);
    writer.add_message(3, label);
    writer_.add_message(2, message);
  }

  // For what no function here writes: a message of its own, or one that is wrong.
  protozero::pbf_writer& writer() { return writer_; }

  // The index of a string.
  std::int64_t string(std::string_view text) {
    const auto [known, is_new] = strings_.emplace(text, static_cast<std::int64_t>(strings_.size()));
    if (is_new) {
      writer_.add_string(6, text.data(), text.size());
    }
    return known->second;
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::uint64_t function(const FrameSpec& frame) {
    const auto [known, is_new] = functions_.emplace(frame.function, functions_.size() + 1);
    if (is_new) {
      std::string message;
      protozero::pbf_writer writer(message);
      writer.add_uint64(1, known->second);
      writer.add_int64(2, string(frame.function));
      writer.add_int64(4, string(frame.file));
      writer.add_int64(5, frame.start_line);
      writer_.add_message(5, message);
    }
    return known->second;
  }

  std::string bytes_;
  protozero::pbf_writer writer_{bytes_};
  std::uint64_t locations_ = 0;
  std::map<std::string, std::int64_t, std::less<>> strings_;
  std::map<std::string, std::uint64_t, std::less<>> functions_;
};

}  // namespace goescape::test
