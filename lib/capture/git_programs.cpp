#include "capture/git_programs.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string_view>

#include "capture/git_command.h"
#include "util/environment.h"

namespace goescape {
namespace {

using Change = std::pair<std::string_view, std::string_view>;
constexpr std::array<Change, 4> kFilterChanges{{{"smudge", ""}, {"clean", ""}, {"process", ""}, {"required", "false"}}};
constexpr std::array<Change, 1> kHookChanges{{{"enabled", "false"}}};

bool is_filter(std::string_view name) { return name.starts_with("filter."); }

std::span<const Change> changes_for(std::string_view name) {
  return is_filter(name) ? std::span<const Change>(kFilterChanges) : std::span<const Change>(kHookChanges);
}

// How many settings the user hands to git in the environment (GIT_CONFIG_COUNT).
std::size_t settings_in_environment() {
  const std::string_view text = environment_variable("GIT_CONFIG_COUNT");
  std::size_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

// "filter.lfs.smudge", each with a NUL byte behind it.
std::vector<std::string> names_of(std::string_view listed) {
  std::set<std::string> names;
  while (!listed.empty()) {
    const std::string_view key = listed.substr(0, listed.find('\0'));
    names.emplace(key.substr(0, key.rfind('.')));
    listed.remove_prefix(std::min(key.size() + 1, listed.size()));
  }
  return {names.begin(), names.end()};
}

}  // namespace

WithoutPrograms::WithoutPrograms(std::vector<std::string> names) : names_(std::move(names)) {}

bool WithoutPrograms::any_filter() const { return std::any_of(names_.begin(), names_.end(), is_filter); }

// Not with -c, where a name that holds an equals sign would be cut there.
void WithoutPrograms::apply_to(ProcessSpec& spec) const {
  if (names_.empty()) {
    return;
  }
  std::size_t count = settings_in_environment();
  for (const auto& name : names_) {
    for (const auto& [key, value] : changes_for(name)) {
      spec.environment.emplace_back(fmt::format("GIT_CONFIG_KEY_{}", count), fmt::format("{}.{}", name, key));
      spec.environment.emplace_back(fmt::format("GIT_CONFIG_VALUE_{}", count), value);
      ++count;
    }
  }
  spec.environment.emplace_back("GIT_CONFIG_COUNT", std::to_string(count));
}

Result<WithoutPrograms> without_programs(const std::string& directory) {
  static std::mutex mutex;
  static std::map<std::string, WithoutPrograms> known;
  {
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(directory); found != known.end()) {
      return found->second;
    }
  }
  const auto listed = ask_git(directory, {"config", "-z", "--name-only", "--get-regexp", "^(filter|hook)\\..+\\."});
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  const std::lock_guard lock(mutex);
  return known.emplace(directory, WithoutPrograms(names_of(*listed))).first->second;
}

}  // namespace goescape
