// What a stream of the process can show: its width and whether colours are wanted.
#pragma once

#include <optional>
#include <string_view>

#include "util/result.h"

namespace goescape {

// --color.
enum class ColorMode {
  kAuto,    // Where the stream is a terminal and the environment does not say otherwise.
  kAlways,  // Also into a pipe or a file.
  kNever,
};

// Reads "auto", "always" or "never"; anything else is a usage error that names the three.
Result<ColorMode> parse_color_mode(std::string_view text);

// The environment variables that decide about colours; absent = not set.
struct ColorEnvironment {
  std::optional<std::string_view> no_color;     // NO_COLOR (https://no-color.org): any non-empty value forbids.
  std::optional<std::string_view> force_color;  // FORCE_COLOR (https://force-color.org): any but "" and "0" demands.
  std::optional<std::string_view> term;         // TERM: "dumb" cannot.
};
ColorEnvironment color_environment();

// The flag decides first, then NO_COLOR, then FORCE_COLOR, then whether the stream is a terminal.
bool use_color(ColorMode mode, bool is_terminal, const ColorEnvironment& environment);

// Whether file descriptor `fd` is a terminal.
bool is_terminal(int fd);

// How many cells a line on `fd` has: COLUMNS where it is exported and a number above 0, else what the terminal says,
// else 0 = unknown (a pipe, a file), where nothing is to be shortened.
unsigned terminal_width(int fd);

// How many lines the terminal on `fd` has; 0 = it is none, or does not say.
unsigned terminal_height(int fd);

}  // namespace goescape
