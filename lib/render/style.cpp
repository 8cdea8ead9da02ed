#include "render/style.h"

namespace goescape {
namespace {

std::string_view sequence(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kTitle:
      return "\x1b[1m";
    case Style::kHint:
      return "\x1b[2m";
    case Style::kPlace:
      return "\x1b[36m";
    case Style::kWarning:
      return "\x1b[33m";
    case Style::kFailure:
      return "\x1b[31m";
  }
  return "";
}

}  // namespace

void Painter::append(std::string& out, Style style, std::string_view text) const {
  const std::string_view begin = color_ ? sequence(style) : "";
  out += begin;
  out += text;
  out += begin.empty() ? "" : "\x1b[0m";
}

}  // namespace goescape
