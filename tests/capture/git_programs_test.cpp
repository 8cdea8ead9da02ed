#include "capture/git_programs.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "catch.h"

using namespace goescape;

namespace {

std::string value_of(const ProcessSpec& spec, const std::string& name) {
  const auto found = std::find_if(spec.environment.begin(), spec.environment.end(),
                                  [&](const auto& each) { return each.first == name; });
  return found == spec.environment.end() ? "not set" : found->second;
}

// "filter.lfs.clean=", in the order that git reads them.
std::vector<std::string> settings(const std::vector<std::string>& names) {
  ProcessSpec spec;
  WithoutPrograms(names).apply_to(spec);
  std::vector<std::string> found;
  for (int i = 0; i < std::atoi(value_of(spec, "GIT_CONFIG_COUNT").c_str()); ++i) {
    const std::string number = std::to_string(i);
    found.push_back(value_of(spec, "GIT_CONFIG_KEY_" + number) + "=" + value_of(spec, "GIT_CONFIG_VALUE_" + number));
  }
  return found;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("filters and named hooks are switched off by settings in the environment") {
  CHECK(settings({}).empty());
  CHECK(settings({"filter.a=b"}) ==
        Words{"filter.a=b.smudge=", "filter.a=b.clean=", "filter.a=b.process=", "filter.a=b.required=false"});
  CHECK(settings({"hook.linter"}) == Words{"hook.linter.enabled=false"});
}

TEST_CASE("settings that the user hands to git stay") {
  setenv("GIT_CONFIG_COUNT", "2", 1);
  ProcessSpec spec;
  WithoutPrograms({"hook.x"}).apply_to(spec);
  unsetenv("GIT_CONFIG_COUNT");
  CHECK(value_of(spec, "GIT_CONFIG_COUNT") == "3");
  CHECK(value_of(spec, "GIT_CONFIG_KEY_2") == "hook.x.enabled");
  CHECK(value_of(spec, "GIT_CONFIG_KEY_0") == "not set");
}

TEST_CASE("only filters make files look changed") {
  CHECK_FALSE(WithoutPrograms({}).any_filter());
  CHECK_FALSE(WithoutPrograms({"hook.x"}).any_filter());
  CHECK(WithoutPrograms({"filter.lfs", "hook.x"}).any_filter());
}
