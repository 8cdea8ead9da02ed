// The flags that say how and where results are written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "options/command_line.h"
#include "render/renderer.h"
#include "util/terminal.h"

namespace goescape {

// One `-f FORMAT[=FILE]`.
struct OutputRequest {
  const Format* format = nullptr;
  std::string file;      // Empty = standard output.
  bool summary = false;  // The file is the job summary of a CI system, which is appended to.
};

struct OutputOptions {
  std::vector<OutputRequest> outputs;
  std::string file;  // --output
  RenderOptions render;
  ColorMode color = ColorMode::kAuto;
  bool quiet = false;
  bool verbose = false;
};

// What a command writes: formats that cannot show a comparison are none for diff and check.
enum class Written : std::uint8_t { kReport, kComparison };

// --quiet and --verbose.
void add_talk_options(CommandLine& line, OutputOptions& options);

// --color.
void add_color_option(CommandLine& line, OutputOptions& options);

// --format text or json, --output, --color, --quiet and --verbose: of commands that write one thing, in one format.
void add_single_output_options(CommandLine& line, OutputOptions& options, bool& json);

// --color, --top, --all, --sort and --include.
void add_look_options(CommandLine& line, OutputOptions& options);

// --format, --output and --comment-id, and with them the others of this file.
void add_output_options(CommandLine& line, OutputOptions& options, Written written);

// To be called when the command line is read: gives --output its format, adds the job summary that belongs to the
// format github, and switches the log on for --verbose. Fails with a usage error when two formats want to go to the
// same place.
Result<void> settle_outputs(OutputOptions& options);

// Whether one of the outputs has a format that needs this: what only such formats look at is not looked up for others.
bool any_format(const OutputOptions& options, bool FormatNeeds::*need);

}  // namespace goescape
