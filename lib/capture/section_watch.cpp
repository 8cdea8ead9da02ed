#include "capture/section_watch.h"

#include <algorithm>
#include <cstring>

#include "parse/flow_line.h"
#include "parse/listing_line.h"
#include "parse/message.h"
#include "parse/position.h"
#include "parse/section.h"

namespace goescape {
namespace {

constexpr std::size_t kKept = std::size_t{16} << 10U;
constexpr std::size_t kLongestHeader = std::size_t{4} << 10U;

// Where the next line begins that may be a header; the size of `bytes` when there is none.
std::size_t find_header(std::string_view bytes, bool at_line_start) {
  if (at_line_start && bytes.starts_with('#')) {
    return 0;
  }
  // Few lines of diagnostics hold a '#', so that this touches each byte only once, at the speed of memchr.
  for (std::size_t at = bytes.find('#', 1); at != std::string_view::npos; at = bytes.find('#', at + 1)) {
    if (bytes[at - 1] == '\n') {
      return at;
    }
  }
  return bytes.size();
}

bool is_diagnostic(std::string_view line) {
  const auto cut = split_position(line);
  if (!cut) {
    return recognise_message_without_position(line).has_value();
  }
  return recognise_message(cut->text).has_value() || parse_flow_line(cut->text).has_value();
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string_view last_line(std::string_view text) {
  while (text.ends_with('\n')) {
    text.remove_suffix(1);
  }
  const std::size_t newline = text.rfind('\n');
  return newline == std::string_view::npos ? text : text.substr(newline + 1);
}

}  // namespace

void SectionWatch::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    if (header_.empty()) {
      const std::size_t header = find_header(bytes, at_line_start_);
      take_text(bytes.substr(0, header));
      bytes.remove_prefix(header);
      if (bytes.empty()) {
        return;
      }
    }
    const std::size_t newline = bytes.find('\n');
    header_ += bytes.substr(0, newline);
    if (newline == std::string_view::npos && header_.size() < kLongestHeader) {
      return;
    }
    bytes.remove_prefix(std::min(newline, bytes.size()));
    take_header(header_);
    header_.clear();
  }
}

void SectionWatch::finish() {
  take_text(header_);
  close_section();
}

void SectionWatch::skip_what_was_reached() {
  close_section();
  section_.clear();
  skipping_ = false;
  sections_to_skip_ = sections_seen_;
}

std::string SectionWatch::words_of(std::string_view full_path) const {
  const auto found = words_.find(full_path);
  return found == words_.end() ? "" : found->second;
}

void SectionWatch::take_text(std::string_view text) {
  if (text.empty()) {
    return;
  }
  at_line_start_ = text.back() == '\n';
  pass_on(text);
  const std::size_t to_head = std::min(text.size(), kKept - head_.size());
  head_ += text.substr(0, to_head);
  text.remove_prefix(to_head);
  if (text.size() > kKept) {
    text.remove_prefix(text.size() - kKept);
  }
  tail_ += text;
  if (tail_.size() > 2 * kKept) {
    tail_.erase(0, tail_.size() - kKept);
  }
}

// `line` begins with '#' and stands at the beginning of a line; its newline is still to come.
void SectionWatch::take_header(std::string_view line) {
  const auto section = parse_section(line);
  if (!section || section->vet) {
    return take_text(line);
  }
  close_section();
  section_ = section->import_path;
  if (!section->variant.empty()) {
    section_.append(" [").append(section->variant).append("]");
  }
  at_line_start_ = false;
  skipping_ = sections_to_skip_.contains(section_);
  sections_seen_.insert(section_);
  pass_on(line);
  if (!skipping_) {
    reached_(section_);
  }
}

void SectionWatch::pass_on(std::string_view text) {
  if (!skipping_) {
    sink_.feed(text);
  }
}

void SectionWatch::close_section() {
  std::string_view head(head_);
  if (head.starts_with('\n')) {  // The end of the header.
    head.remove_prefix(1);
  }
  const std::string_view end = tail_.empty() ? head : std::string_view(tail_);
  if (!head.empty() && !(is_diagnostic(first_line(head)) && is_diagnostic(last_line(end)))) {
    keep_words(head);
    keep_words(tail_);
  }
  head_.clear();
  tail_.clear();
}

void SectionWatch::keep_words(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = first_line(text);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (is_diagnostic(line) || is_listing_line(line)) {
      continue;
    }
    // The go command speaks for itself, behind whatever section it has just printed.
    std::string& words = words_[line.starts_with("go: ") ? "" : section_];
    words.append(line).append("\n");
  }
}

}  // namespace goescape
