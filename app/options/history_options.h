// The flags of `history`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "options/build_options.h"
#include "options/command_line.h"
#include "options/output_options.h"

namespace goescape {

struct HistoryOptions {
  std::string action;              // record, show, trend or bisect.
  std::vector<std::string> words;  // What stands behind it.
  BuildOptions build;
  OutputOptions output;
  std::string format = "text";
  std::string database;                // --database, or the place by default; never empty once the line is read.
  std::string commit;                  // --commit
  bool again = false;                  // --again
  std::vector<std::string> packages;   // --package
  std::vector<std::string> functions;  // --function
  std::string since;                   // --since; empty = from the beginning.
  std::size_t last = 0;                // --last; 0 = all.
  std::int64_t setup = 0;              // --setup; 0 = nobody chose.
};

// --database.
void add_database_option(CommandLine& line, std::string& database);

// All of them, with those of building and of output.
void add_history_options(CommandLine& line, HistoryOptions& options);

}  // namespace goescape
