// Text from source code on its way to a person: made harmless, measured and shortened.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace goescape {

// Whether a code point may be shown as it is. Not shown are what steers a terminal (C0, DEL, C1) and what makes text
// look different from what it is: bidirectional controls, zero-width and other invisible characters. The page of the
// HTML format has the same table (lib/render/html/script/dom.js).
bool is_shown(char32_t code_point);

// Whether `text` begins with what the log of a CI system runs wherever it stands in a line: "##[", "##vso[" and the
// like of GitHub Actions, Azure Pipelines and TeamCity.
bool begins_log_command(std::string_view text);

// Appends `text` to `out` so that it is one line, valid UTF-8 and harmless on a terminal and in the log of a CI system:
// what is_shown() refuses is written as in a Go string literal (\n, \t, \x1b, \u202e), bytes that are no UTF-8 as \xff.
// So is a colon that the text begins with, be it behind blanks, since "::" at the start of a line begins a command of
// GitHub Actions (\x3a:error::), and the second mark of what begins_log_command() (#\x23[error]). A backslash of the
// text stays single, since it nearly always comes from a Go literal that the compiler quotes. What is escaped twice is
// what is escaped once. Text is to be handed over whole: pieces of it do not know where they stand.
void append_escaped(std::string& out, std::string_view text);
std::string escaped(std::string_view text);

// A line that the compiler or the go command laid out for people: tabs, which they indent with, are four blanks, the
// rest is escaped.
std::string laid_out(std::string_view line);

// Each line of a text laid_out(); the line ends stay.
std::string escaped_lines(std::string_view text);

// How many terminal cells an escaped text takes: East Asian wide characters and emoji two, combining marks none.
std::size_t display_width(std::string_view text);

// Shortens an escaped text to at most `width` cells by an ellipsis in its middle; the end keeps a little more than the
// beginning, because a path says more at its end. A text that fits comes back as it is. A width of 0 means no limit.
std::string shorten_middle(std::string_view text, std::size_t width);

}  // namespace goescape
