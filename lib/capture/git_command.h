// How git is called: in a way that reads the user's repository and runs nothing of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "util/result.h"
#include "util/subprocess.h"

namespace goescape {

class WithoutPrograms;

// `git arguments…` in `directory`, for a ProcessSet: without hooks, file system monitor, pager, prompts and optional
// locks, with messages in English. The repository is the one around `directory`, also where the environment names
// another, as it does in a hook, and never a bare one, which may be part of a commit. Revisions and paths among the
// arguments have to be kept from being options by the caller, with `--end-of-options` and `--`.
ProcessSpec git_command(const std::string& directory, const std::vector<std::string>& arguments);

// What git wrote to standard output, run without the programs of `quiet` where that is given, which a command
// needs that reads or writes files of a work tree. Fails with what it said when it did not exit with 0, when there is
// no git, and when interrupted.
Result<std::string> run_git(const std::string& directory, const std::vector<std::string>& arguments,
                            const WithoutPrograms* quiet = nullptr);

// The same for a command that says no by exiting with 1, such as `git merge-base`: then the output is empty.
Result<std::string> ask_git(const std::string& directory, const std::vector<std::string>& arguments);

// What git said when it failed, fit for a sentence: without "fatal: " and hints, lines joined by "; ". "no message"
// when nothing is left.
std::string words_of_git(std::string_view err);

}  // namespace goescape
