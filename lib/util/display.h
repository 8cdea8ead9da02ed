// Text from source code on its way to a person: made harmless, measured and shortened.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace goescape {

// Whether a code point may be shown as it is. Not shown are what steers a terminal (C0, DEL, C1) and what makes text
// look different from what it is: bidirectional controls, zero-width and other invisible characters.
bool is_shown(char32_t code_point);

// Appends `text` to `out` so that it is one line, valid UTF-8 and harmless on a terminal: what is_shown() refuses is
// written as in a Go string literal (\n, \t, \x1b, \u202e), bytes that are no UTF-8 as \xff. A backslash of the text
// stays single, since it nearly always comes from a Go literal that the compiler quotes.
void append_escaped(std::string& out, std::string_view text);
std::string escaped(std::string_view text);

// How many terminal cells an escaped text takes: East Asian wide characters and emoji two, combining marks none.
std::size_t display_width(std::string_view text);

// Shortens an escaped text to at most `width` cells by an ellipsis in its middle; the end keeps a little more than the
// beginning, because a path says more at its end. A text that fits comes back as it is. A width of 0 means no limit.
std::string shorten_middle(std::string_view text, std::size_t width);

}  // namespace goescape
