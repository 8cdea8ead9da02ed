// The table of settings: what the configuration file, the environment and the flags can say alike. The keys of the
// file, the names of the variables and the output of `goescape config` all come from here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace goescape {

// How a setting is written in the file, and as one text in a variable.
enum class SettingType : std::uint8_t {
  kText,     // A string.
  kFlag,     // true or false; in a variable also 1 and 0.
  kNumber,   // A whole number, 0 or more.
  kShare,    // A number from 0 to 1.
  kList,     // A list of strings; in a variable separated by commas.
  kBudgets,  // An object {"PATTERN": {"heap": N}}; in a variable PATTERN=N, separated by commas.
};

// The name of a type for people: "a string", "true or false", ….
std::string_view describe(SettingType type);

struct Setting {
  std::string_view key;   // In the file. The variable is GOESCAPE_ and the key in capitals.
  std::string_view flag;  // The flag that says the same.
  SettingType type;
  std::string_view initial;  // What holds when nobody says anything, as in a variable.
  bool is_path;              // Relative to the folder of the file that it stands in.
  std::string_view meaning;  // One line.
};

// Two flags are left out on purpose: --go and --build-flag (with -toolexec) name programs, and a file that comes with
// somebody's sources must not choose what runs here.
inline constexpr std::array<Setting, 25> kSettingTable{{
    {"driver", "--driver", SettingType::kText, "list", false, "how to reach the compiler: list, build or compile"},
    {"level", "--level", SettingType::kNumber, "2", false, "1: -m, 2: -m=2 with flow and cause"},
    {"tests", "--tests", SettingType::kFlag, "false", false, "also test, external test and example packages"},
    {"race", "--race", SettingType::kFlag, "false", false, "build with the race detector"},
    {"tags", "--tags", SettingType::kList, "", false, "build tags"},
    {"goos", "--goos", SettingType::kText, "", false, "operating system to build for"},
    {"goarch", "--goarch", SettingType::kText, "", false, "architecture to build for"},
    {"gcflags", "--gcflags", SettingType::kList, "", false, "more flags for the compiler"},
    {"timeout", "--timeout", SettingType::kText, "0", false, "the time that a run may take; 0 for no limit"},
    {"kinds", "--kinds", SettingType::kList, "", false, "kinds of findings to list (default: heap decisions)"},
    {"include", "--include", SettingType::kList, "", false, "categories of files to show that are hidden otherwise"},
    {"format", "--format", SettingType::kList, "text", false, "output formats, each FORMAT or FORMAT=FILE"},
    {"color", "--color", SettingType::kText, "auto", false, "auto, always or never"},
    {"top", "--top", SettingType::kNumber, "10", false, "rows of each table, 0 for all"},
    {"sort", "--sort", SettingType::kText, "heap", false, "order of packages"},
    {"base", "--base", SettingType::kText, "", false, "the revision that check compares with"},
    {"against_merge_base", "--against-merge-base", SettingType::kFlag, "false", false,
     "compare with where the history left that revision"},
    {"max_new", "--max-new", SettingType::kNumber, "0", false, "how many new heap decisions check lets pass"},
    {"budgets", "--budget", SettingType::kBudgets, "", false, "heap decisions allowed per package or function"},
    {"hot", "--hot", SettingType::kList, "", false, "the only code that check gates: packages or functions"},
    {"hot_share", "--hot-share", SettingType::kShare, "0", false,
     "the share of the bytes in the profiles from which on check gates a heap decision"},
    {"advisory", "--advisory", SettingType::kFlag, "false", false, "check tells what is wrong and does not fail"},
    {"baseline", "--baseline", SettingType::kText, "", true, "the file of accepted heap decisions"},
    {"database", "--database", SettingType::kText, "", true, "the file of the history"},
    {"trusted_config", "--trusted-config", SettingType::kFlag, "false", false,
     "check takes configuration, baseline and suppressions from the base"},
}};

// The setting with this key, or nullptr.
const Setting* find_setting(std::string_view key);

// The number that a word says, if it is one from 0 to 1.
std::optional<double> share_of(std::string_view word);

// GOESCAPE_MAX_NEW for max_new.
std::string variable_of(const Setting& setting);

}  // namespace goescape
