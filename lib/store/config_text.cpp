#include "store/config_text.h"

#include <fmt/core.h>

#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "util/suggest.h"

namespace goescape {
namespace {

using nlohmann::json;

// Walks over a text and counts its lines somewhere else, because the parser keeps copies.
class CountingIterator {
 public:
  // What the standard calls these names.
  using iterator_category = std::input_iterator_tag;  // NOLINT(readability-identifier-naming)
  using value_type = char;                            // NOLINT(readability-identifier-naming)
  using difference_type = std::ptrdiff_t;             // NOLINT(readability-identifier-naming)
  using pointer = const char*;                        // NOLINT(readability-identifier-naming)
  using reference = const char&;                      // NOLINT(readability-identifier-naming)

  CountingIterator(const char* at, std::size_t& line) : at_(at), line_(&line) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *line_ += *at_ == '\n' ? 1U : 0U;
    ++at_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* line_;
};

// The keys that lead to a member, from the outermost on.
using KeyPath = std::vector<std::string>;

std::string text_of(const KeyPath& keys) {
  std::string text;
  for (const std::string& key : keys) {
    text += (text.empty() ? "" : ".") + key;
  }
  return text;
}

// The document, and where each of its keys stands.
struct Document {
  json value;
  std::map<KeyPath, std::size_t> lines;
  KeyPath twice;  // The first key that occurs twice in its object.
  std::size_t twice_line = 0;
};

// Throws what the parser throws.
Document parse_document(const std::string& text) {
  Document document;
  std::size_t line = 1;
  KeyPath keys;
  const auto note_keys = [&](int depth, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::key) {
      keys.resize(static_cast<std::size_t>(depth) - 1);
      keys.push_back(parsed.get<std::string>());
      if (!document.lines.emplace(keys, line).second && document.twice.empty()) {
        document.twice = keys;
        document.twice_line = line;
      }
    }
    return true;
  };
  const char* const begin = text.data();
  document.value =
      json::parse(CountingIterator(begin, line), CountingIterator(begin + text.size(), line), note_keys, true, true);
  return document;
}

// What is wrong with one value, without its place.
struct Complaint {
  KeyPath key;
  std::string text;
};

using Words = tl::expected<std::vector<std::string>, Complaint>;

tl::unexpected<Complaint> wrong_type(const Setting& setting, const json& value) {
  return tl::unexpected(
      Complaint{{std::string(setting.key)}, fmt::format("must be {}, not {}", describe(setting.type), value.dump())});
}

bool is_count(const json& value) {
  return value.is_number_unsigned() && value.get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max();
}

Words words_of_list(const Setting& setting, const json& value) {
  std::vector<std::string> words;
  for (const json& element : value) {
    if (!element.is_string() || element.get_ref<const std::string&>().empty()) {
      return wrong_type(setting, value);
    }
    words.push_back(element.get<std::string>());
  }
  return words;
}

Words words_of_budgets(const Setting& setting, const json& value) {
  std::vector<std::string> words;
  for (const auto& [pattern, limits] : value.items()) {
    const std::string key(setting.key);
    if (!limits.is_object() || pattern.empty()) {
      return wrong_type(setting, value);
    }
    for (const auto& [what, limit] : limits.items()) {
      if (what != "heap") {
        return tl::unexpected(Complaint{{key, pattern, what}, "is no limit of a budget; there is: heap"});
      }
      if (!is_count(limit)) {
        return tl::unexpected(
            Complaint{{key, pattern, what}, fmt::format("must be a whole number, 0 or more, not {}", limit.dump())});
      }
      words.push_back(fmt::format("{}={}", pattern, limit.get<std::uint32_t>()));
    }
    if (limits.empty()) {
      return tl::unexpected(Complaint{{key, pattern}, R"(limits nothing; write {"heap": N})"});
    }
  }
  return words;
}

Words words_of(const Setting& setting, const json& value) {
  const SettingType type = setting.type;
  if (type == SettingType::kText && value.is_string()) {
    return std::vector<std::string>{value.get<std::string>()};
  }
  if (type == SettingType::kFlag && value.is_boolean()) {
    return std::vector<std::string>{value.get<bool>() ? "true" : "false"};
  }
  if (type == SettingType::kNumber && is_count(value)) {
    return std::vector<std::string>{std::to_string(value.get<std::uint32_t>())};
  }
  if (type == SettingType::kShare && value.is_number() && share_of(value.dump())) {
    return std::vector<std::string>{value.dump()};
  }
  if (type == SettingType::kList && value.is_array()) {
    return words_of_list(setting, value);
  }
  if (type == SettingType::kBudgets && value.is_object()) {
    return words_of_budgets(setting, value);
  }
  return wrong_type(setting, value);
}

Complaint unknown_key(const std::string& key) {
  std::vector<std::string> known;
  known.reserve(kSettingTable.size());
  for (const Setting& row : kSettingTable) {
    known.emplace_back(row.key);
  }
  return {{key}, "is no setting" + suggestion(key, known)};
}

tl::expected<std::vector<ConfigEntry>, Complaint> entries_of(const Document& document) {
  std::vector<ConfigEntry> entries;
  for (const auto& [key, value] : document.value.items()) {
    if (key == "$schema") {
      continue;
    }
    const Setting* setting = find_setting(key);
    if (setting == nullptr) {
      return tl::unexpected(unknown_key(key));
    }
    auto words = words_of(*setting, value);
    if (!words) {
      return tl::unexpected(words.error());
    }
    entries.push_back({setting, *std::move(words), document.lines.at({key})});
  }
  return entries;
}

// The parser's own words hold the place, behind its error number: "[json.exception.parse_error.101] parse error at
// line 3, column 1: …". What it read last is cut off, and what follows: the text may be one that is not to be shown.
std::string words_of_parser(const std::string& what) {
  const std::size_t end = what.find("] ");
  const std::string words = end == std::string::npos ? what : what.substr(end + 2);
  return words.substr(0, words.find("; last read: "));
}

}  // namespace

Result<std::vector<ConfigEntry>> parse_config_text(const std::string& text, const std::string& name) {
  Document document;
  try {
    document = parse_document(text);
  } catch (const json::exception& error) {
    return fail(Failure::kUsage, fmt::format("{} is not JSON: {}", name, words_of_parser(error.what())));
  }
  if (!document.value.is_object()) {
    return fail(Failure::kUsage, fmt::format("{} must hold one JSON object", name));
  }
  if (!document.twice.empty()) {
    return fail(Failure::kUsage,
                fmt::format("{}:{}: \"{}\" stands there twice", name, document.twice_line, text_of(document.twice)));
  }
  auto entries = entries_of(document);
  if (!entries) {
    const Complaint& complaint = entries.error();
    return fail(Failure::kUsage, fmt::format("{}:{}: \"{}\" {}", name, document.lines[complaint.key],
                                             text_of(complaint.key), complaint.text));
  }
  return *std::move(entries);
}

}  // namespace goescape
