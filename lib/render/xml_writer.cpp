#include "render/xml_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "util/display.h"
#include "util/utf8.h"

namespace goescape {
namespace {

constexpr std::string_view kIndent = "  ";

bool is_plain(char byte) {
  constexpr std::string_view kSpecial = "<>&\"'#";
  return byte >= 0x20 && byte < 0x7F && kSpecial.find(byte) == std::string_view::npos;
}

// Production Char of XML 1.0, section 2.2; surrogates are no code points here.
bool is_allowed(char32_t value) {
  return value == '\t' || value == '\n' || value == '\r' || (value >= 0x20 && value != 0xFFFE && value != 0xFFFF);
}

void append_code_point(std::string& out, char32_t value, std::string_view bytes) {
  const bool markup = value == '<' || value == '>' || value == '&' || value == '"' || value == '\'';
  if (!is_allowed(value)) {
    out += kReplacementCharacter;
  } else if (markup || !is_shown(value)) {
    fmt::format_to(std::back_inserter(out), "&#x{:x};", static_cast<std::uint32_t>(value));
  } else {
    out += bytes;
  }
}

// Line ends stay as they are where `keep_lines` says so: inside of elements, for people who read the file.
void append_xml(std::string& out, std::string_view text, bool keep_lines) {
  while (!text.empty()) {
    const auto* const end = std::find_if_not(text.begin(), text.end(), is_plain);
    const auto plain = static_cast<std::size_t>(end - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) {
      return;
    }
    const CodePoint point = decode_utf8(text);
    if (!point.valid) {
      out += kReplacementCharacter;
    } else if (begins_log_command(text)) {
      out += "&#x23;";
    } else if (keep_lines && point.value == '\n') {
      out += '\n';
    } else {
      append_code_point(out, point.value, text.substr(0, point.length));
    }
    text.remove_prefix(point.length);
  }
}

void new_line(std::string& out, std::size_t depth) {
  out += '\n';
  for (std::size_t level = 0; level < depth; ++level) {
    out += kIndent;
  }
}

}  // namespace

void XmlWriter::declaration() { out_ += R"(<?xml version="1.0" encoding="UTF-8"?>)"; }

void XmlWriter::open(std::string_view element) {
  end_of_start_tag();
  if (!after_text_) {
    new_line(out_, open_.size());
  }
  out_ += '<';
  out_ += element;
  open_.push_back(element);
  in_start_tag_ = true;
  after_text_ = false;
}

void XmlWriter::attribute(std::string_view name, std::string_view text) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  append_xml(out_, text, false);
  out_ += '"';
}

void XmlWriter::number_attribute(std::string_view name, std::uint64_t number) {
  fmt::format_to(std::back_inserter(out_), " {}=\"{}\"", name, number);
}

void XmlWriter::text(std::string_view content) {
  end_of_start_tag();
  append_xml(out_, content, true);
  after_text_ = true;
}

void XmlWriter::close() {
  const std::string_view element = open_.back();
  open_.pop_back();
  if (in_start_tag_) {
    out_ += "/>";
  } else {
    if (!after_text_) {
      new_line(out_, open_.size());
    }
    fmt::format_to(std::back_inserter(out_), "</{}>", element);
  }
  in_start_tag_ = false;
  after_text_ = false;
  out_ += open_.empty() ? "\n" : "";
}

void XmlWriter::element_with_text(std::string_view element, std::string_view content) {
  open(element);
  text(content);
  close();
}

void XmlWriter::end_of_start_tag() {
  if (in_start_tag_) {
    out_ += '>';
    in_start_tag_ = false;
  }
}

}  // namespace goescape
