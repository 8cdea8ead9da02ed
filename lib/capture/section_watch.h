// Stands between the go command and the diagnostic sink: lets the text through, tells which package the stream has
// reached, and remembers what was said that is no diagnostic.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "parse/diagnostic_sink.h"

namespace goescape {

// Keeps little: of each section its first and last 16 KB while it lasts, and afterwards only the lines that no rule
// of lib/parse knows, and only when the section begins or ends with such a line. A section of a package that fails is
// all errors, or ends with them when the compiler crashes.
class SectionWatch {
 public:
  // Is called with the import path, variant included, of each section. Both must outlive the object.
  SectionWatch(DiagnosticSink& sink, std::function<void(std::string_view)> reached)
      : sink_(sink), reached_(std::move(reached)) {}

  void feed(std::string_view bytes);

  // To be called once, after the last feed().
  void finish();

  // From now on sections of packages that were reached before do not go on to the sink: `go test -c` repeats what
  // `go build` has said.
  void skip_what_was_reached();

  // What was said in the sections of this package, variant included, that is no diagnostic; empty = nothing. The text
  // in front of the first section, and lines of the go command itself ("go: …"), have the empty name.
  [[nodiscard]] std::string words_of(std::string_view full_path) const;

 private:
  void take_text(std::string_view text);
  void take_header(std::string_view line);
  void close_section();
  void keep_words(std::string_view text);
  void pass_on(std::string_view text);

  DiagnosticSink& sink_;
  std::function<void(std::string_view)> reached_;
  std::string section_;  // The package whose section it is.
  std::string head_;
  std::string tail_;
  std::string header_;  // A header that has not ended yet.
  bool at_line_start_ = true;
  bool skipping_ = false;  // The current section does not go on.
  std::set<std::string, std::less<>> sections_seen_;
  std::set<std::string, std::less<>> sections_to_skip_;
  std::map<std::string, std::string, std::less<>> words_;
};

}  // namespace goescape
