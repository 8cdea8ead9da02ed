#include "options/selection_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace goescape {
namespace {

constexpr std::string_view kAll = "all";

std::vector<std::string> kind_names() {
  std::vector<std::string> names{std::string(kAll)};
  for (const KindInfo& row : kKinds) {
    names.emplace_back(row.name);
  }
  return names;
}

// Of names that are known.
KindSet kinds_of(const std::vector<std::string>& names) {
  KindSet kinds;
  for (const std::string& each : names) {
    if (const std::optional<Kind> kind = kind_from_name(each)) {
      kinds.set(static_cast<std::size_t>(*kind));
    } else if (each == kAll) {
      kinds.set();
    }
  }
  return kinds;
}

}  // namespace

void add_filter_options(CommandLine& line, FilterOptions& filter) {
  CLI::App& app = line.app();
  app.option_defaults()->group("Selection");
  app.add_option("--package", filter.packages, "only packages like this, ... as for go build")->type_name("PATTERN");
  app.add_option("--file", filter.files, "only files like this, * and ? as in a shell")->type_name("GLOB");
  app.add_option("--function", filter.functions, "only functions like this")->type_name("GLOB");
  app.add_option("--match", filter.match, "only messages that hold this RE2 expression")->type_name("REGEX");
}

void add_kinds_option(CommandLine& line, KindSet& kinds) {
  line.app().option_defaults()->group("Selection");
  CLI::Option* const option = line.app().add_option_function<std::vector<std::string>>(
      "--kinds", [&kinds](const std::vector<std::string>& names) { kinds = kinds_of(names); },
      "kinds of findings to list, or all (default: heap decisions)");
  line.bind("kinds", line.take_one_of(option, "kind", kind_names())->delimiter(',')->type_name("KIND,…"));
}

}  // namespace goescape
