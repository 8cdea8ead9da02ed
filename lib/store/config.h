// The configuration: .goescape.json and the variables GOESCAPE_*, read strictly, each value with its origin.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/settings.h"
#include "util/result.h"

namespace goescape {

inline constexpr std::string_view kConfigName = ".goescape.json";

// Where a value comes from; the later ones win.
enum class OriginKind : std::uint8_t { kDefault, kFile, kEnvironment, kFlag };

// The name of an origin in JSON: default, file, environment, flag.
std::string_view name(OriginKind kind);

struct Origin {
  OriginKind kind = OriginKind::kDefault;
  std::string place;  // "…/.goescape.json:3", "GOESCAPE_MAX_NEW", "--max-new"; empty for a default.
};

// The value of one setting as its flag would be given it, once per word: "true" or "false" for a flag, PATTERN=N for a
// budget, the elements of a list.
struct ConfigValue {
  std::vector<std::string> words;
  Origin origin;
};

struct Config {
  std::string file;  // The configuration file that was read; empty = there is none.
  std::array<ConfigValue, kSettingTable.size()> values;

  // The value of the setting with this key, which must be one of the table.
  [[nodiscard]] const ConfigValue& of(std::string_view key) const;
  [[nodiscard]] ConfigValue& of(std::string_view key);
};

// What holds when nobody says anything.
Config default_config();

// The absolute path of the nearest file `name` in `directory` or above it, up to the root of the repository (the folder
// that holds .git) or, outside of repositories, of the file system: how the configuration that is in force is found.
// Empty when there is none.
std::string find_file_upward(const std::string& directory, std::string_view name);

// The root of the repository around `folder`, else `folder`: what comes with a file in it from one hand.
std::string sources_around(const std::string& folder);

// Reads the text of a configuration file: one JSON object (RFC 8259) in which comments are allowed; the member
// "$schema" is for editors and passed over. `name` stands for the file in messages and origins; paths in it are taken
// relative to `folder`, which is empty when they are to stay as they are. Fails with a usage error that names the place
// when it is no JSON, a key is unknown (with the known one that is nearest) or occurs twice, a value has another type
// than its setting, or is one that a file may not say (store/config_limits.h).
Result<void> read_config_text(const std::string& text, const std::string& name, const std::string& folder,
                              Config& config);

// The same for a file. Fails also when it cannot be read, and when links lead out of the repository or, outside of
// repositories, of its folder: it comes with the sources, and what is wrong with it is quoted.
Result<void> read_config_file(const std::string& path, Config& config);

// Takes over what the variables GOESCAPE_* among `variables` (name and value) say; an empty one says nothing. Fails
// with a usage error for one that is no setting and none of the other variables of goescape, and for a value of a wrong
// type.
Result<void> read_config_environment(const std::vector<std::pair<std::string, std::string>>& variables, Config& config);

// The variables of this process whose names begin with GOESCAPE_.
std::vector<std::pair<std::string, std::string>> goescape_variables();

// Defaults, then the file that is in force in `directory`, then the environment of this process.
Result<Config> load_config(const std::string& directory);

}  // namespace goescape
