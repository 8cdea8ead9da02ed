#include "options/history_options.h"

#include <CLI/CLI.hpp>

namespace goescape {
namespace {

void add_selection(CommandLine& line, HistoryOptions& options) {
  CLI::App& app = line.app();
  app.option_defaults()->group("Selection");
  app.add_option("--package", options.packages, "trend: only packages like this, ... as for go build")
      ->type_name("PATTERN");
  app.add_option("--function", options.functions, "trend: only functions like this, * and ? as in a shell")
      ->type_name("GLOB");
  app.add_option("--since", options.since, "only the commits behind this one")->type_name("REV");
  app.add_option("--last", options.last, "only so many commits, the newest")->type_name("N");
  app.add_option("--setup", options.setup, "the number of the setup, as show lists them (default: the last one used)")
      ->check(CLI::Range(std::int64_t{1}, INT64_MAX))
      ->type_name("N");
}

void add_output(CommandLine& line, HistoryOptions& options) {
  CLI::App& app = line.app();
  app.option_defaults()->group("Output");
  CLI::Option* const format = app.add_option("-f,--format", options.format,
                                             "text, json, csv, rows (show) or html (trend, and show with a revision)");
  line.take_one_of(format, "format", {"text", "json", "csv", "rows", "html"})->type_name("FORMAT");
  app.add_option("-o,--output", options.output.file, "write to this file")->type_name("FILE");
  add_look_options(line, options.output);
  add_talk_options(line, options.output);
}

}  // namespace

void add_database_option(CommandLine& line, std::string& database) {
  line.app().option_defaults()->group("History");
  line.bind("database", line.app()
                            .add_option("--database", database,
                                        "the file of the history (default: the nearest .goescape/history.sqlite)")
                            ->type_name("FILE"));
}

void add_history_options(CommandLine& line, HistoryOptions& options) {
  add_database_option(line, options.database);
  CLI::App& app = line.app();
  app.add_option("--commit", options.commit, "record: the commit that the report of --from was made of")
      ->type_name("REV");
  app.add_flag("--again", options.again, "record: also what is recorded already, in place of that");
  add_selection(line, options);
  add_output(line, options);
  add_from_option(line, options.build);
  add_directory_option(line, options.build.capture.directory);
  add_build_options(line, options.build);
}

}  // namespace goescape
