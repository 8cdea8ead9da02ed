#include "options/gate_options.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

#include "options/checks.h"

namespace goescape {
namespace {

// PATTERN=N.
std::optional<Budget> budget_of(const std::string& word) {
  const std::size_t equals = word.rfind('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
    return std::nullopt;
  }
  Budget budget{word.substr(0, equals), 0};
  const auto [end, error] = std::from_chars(word.data() + equals + 1, word.data() + word.size(), budget.heap);
  return error == std::errc{} && end == word.data() + word.size() ? std::optional(std::move(budget)) : std::nullopt;
}

CLI::Validator is_share() {
  CLI::Validator check;
  check.operation([](std::string& word) {
    return share_of(word) ? std::string() : fmt::format("{} is no number from 0 to 1", word);
  });
  return check;
}

CLI::Validator is_budget() {
  CLI::Validator check;
  check.operation([](std::string& word) {
    return budget_of(word) ? std::string()
                           : fmt::format("{} is no budget; write PATTERN=N, as in internal/codec/...=0", word);
  });
  return check;
}

}  // namespace

void add_baseline_option(CommandLine& line, std::string& baseline) {
  line.app().option_defaults()->group("Gate");
  line.bind("baseline", line.app()
                            .add_option("--baseline", baseline,
                                        "the file of accepted heap decisions (default: .goescape.baseline, if there)")
                            ->type_name("FILE"));
}

void add_gate_options(CommandLine& line, GateOptions& options) {
  CLI::App& app = line.app();
  app.option_defaults()->group("Gate");
  GatePolicy& policy = options.policy;
  line.bind("base", app.add_option("--base", options.base,
                                   "the revision to compare with (default: the merge base with the default branch)")
                        ->check(is_given("the revision"))
                        ->type_name("REV"));
  line.bind("against_merge_base",
            app.add_flag("--against-merge-base,!--no-against-merge-base", options.against_merge_base,
                         "compare with the merge base of HEAD and --base"));
  app.add_option("--base-report", options.base_report, "compare with this saved report or log instead of a revision")
      ->check(is_given("the file"))
      ->excludes("--base", "--against-merge-base")
      ->type_name("FILE");
  line.bind("max_new", app.add_option("--max-new", policy.max_new, "let so many new heap decisions pass")
                           ->check(is_count())
                           ->type_name("N"));
  line.bind("budgets", app.add_option_function<std::vector<std::string>>(
                              "--budget",
                              [&policy](const std::vector<std::string>& words) {
                                policy.budgets.clear();
                                for (const std::string& word : words) {
                                  policy.budgets.push_back(*budget_of(word));
                                }
                              },
                              "allow a package or function so many heap decisions, repeatable")
                           ->check(is_budget())
                           ->type_name("PATTERN=N"));
  line.bind("hot", app.add_option("--hot", policy.hot, "gate only this code: packages, files or functions, repeatable")
                       ->check(is_given("the pattern"))
                       ->type_name("PATTERN"));
  line.bind("hot_share", app.add_option("--hot-share", policy.hot_share,
                                        "gate only what has this share of the bytes in --profile, 0 to 1")
                             ->check(is_share())
                             ->type_name("SHARE"));
  line.bind("advisory",
            app.add_flag("--advisory,!--no-advisory", policy.advisory, "tell what is wrong and exit with 0"));
  add_baseline_option(line, options.baseline);
  line.bind("trusted_config",
            app.add_flag("--trusted-config,!--no-trusted-config", options.trusted_config,
                         "take configuration, baseline and suppressions from the base, not from the change"));
}

}  // namespace goescape
