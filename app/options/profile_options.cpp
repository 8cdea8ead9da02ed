#include "options/profile_options.h"

#include <CLI/CLI.hpp>

namespace goescape {

void add_profile_option(CommandLine& line, std::vector<std::string>& files) {
  line.app().option_defaults()->group("Profiles");
  line.app()
      .add_option("--profile", files,
                  "join what this allocates: a profile of go test -memprofile or /debug/pprof/allocs, or the output of "
                  "go test -bench -benchmem; repeatable, they add up")
      ->type_name("FILE");
}

}  // namespace goescape
