#include "parse/memory_map.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "util/display.h"

namespace goescape {
namespace {

constexpr std::string_view kDeleted = " (deleted)";
constexpr std::size_t kShownOfLine = 60;

// Takes the next word off the front of `text`; words are parted by spaces.
std::string_view take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

std::optional<std::uint64_t> number(std::string_view text, int base) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                   : std::nullopt;
}

bool read_addresses(std::string_view word, Mapping& mapping) {
  const std::size_t dash = std::min(word.find('-'), word.size());
  const auto begin = number(word.substr(0, dash), 16);
  const auto end = number(word.substr(std::min(dash + 1, word.size())), 16);
  mapping.begin = begin.value_or(0);
  mapping.end = end.value_or(0);
  return begin && end && *begin < *end;
}

bool read_permissions(std::string_view word, Mapping& mapping) {
  constexpr std::string_view kLetters = "rwx";
  if (word.size() != kLetters.size() + 1 || (word[3] != 'p' && word[3] != 's')) {
    return false;
  }
  for (std::size_t at = 0; at < kLetters.size(); ++at) {
    if (word[at] != kLetters[at] && word[at] != '-') {
      return false;
    }
  }
  mapping.readable = word[0] == 'r';
  mapping.writable = word[1] == 'w';
  mapping.executable = word[2] == 'x';
  mapping.shared = word[3] == 's';
  return true;
}

// "fe:00"; what the numbers are does not matter here.
bool is_device(std::string_view word) {
  const std::size_t colon = word.find(':');
  return colon != std::string_view::npos && number(word.substr(0, colon), 16) && number(word.substr(colon + 1), 16);
}

// "00400000-004a0000 r-xp 00000000 fe:00 10598076                           /usr/bin/server"
std::optional<Mapping> read_mapping(std::string_view line) {
  Mapping mapping;
  if (!read_addresses(take_word(line), mapping) || !read_permissions(take_word(line), mapping)) {
    return std::nullopt;
  }
  const auto offset = number(take_word(line), 16);
  const bool device = is_device(take_word(line));
  const auto inode = number(take_word(line), 10);
  if (!offset || !device || !inode) {
    return std::nullopt;
  }
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  mapping.deleted = line.ends_with(kDeleted);
  line.remove_suffix(mapping.deleted ? kDeleted.size() : 0);
  mapping.offset = *offset;
  mapping.inode = *inode;
  // A name may end in spaces, the padding of anonymous memory is nothing but spaces.
  mapping.name = line;
  return mapping;
}

// Whether it is "Rss:", "VmFlags:", "Private_Dirty:".
bool is_key(std::string_view word) {
  const auto fits = [](char byte) {
    return byte == '_' || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
  };
  return word.size() > 1 && word.front() >= 'A' && word.front() <= 'Z' && word.back() == ':' &&
         std::all_of(word.begin(), word.end() - 1, fits);
}

// "  640 kB" in bytes.
std::optional<std::uint64_t> bytes_in(std::string_view value) {
  constexpr std::uint64_t kMost = UINT64_MAX / 1024;
  const auto kilobytes = number(take_word(value), 10);
  return take_word(value) == "kB" && kilobytes && *kilobytes <= kMost ? std::optional(*kilobytes * 1024) : std::nullopt;
}

// Where a line of smaps belongs; nullptr = it is of no interest.
std::uint64_t MappingUse::*member_for(std::string_view key) {
  if (key == "Rss:") {
    return &MappingUse::resident;
  }
  if (key == "Private_Dirty:" || key == "Shared_Dirty:") {
    return &MappingUse::dirty;
  }
  return key == "Swap:" ? &MappingUse::swapped : nullptr;
}

}  // namespace

void MemoryMapParser::feed(std::string_view bytes) {
  splitter_.feed(bytes, [this](std::string_view line) { take(line); });
}

void MemoryMapParser::take(std::string_view line) {
  ++line_;
  if (!failure_.empty() || line.empty()) {
    return;
  }
  std::string_view rest = line;
  if (const std::string_view word = take_word(rest); is_key(word) && !mappings_.empty()) {
    take_use(word, rest);
  } else {
    take_mapping(line);
  }
}

void MemoryMapParser::take_mapping(std::string_view line) {
  auto mapping = read_mapping(line);
  if (!mapping) {
    failure_ = fmt::format("line {} is no line of /proc/PID/maps or smaps: {}", line_,
                           shorten_middle(escaped(line), kShownOfLine));
  } else if (mapping->inode != 0 && mapping->name.empty()) {
    failure_ = fmt::format("line {} maps a file and does not name it: it is cut off", line_);
  } else if (!mappings_.empty() && mapping->begin < mappings_.back().end) {
    failure_ = fmt::format("line {} begins before the mapping above it ends", line_);
  } else {
    mappings_.push_back(*std::move(mapping));
  }
}

void MemoryMapParser::take_use(std::string_view key, std::string_view value) {
  const auto member = member_for(key);
  if (member == nullptr) {
    return;
  }
  const auto bytes = bytes_in(value);
  Mapping& mapping = mappings_.back();
  MappingUse& use = mapping.use ? *mapping.use : mapping.use.emplace();
  if (!bytes || *bytes > mapping.size() - use.*member) {
    failure_ = fmt::format("line {} tells no possible size of this mapping", line_);
    return;
  }
  use.*member += *bytes;
}

Result<std::vector<Mapping>> MemoryMapParser::finish() {
  splitter_.finish([this](std::string_view line) { take(line); });
  const auto knows_use = [](const Mapping& mapping) { return mapping.use.has_value(); };
  if (failure_.empty() && mappings_.empty()) {
    failure_ = "it holds no mapping";
  } else if (failure_.empty() && std::any_of(mappings_.begin(), mappings_.end(), knows_use) &&
             !std::all_of(mappings_.begin(), mappings_.end(), knows_use)) {
    failure_ = "only some of the mappings tell how much of them is resident: it is cut off, or put together";
  }
  if (!failure_.empty()) {
    return fail(Failure::kInput, failure_);
  }
  return std::move(mappings_);
}

Result<std::vector<Mapping>> parse_memory_map(std::string_view text) {
  MemoryMapParser parser;
  parser.feed(text);
  return parser.finish();
}

}  // namespace goescape
