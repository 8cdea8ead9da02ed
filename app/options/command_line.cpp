#include "options/command_line.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "options/help_text.h"
#include "output.h"
#include "util/display.h"
#include "util/suggest.h"

namespace goescape {
namespace {

// A flag that may be repeated would take all that follows it: the packages in `-f json ./...`.
void take_one_argument_each(CLI::App& app) {
  for (CLI::Option* option : app.get_options([](const CLI::Option* each) { return !each->get_positional(); })) {
    option->allow_extra_args(false);
  }
}

// The flags that are like the first of `args` that is none.
std::string nearest_flag(const CLI::App& app, const std::vector<std::string>& args) {
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options([](const CLI::Option* each) { return !each->get_positional(); })) {
    for (const std::string& name : option->get_lnames()) {
      known.push_back("--" + name);
    }
  }
  for (const std::string& arg : args) {
    const std::string flag = arg.substr(0, arg.find('='));
    if (flag.starts_with("--") && std::find(known.begin(), known.end(), flag) == known.end()) {
      return suggestion(flag, known);
    }
  }
  return {};
}

// What CLI11 says, without the flag that it puts in front.
std::string without_flag(const std::string& message) {
  const std::size_t colon = message.find(": ");
  return message.starts_with('-') && colon != std::string::npos ? message.substr(colon + 2) : message;
}

}  // namespace

CommandLine::CommandLine(const std::string& command, const std::string& description, const std::string& examples)
    : app_(std::make_unique<CLI::App>(description, "goescape " + command)), command_(command) {
  app_->footer(examples);
  app_->get_help_ptr()->description("show this and exit")->group("Other flags");
}

CommandLine::~CommandLine() = default;

void CommandLine::bind(std::string_view key, CLI::Option* option) { bound_.emplace_back(key, option); }

CLI::Option* CommandLine::take_one_of(CLI::Option* option, const std::string& noun,
                                      const std::vector<std::string>& words) {
  CLI::Validator check;
  check.operation([noun, words](std::string& name) { return complaint_about_name(noun, name, words); });
  offer(option, words);
  return option->check(check);
}

void CommandLine::offer(const CLI::Option* option, std::vector<std::string> words) {
  words_[option] = std::move(words);
}

const std::vector<std::string>& CommandLine::words_of(const CLI::Option* option) const {
  static const std::vector<std::string> none;
  const auto found = words_.find(option);
  return found == words_.end() ? none : found->second;
}

Result<bool> CommandLine::parse_flags(const std::vector<std::string>& args) {
  take_one_argument_each(*app_);
  try {
    std::vector<std::string> reversed(args.rbegin(), args.rend());
    app_->parse(reversed);
  } catch (const CLI::CallForHelp&) {
    const auto written = write_to_stdout([this](std::ostream& out) { out << help_text(*this); });
    return written ? Result<bool>(false) : tl::unexpected(written.error());
  } catch (const CLI::ExtrasError& error) {
    return fail(Failure::kUsage,
                fmt::format("{}{}; see goescape {} --help", error.what(), nearest_flag(*app_, args), command_));
  } catch (const CLI::ParseError& error) {
    return fail(Failure::kUsage, fmt::format("{}; see goescape {} --help", error.what(), command_));
  }
  return true;
}

Result<void> CommandLine::apply(std::string_view key, CLI::Option& option) {
  ConfigValue& value = config_.of(key);
  if (option.count() != 0) {
    value = {option.results(), {OriginKind::kFlag, option.get_name()}};
    return {};
  }
  if (value.origin.kind == OriginKind::kDefault) {
    return {};
  }
  try {
    for (const std::string& word : value.words) {
      option.add_result(word);
    }
    if (option.count() != 0) {
      option.run_callback();
    }
  } catch (const CLI::Error& error) {
    return fail(Failure::kUsage,
                escaped(fmt::format("{}: \"{}\": {}", value.origin.place, key, without_flag(error.what()))));
  }
  return {};
}

Result<bool> CommandLine::parse(const std::vector<std::string>& args, const std::string& directory) {
  return parse(args, [&directory] { return load_config(directory); });
}

Result<bool> CommandLine::parse(const std::vector<std::string>& args, const LoadConfig& load) {
  if (auto parsed = parse_flags(args); !parsed || !*parsed) {
    return parsed;
  }
  auto config = load();
  if (!config) {
    return tl::unexpected(config.error());
  }
  config_ = *std::move(config);
  for (const auto& [key, option] : bound_) {
    if (auto applied = apply(key, *option); !applied) {
      return tl::unexpected(applied.error());
    }
  }
  return true;
}

std::string complaint_about_name(const std::string& noun, const std::string& name,
                                 const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) {
    return {};
  }
  return fmt::format("there is no {} \"{}\"; there are {}{}", noun, name, listed(known), suggestion(name, known));
}

}  // namespace goescape
