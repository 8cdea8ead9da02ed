#include "store/baseline_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

#include "model/go_version.h"
#include "model/kind.h"
#include "util/display.h"
#include "util/file.h"
#include "util/planted.h"
#include "util/write_file.h"

namespace goescape {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 30U;
constexpr std::size_t kFields = 6;
constexpr std::string_view kIdVersion = "v1:";
constexpr std::size_t kIdDigits = 16;

constexpr std::string_view kExplanation =
    "# The heap decisions that `goescape check` accepts; `goescape baseline write` made this file.\n"
    "# A line each, fields separated by tabs: how it was built, id, package, function, kind, expression.\n"
    "# Every line stands for itself, so git may merge them in any order (.gitattributes: .goescape.baseline "
    "merge=union).\n";

// Cuts what stands in front of `separator` off; all of it when there is none.
std::string_view take(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view piece = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return piece;
}

std::string known(std::string_view text) { return text == "-" ? std::string() : std::string(text); }

bool is_release(std::string_view text) {
  const std::optional<int> minor = go_minor(text);
  return text == "-" || text == "devel" || (minor && text == fmt::format("go1.{}", *minor));
}

// The reverse of name(); nothing for a text that is no key.
std::optional<BaselineKey> parse_key(std::string_view text) {
  BaselineKey key;
  const std::string_view release = take(text, ' ');
  std::string_view platform = take(text, ' ');
  const std::string_view goos = take(platform, '/');
  if (!is_release(release) || goos.empty() || platform.empty() || platform.find('/') != std::string_view::npos) {
    return std::nullopt;
  }
  key.go = known(release);
  key.goos = known(goos);
  key.goarch = known(platform);
  constexpr std::string_view kTags = "tags=";
  if (text.empty()) {
    return key;
  }
  if (!text.starts_with(kTags) || text.ends_with(',')) {
    return std::nullopt;
  }
  for (text.remove_prefix(kTags.size()); !text.empty();) {
    key.tags.emplace_back(take(text, ','));
  }
  const bool damaged = std::any_of(key.tags.begin(), key.tags.end(), [](const std::string& tag) {
    return tag.empty() || tag.find(' ') != std::string::npos;
  });
  std::sort(key.tags.begin(), key.tags.end());
  key.tags.erase(std::unique(key.tags.begin(), key.tags.end()), key.tags.end());
  return damaged || key.tags.empty() ? std::nullopt : std::optional(key);
}

std::optional<std::uint64_t> parse_id(std::string_view text) {
  if (!text.starts_with(kIdVersion) || text.size() != kIdVersion.size() + kIdDigits ||
      text.find_first_not_of("0123456789abcdef", kIdVersion.size()) != std::string_view::npos) {
    return std::nullopt;
  }
  std::uint64_t id = 0;
  std::from_chars(text.data() + kIdVersion.size(), text.data() + text.size(), id, 16);
  return id;
}

bool is_kind(std::string_view text) {
  return std::any_of(kKinds.begin(), kKinds.end(), [&](const KindInfo& kind) { return kind.name == text; });
}

// The markers that git leaves where two sides changed the same lines.
bool is_conflict_marker(std::string_view line) {
  constexpr std::array<std::string_view, 4> kMarkers{"<<<<<<<", "|||||||", "=======", ">>>>>>>"};
  return std::any_of(kMarkers.begin(), kMarkers.end(),
                     [&](std::string_view marker) { return line.starts_with(marker); });
}

// Whether there is a character that goescape never writes: a baseline with it would not come back from its file.
bool has_control_character(std::string_view line) {
  return std::any_of(line.begin(), line.end(),
                     [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f'; });
}

using Sections = std::map<BaselineKey, std::map<std::uint64_t, BaselineEntry>>;

// Reads one line that is neither empty nor a comment. Returns what is wrong with it, or nothing.
std::string add_line(Sections& sections, std::string_view line) {
  if (has_control_character(line)) {
    return "holds a control character";
  }
  std::vector<std::string_view> fields;
  std::string_view rest = line;
  do {
    fields.push_back(take(rest, '\t'));
  } while (!rest.empty());
  // take() cannot tell an empty last field from none.
  if (fields.size() + 1 == kFields && line.ends_with('\t')) {
    fields.emplace_back();
  }
  const std::optional<BaselineKey> key = parse_key(fields[0]);
  if (!key) {
    return "does not begin with a build as `go1.26 linux/amd64`";
  }
  auto& entries = sections[*key];
  if (fields.size() == 1 && !line.ends_with('\t')) {
    return {};
  }
  if (fields.size() != kFields) {
    return fmt::format("has {} fields and not {}", fields.size(), kFields);
  }
  const std::optional<std::uint64_t> id = parse_id(fields[1]);
  if (!id) {
    return fmt::format("has {} where an id belongs, `v1:` and 16 digits", escaped(fields[1]));
  }
  if (!is_kind(fields[4])) {
    return fmt::format("has {} where a kind belongs, such as moved_to_heap", escaped(fields[4]));
  }
  entries.try_emplace(*id, BaselineEntry{*id, std::string(fields[2]), std::string(fields[3]), std::string(fields[4]),
                                         std::string(fields[5])});
  return {};
}

tl::unexpected<Error> damaged(std::string_view file, std::size_t number, std::string_view problem) {
  return fail(Failure::kUsage,
              fmt::format("{}:{}: the line {}; take it out, or make the file anew with goescape baseline write", file,
                          number, problem));
}

}  // namespace

Result<Baseline> parse_baseline(std::string_view text, std::string_view file) {
  Sections sections;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = take(text, '\n');
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    if (is_conflict_marker(line)) {
      return fail(Failure::kUsage,
                  fmt::format("{}:{}: the merge of this file is not finished: take the lines with <<<<<<<, ======= and "
                              ">>>>>>> out and keep those between",
                              file, number));
    }
    if (const std::string problem = add_line(sections, line); !problem.empty()) {
      return damaged(file, number, problem);
    }
  }
  Baseline baseline;
  for (auto& [key, entries] : sections) {
    baseline.sections.push_back({key, {}});
    for (auto& [id, entry] : entries) {
      baseline.sections.back().entries.push_back(std::move(entry));
    }
  }
  return baseline;
}

std::string baseline_text(const Baseline& baseline) {
  std::string text(kExplanation);
  for (const BaselineSection& section : baseline.sections) {
    const std::string key = name(section.key);
    text += key + '\n';
    for (const BaselineEntry& entry : section.entries) {
      text += fmt::format("{}\t{}{:016x}\t{}\t{}\t{}\t{}\n", key, kIdVersion, entry.id, entry.package, entry.function,
                          entry.kind, entry.expression);
    }
  }
  return text;
}

Result<Baseline> load_baseline(const std::string& path) {
  std::error_code none;
  if (std::filesystem::status(path, none).type() == std::filesystem::file_type::not_found) {
    return Baseline{};
  }
  const Result<std::string> text = read_file(path, kLargestFile);
  if (!text) {
    return tl::unexpected(text.error());
  }
  return parse_baseline(*text, path);
}

Result<void> save_baseline(const Baseline& baseline, const std::string& path) {
  std::error_code error;
  std::string target = path;
  if (std::filesystem::is_symlink(path, error)) {
    if (is_planted(path) || !std::filesystem::is_regular_file(path, error)) {
      return fail(Failure::kInput, fmt::format("cannot write {}: it is a link, and not to a file that is there and "
                                               "yours; make that file first, or take the link out",
                                               path));
    }
    target = std::filesystem::canonical(path, error).string();
  }
  return write_to_file(error ? path : target, [&](std::ostream& out) { out << baseline_text(baseline); });
}

}  // namespace goescape
