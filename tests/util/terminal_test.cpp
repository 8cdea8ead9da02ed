#include "util/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

#include "catch.h"

using namespace goescape;

TEST_CASE("terminal: the flag decides about colours before everything else") {
  const bool terminal = GENERATE(false, true);
  CHECK(use_color(ColorMode::kAlways, terminal, {"1", "0", "dumb"}));
  CHECK_FALSE(use_color(ColorMode::kNever, terminal, {std::nullopt, "1", "xterm"}));
}

TEST_CASE("terminal: without a flag the environment decides, then the stream") {
  CHECK(use_color(ColorMode::kAuto, true, {std::nullopt, std::nullopt, "xterm"}));
  CHECK_FALSE(use_color(ColorMode::kAuto, false, {std::nullopt, std::nullopt, "xterm"}));
  CHECK_FALSE(use_color(ColorMode::kAuto, true, {std::nullopt, std::nullopt, "dumb"}));
  CHECK(use_color(ColorMode::kAuto, true, {}));
}

TEST_CASE("terminal: NO_COLOR and FORCE_COLOR") {
  CHECK_FALSE(use_color(ColorMode::kAuto, true, {"1", std::nullopt, "xterm"}));
  CHECK(use_color(ColorMode::kAuto, true, {"", std::nullopt, "xterm"}));
  CHECK(use_color(ColorMode::kAuto, false, {std::nullopt, "1", std::nullopt}));
  CHECK_FALSE(use_color(ColorMode::kAuto, true, {std::nullopt, "0", "xterm"}));
  CHECK_FALSE(use_color(ColorMode::kAuto, true, {"1", "1", "xterm"}));
}

TEST_CASE("terminal: --color takes three words") {
  CHECK(parse_color_mode("auto").value() == ColorMode::kAuto);
  CHECK(parse_color_mode("always").value() == ColorMode::kAlways);
  CHECK(parse_color_mode("never").value() == ColorMode::kNever);
  const auto wrong = parse_color_mode("yes");
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().failure == Failure::kUsage);
  CHECK(wrong.error().message == "--color takes auto, always or never, not \"yes\"");
}

TEST_CASE("terminal: a pipe has no width of its own") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  unsetenv("COLUMNS");
  CHECK_FALSE(is_terminal(ends[1]));
  CHECK(terminal_width(ends[1]) == 0);
  setenv("COLUMNS", "72", 1);
  CHECK(terminal_width(ends[1]) == 72);
  setenv("COLUMNS", "wide", 1);
  CHECK(terminal_width(ends[1]) == 0);
  setenv("COLUMNS", "99999999999999999999", 1);
  CHECK(terminal_width(ends[1]) == 0);
  unsetenv("COLUMNS");
  close(ends[0]);
  close(ends[1]);
}
