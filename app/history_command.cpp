#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "commands.h"
#include "history_actions.h"
#include "history_links.h"
#include "history_place.h"
#include "options/history_options.h"

namespace goescape {
namespace {

struct HistoryLineOfCommand : CommandLine {
  HistoryOptions options;

  HistoryLineOfCommand()
      : CommandLine(
            "history",
            "Keeps reports of commits in a database. record [REV|A..B]: adds HEAD, a revision, or each commit of a "
            "range; show [REV]: lists what is there, or what a commit changed; trend: counts over commits; bisect "
            "FINDING [GOOD [BAD]]: finds the commit that introduced something. Packages stand behind --.",
            "Examples:\n  goescape history record\n  goescape history record v1.2.0..HEAD -- ./internal/...\n"
            "  goescape history show HEAD\n  goescape history trend --package ./codec\n"
            "  goescape history bisect v1:0d5e8f01 v1.2.0") {
    take_one_of(
        app().add_option("action", options.action, "record, show, trend or bisect")->required()->type_name("ACTION"),
        "action", {"record", "show", "trend", "bisect"});
    app()
        .add_option("arguments", options.words, "of the action: revisions; for bisect the finding first")
        ->type_name("ARGUMENTS")
        ->expected(0, 3);
    add_history_options(*this, options);
  }
};

// What each action takes at most.
Result<void> check_words(const HistoryOptions& options) {
  const std::size_t most = options.action == "trend" ? 0 : options.action == "bisect" ? 3 : 1;
  if (options.words.size() > most) {
    return fail(Failure::kUsage, fmt::format("history {} has no use for {}; packages stand behind --", options.action,
                                             options.words[most]));
  }
  if (options.action == "bisect" && options.words.empty()) {
    return fail(Failure::kUsage,
                "history bisect needs to know what: the id of a finding, file.go:line or a function; see goescape "
                "history --help");
  }
  return {};
}

// A flag of another action would be passed over without a word.
Result<void> check_flags_of_action(const HistoryOptions& options) {
  const bool record = options.action == "record";
  const bool counts = !options.packages.empty() || !options.functions.empty();
  if (!record && (!options.build.from.empty() || !options.commit.empty() || options.again)) {
    return fail(Failure::kUsage, "--from, --commit and --again are for history record");
  }
  if (options.action != "trend" && counts) {
    return fail(Failure::kUsage, "--package and --function are for history trend");
  }
  if (record && options.build.from.empty() && !options.commit.empty()) {
    return fail(Failure::kUsage,
                "--commit says what a report of --from was made of; without --from name the commit "
                "as an argument");
  }
  if (!options.build.from.empty() && !options.words.empty()) {
    return fail(Failure::kUsage, "--from has a report already; say with --commit of which commit it is");
  }
  return {};
}

// Returns false when the arguments only asked for help.
Result<bool> read_arguments(const std::vector<std::string>& args, HistoryLineOfCommand& line) {
  HistoryOptions& options = line.options;
  auto parsed = line.parse(take_packages(args, options.build), options.build.capture.directory);
  if (!parsed || !*parsed) {
    return parsed;
  }
  for (const auto& check : {check_words, check_flags_of_action}) {
    if (auto checked = check(options); !checked) {
      return tl::unexpected(checked.error());
    }
  }
  if (options.database.empty()) {
    options.database = default_history_file(options.build.capture.directory);
  }
  if (auto checked = check_history_links(line.config(), options.database); !checked) {
    return tl::unexpected(checked.error());
  }
  if (auto settled = settle_outputs(options.output); !settled) {
    return tl::unexpected(settled.error());
  }
  return true;
}

}  // namespace

std::unique_ptr<CommandLine> history_line() { return std::make_unique<HistoryLineOfCommand>(); }

Result<ExitCode> history_command(const std::vector<std::string>& args) {
  HistoryLineOfCommand line;
  const auto read = read_arguments(args, line);
  if (!read) {
    return tl::unexpected(read.error());
  }
  if (!*read) {
    return ExitCode::kFine;
  }
  const HistoryOptions& options = line.options;
  if (options.action == "record") {
    return record_history(options);
  }
  if (options.action == "show") {
    return show_history(options);
  }
  return options.action == "trend" ? trend_of_history(options) : bisect_history(options);
}

}  // namespace goescape
