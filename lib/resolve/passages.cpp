#include "resolve/passages.h"

#include "util/hash.h"

namespace goescape {

void Passages::enter(std::uint32_t section, std::uint64_t seed) {
  drop_unfinished();
  section_ = section;
  seed_ = seed;
  if (firsts_.size() <= section) {
    firsts_.resize(section + std::size_t{1}, kNone);
  }
  expect(firsts_[section]);
}

void Passages::end(std::string_view bytes) {
  const auto length = static_cast<std::uint32_t>(bytes.size());
  if (bytes.empty() || !has_new_line_ || length != bytes.size()) {
    drop_unfinished();
    return;
  }
  if (firsts_[section_] == kNone) {
    firsts_[section_] = passages_.size();
  }
  passages_.push_back({hash_bytes(bytes, seed_), length, static_cast<std::uint32_t>(unfinished_),
                       static_cast<std::uint32_t>(lines_.size()), 0, section_});
  unfinished_ = lines_.size();
  has_new_line_ = false;
}

void Passages::drop_unfinished() {
  lines_.resize(unfinished_);
  has_new_line_ = false;
}

// Passages of another section, and those that are still to be read, are not expected.
void Passages::expect(std::size_t passage) {
  expected_ = passage < passages_.size() && passages_[passage].section == section_ ? passage : kNone;
  is_due_ = expected_ != kNone;
}

// Finds the way back after lines that are in no passage. Diagnostics are numbered as they came, so a line in front of
// the expected passage has a smaller number than its first one.
void Passages::look_ahead(std::uint32_t diagnostic) {
  while (expected_ != kNone && diagnostic >= lines_[passages_[expected_].begin].begin) {
    expect(expected_ + 1);
  }
  is_due_ = expected_ != kNone && diagnostic + 1 == lines_[passages_[expected_].begin].begin;
}

std::size_t Passages::repeat(std::string_view bytes) {
  is_due_ = false;
  Passage& passage = passages_[expected_];
  if (bytes.size() < passage.length || hash_bytes(bytes.substr(0, passage.length), seed_) != passage.hash) {
    return 0;
  }
  ++passage.repeats;
  last_line_ = lines_[passage.end - 1].end - 1;
  const std::size_t length = passage.length;
  expect(expected_ + 1);
  return length;
}

}  // namespace goescape
