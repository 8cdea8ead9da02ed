#include "parse/bazel_line.h"

#include <algorithm>

namespace goescape {
namespace {

constexpr std::string_view kFrom = "INFO: From ";
constexpr std::string_view kError = "ERROR: ";
constexpr std::string_view kArchive = ".a";
// What rules_go calls the action that compiles a package; that of other repositories goes on with "External".
constexpr std::string_view kAction = "GoCompilePkg";
constexpr std::string_view kExternalFolder = "external/";

// Without control sequences (ECMA-48: ESC [, parameters, a letter) and carriage returns.
std::string without_control(std::string_view line) {
  std::string plain;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\x1b' && at + 1 < line.size() && line[at + 1] == '[') {
      at += 2;
      while (at < line.size() && (line[at] < '@' || line[at] > '~')) {
        ++at;
      }
    } else if (line[at] != '\r') {
      plain += line[at];
    }
  }
  return plain;
}

// The label of the target whose archive is at this path.
std::string label_of(std::string_view archive) {
  std::string repository;
  if (archive.starts_with(kExternalFolder)) {
    archive.remove_prefix(kExternalFolder.size());
    const std::size_t slash = std::min(archive.find('/'), archive.size());
    repository = "@" + std::string(archive.substr(0, slash));
    archive.remove_prefix(std::min(slash + 1, archive.size()));
  }
  archive.remove_suffix(kArchive.size());
  const std::size_t slash = archive.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? std::string_view() : archive.substr(0, slash);
  const std::string_view target = slash == std::string_view::npos ? archive : archive.substr(slash + 1);
  return repository + "//" + std::string(folder) + ":" + std::string(target);
}

// Reads `GoCompilePkg PATH.a` and what may follow it.
std::optional<BazelHeader> parse_action(std::string_view text, bool failed) {
  if (!text.starts_with(kAction)) {
    return std::nullopt;
  }
  text.remove_prefix(std::min(text.find(' '), text.size() - 1) + 1);
  const std::size_t end = std::min(text.find_first_of(failed ? " " : " :"), text.size());
  const std::string_view archive = text.substr(0, end);
  const std::string_view rest = text.substr(end);
  const bool goes_on = failed ? rest.starts_with(" failed") || rest.starts_with(" [for tool] failed")
                              : rest == ":" || rest == " [for tool]:";
  if (!archive.ends_with(kArchive) || !goes_on) {
    return std::nullopt;
  }
  return BazelHeader{label_of(archive), failed};
}

std::optional<BazelHeader> parse_plain(std::string_view line) {
  if (line.starts_with(kFrom)) {
    return parse_action(line.substr(kFrom.size()), false);
  }
  if (!line.starts_with(kError)) {
    return std::nullopt;
  }
  const std::size_t action = line.find(": " + std::string(kAction));
  return action == std::string_view::npos ? std::nullopt : parse_action(line.substr(action + 2), true);
}

}  // namespace

std::optional<BazelHeader> parse_bazel_header(std::string_view line) {
  if (line.find_first_of("\x1b\r") == std::string_view::npos) {
    return parse_plain(line);
  }
  return parse_plain(without_control(line));
}

}  // namespace goescape
