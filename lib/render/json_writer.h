// Writes JSON (RFC 8259) piece by piece at the end of a string, without a document in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace goescape {

// Commas are put by the writer; nesting is the caller's: every begin_ needs its end_, and in an object every value its
// key.
class JsonWriter {
 public:
  // Appends to `out`, which must outlive the writer. The text may be taken out of it at any time.
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }

  // Starts a member; `name` must need no escaping.
  void key(std::string_view name);

  // Bytes that are no UTF-8 become U+FFFD. Characters that is_shown() refuses, and the second mark of what
  // begins_log_command(), are written as \u escapes: the same string to a program, harmless on a terminal and in a log.
  void value(std::string_view text);
  void value(std::uint64_t number);
  void value(std::int64_t number);
  void value(bool boolean);
  void value(double number);  // Finite; in as few digits as tell it from all others.
  void value(std::nullptr_t nothing);
  void value(const char* text) { value(std::string_view(text)); }

  // key() and value() in one.
  template <typename T>
  void member(std::string_view name, T&& content) {
    key(name);
    value(content);
  }

  // Goes on in a new line, indented by `indent` spaces. Call it where a member, an element or an end_ follows.
  void new_element_line(unsigned indent);
  void new_end_line(unsigned indent);

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void open_quote();

  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace goescape
