#include "util/terminal.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace goescape {
namespace {

std::optional<std::string_view> variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string_view>(value);
}

// A number above 0 that fills the whole text.
unsigned positive_number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

}  // namespace

Result<ColorMode> parse_color_mode(std::string_view text) {
  if (text == "auto") {
    return ColorMode::kAuto;
  }
  if (text == "always") {
    return ColorMode::kAlways;
  }
  if (text == "never") {
    return ColorMode::kNever;
  }
  return fail(Failure::kUsage, fmt::format("--color takes auto, always or never, not \"{}\"", text));
}

ColorEnvironment color_environment() { return {variable("NO_COLOR"), variable("FORCE_COLOR"), variable("TERM")}; }

bool use_color(ColorMode mode, bool is_terminal, const ColorEnvironment& environment) {
  if (mode != ColorMode::kAuto) {
    return mode == ColorMode::kAlways;
  }
  if (!environment.no_color.value_or("").empty()) {
    return false;
  }
  if (environment.force_color) {
    const std::string_view force = *environment.force_color;
    return !force.empty() && force != "0";
  }
  return is_terminal && environment.term.value_or("") != "dumb";
}

bool is_terminal(int fd) { return isatty(fd) == 1; }

unsigned terminal_width(int fd) {
  if (const unsigned columns = positive_number(variable("COLUMNS").value_or("")); columns != 0) {
    return columns;
  }
  winsize size{};
  if (is_terminal(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0) {
    return size.ws_col;
  }
  return 0;
}

unsigned terminal_height(int fd) {
  winsize size{};
  return is_terminal(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

}  // namespace goescape
