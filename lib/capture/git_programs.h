// The programs that the configuration of git names, and how they are kept from running.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "util/result.h"
#include "util/subprocess.h"

namespace goescape {

// Keeps git from running filters (filter.NAME.*, gitattributes(5)), such as that of Git LFS, and hooks that have a name
// (hook.NAME.command, since Git 2.54), which core.hooksPath does not stop. Which file goes through which filter says
// .gitattributes, which comes with the sources. Files come as they are stored, and what a filter changed on the way
// looks changed.
class WithoutPrograms {
 public:
  // `names` are those of the configuration, "filter.lfs", "hook.linter".
  explicit WithoutPrograms(std::vector<std::string> names);

  // Adds to the environment of a git process what switches all of them off.
  void apply_to(ProcessSpec& spec) const;

  // Whether there is a filter at all.
  [[nodiscard]] bool any_filter() const;

 private:
  std::vector<std::string> names_;
};

// What the configuration in force in `directory` names. Git is asked once for each folder, from any thread.
Result<WithoutPrograms> without_programs(const std::string& directory);

}  // namespace goescape
