// What the flags and arguments of a command are, read from CLI11: --help, the man page and the completions of shells
// are all written from this, so none of them can lack a flag.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "options/command_line.h"

namespace goescape {

// What stands behind a flag, as far as a shell can help to type it.
enum class Takes : std::uint8_t {
  kNothing,    // A switch.
  kText,       // Something that nobody can guess.
  kWords,      // One of FlagInfo::words.
  kFiles,      // A file.
  kFolders,    // A folder.
  kRevisions,  // A git revision.
  kPackages,   // A package as for go build.
};

// A flag, or an argument that has its place.
struct FlagInfo {
  std::vector<std::string> names;  // With their dashes, short ones first: "-f", "--format". Of an argument: its name.
  std::string negation;            // "--no-tests" beside "--tests"; empty without one.
  std::string value;               // The word for its value: "FORMAT[=FILE]"; empty for a switch.
  std::string description;         // One line without a full stop.
  std::string group;               // The heading it stands under.
  Takes takes = Takes::kNothing;
  std::vector<std::string> words;  // Of kWords, in the order of their table.
  bool repeatable = false;
  bool separated = false;  // Its value may hold several words with commas between them.
  bool required = false;
};

// The flags of a command in the order in which they were added, --help last.
std::vector<FlagInfo> flags_of(const CommandLine& line);

// Its arguments.
std::vector<FlagInfo> arguments_of(const CommandLine& line);

// The headings of the flags, each once, in their order.
std::vector<std::string> groups_of(const std::vector<FlagInfo>& flags);

// "-f, --format FORMAT[=FILE]", "--[no-]tests".
std::string synopsis(const FlagInfo& flag);

// "goescape check [FLAGS] [PACKAGES]".
std::string usage(const CommandLine& line);

}  // namespace goescape
