#include "parse/log_parser.h"

#include <algorithm>
#include <utility>

#include "parse/bazel_line.h"
#include "parse/build_event.h"
#include "parse/build_remark.h"
#include "parse/text.h"

namespace goescape {
namespace {

// A raw string literal with more lines than this is not put together: the log is damaged, or it is no compiler log.
constexpr std::size_t kMostMessageLines = 4096;

// Long enough that recognising a passage saves work, short enough to lie within one piece of the input as a rule.
constexpr int kPassageLines = 32;

// Linkers quote names `like this'.
bool is_linker_remark(std::string_view text) {
  return text.find("undefined reference to `") != std::string_view::npos ||
         text.find("multiple definition of `") != std::string_view::npos || text.starts_with("in function `");
}

bool has_back_quote(std::string_view text) { return text.find('`') != std::string_view::npos; }

bool opens_raw_literal(std::string_view line) {
  if (!has_back_quote(line)) {
    return false;
  }
  const auto cut = split_position(line);
  return cut && ends_in_raw_literal(cut->text, false) && !is_linker_remark(cut->text);
}

// Whether `text` stands in an explanation, as far as its beginning tells. No step ends as a heap decision does: such a
// line is the decision of somebody who gave a file the name of a step, and where it stands must not hide it.
bool is_step(std::string_view text) { return is_flow_line(text) && !text.ends_with(" escapes to heap"); }

bool is_flow_header(Kind kind) { return kind == Kind::kEscapeFlow || kind == Kind::kParameterFlow; }

// Warnings and notes of C compilers and linkers, which stand in the sections of cgo packages.
bool is_c_compiler_remark(std::string_view text) { return text.starts_with("warning: ") || text.starts_with("note: "); }

// Whether `line` ends as a variable that was moved to the heap, behind more than a position. The name of a file, or
// that of a line directive, can be made to read as a position and another message: then nobody knows which of the two
// was meant, and believing the first would hide a decision. (What ends in "escapes to heap": see holds_position().)
bool hides_moved_variable(std::string_view line) {
  constexpr std::string_view kMoved = ": moved to heap: ";
  const std::size_t name = line.rfind(' ') + 1;  // 0 where there is no blank.
  const bool moved = line.substr(0, name).ends_with(kMoved);
  if (!moved || line.find_first_of("\"'`\\(){}[]:,;\n", name) != std::string_view::npos) {
    return false;  // A constant, or an event in JSON, that goes on behind such words.
  }
  const auto cut = split_position(line);
  return cut && cut->text.size() != line.size() - (name - kMoved.size() + 2);
}

// Whether the first line of a message that spans lines, whose text is `text`, has a position in it, and one of the
// others reads as a heap decision of its own. A literal may look like that. But so does a back quote in the name of a
// file that reads as a position and a message, and then decisions of others would be taken for lines of the literal.
bool swallows_decisions(std::string_view text) {
  if (!split_position(text.substr(0, text.find('\n')))) {
    return false;
  }
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const auto cut = split_position(text.substr(at + 1, text.find('\n', at + 1) - at - 1));
    const auto inner = cut ? recognise_message(cut->text) : std::nullopt;
    if (inner && is_heap_decision(inner->kind)) {
      return true;
    }
  }
  return false;
}

// Whether the text of a heap decision has a position outside of its literals: then the one in front of it may be a
// piece of a file's name.
bool holds_position(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  for (std::size_t at = find_outside_literals(text, ": "); at != std::string_view::npos;) {
    const std::size_t number = text.substr(0, at).find_last_not_of(kDigits) + 1;  // 0 where there is nothing else.
    if (number != at && number > 0 && text[number - 1] == ':') {
      return true;
    }
    const std::size_t next = find_outside_literals(text.substr(at + 2), ": ");
    at = next == std::string_view::npos ? next : at + 2 + next;
  }
  return false;
}

}  // namespace

// Back quotes are so rare that one search through a piece spares one through each of its lines.
void LogParser::feed(std::string_view bytes) {
  const bool here = has_back_quote(bytes);
  back_quotes_ = here || held_back_quote_;
  const std::size_t newline = bytes.rfind('\n');
  held_back_quote_ = newline == std::string_view::npos ? back_quotes_ : here && has_back_quote(bytes.substr(newline));
  const auto take = [this](std::string_view line) { take_line(line); };
  if (back_quotes_) {
    lines_.feed(bytes, take);
    return;
  }
  lines_.feed(bytes, take, [this](std::string_view rest) { return skip_passages(rest); });
  const bool ends_well = newline != std::string_view::npos && block_.empty();
  end_passage(ends_well ? bytes.data() + newline + 1 : nullptr);
}

// What a log says of a package is often said again, by another build or for its tests, and mostly in the same words.
// Returns how much of `bytes`, which begin with a line, is to be passed over.
std::size_t LogParser::skip_passages(std::string_view bytes) {
  if (!message_.empty() || continues_block(bytes)) {
    return 0;
  }
  if (passage_lines_ >= kPassageLines || bytes.starts_with('#')) {
    end_passage(bytes.data());
  }
  std::size_t skipped = 0;
  if (block_.empty() || skips_block_) {
    while (const std::size_t length = handler_.repeated_passage(bytes.substr(skipped))) {
      end_passage(bytes.data());
      block_.clear();
      skipped += length;
    }
  }
  if (passage_ == nullptr) {
    begin_passage(bytes.substr(skipped));
  }
  ++passage_lines_;
  return skipped;
}

void LogParser::begin_passage(std::string_view bytes) {
  // A header is not part of what is said below it.
  passage_ = bytes.empty() || bytes.starts_with('#') ? nullptr : bytes.data();
  passage_lines_ = 0;
  is_plain_ = true;
  handler_.begin_passage();
}

bool LogParser::continues_block(std::string_view bytes) const {
  return !block_.empty() && bytes.starts_with(block_) && is_flow_line(bytes.substr(block_.size()));
}

// `end` is where the next line begins that is no part of it; nullptr where that is not known.
void LogParser::end_passage(const char* end) {
  if (passage_ == nullptr) {
    return;
  }
  const bool whole = is_plain_ && end != nullptr && end > passage_;
  handler_.end_passage(whole ? std::string_view(passage_, static_cast<std::size_t>(end - passage_))
                             : std::string_view());
  passage_ = nullptr;
  passage_lines_ = 0;
}

void LogParser::finish() {
  back_quotes_ = held_back_quote_;
  lines_.finish([this](std::string_view line) { take_line(line); });
  end_message();
  confirm_suspect();
}

void LogParser::take_line(std::string_view line) {
  if (!message_.empty()) {
    continue_message(line);
  } else if (back_quotes_ && !line.starts_with('{') && opens_raw_literal(line)) {
    message_ = line;
    message_lines_ = 1;
  } else {
    take_whole_line(line);
  }
}

void LogParser::take_whole_line(std::string_view line) {
  if (hides_moved_variable(line)) {
    is_plain_ = false;
    handler_.not_understood(line);
    return;
  }
  if (line.empty() || (!block_.empty() && take_block_line(line)) || take_repeated(line)) {
    return;
  }
  const bool may_be_event = looks_like_build_event(line) || (has_events_ && line.starts_with('{'));
  if (!may_be_event || !take_event(line)) {
    take_text_line(line);
  }
}

void LogParser::enter(const Section& section) {
  is_plain_ = false;
  block_.clear();
  confirm_suspect();
  handler_.section(section);
}

bool LogParser::take_repeated(std::string_view line) {
  const Kind* const kind = handler_.repeated(line);
  if (kind != nullptr && is_flow_header(*kind)) {
    const auto cut = split_position(line);
    open_block(line.substr(0, line.size() - (cut ? cut->text.size() : 0)), true);
  }
  return kind != nullptr;
}

// Returns whether `line` was one, damaged or not: a log of events may hold JSON of others.
bool LogParser::take_event(std::string_view line) {
  is_plain_ = false;
  const auto event = parse_build_event(line);
  if (!event) {
    return take_other_json(line);
  }
  has_events_ = true;
  take_event(*event);
  return true;
}

// As take_event(), for a line that is no event as it stands.
bool LogParser::take_other_json(std::string_view line) {
  if (!is_json(line)) {
    handler_.damaged_event(line);
    return true;
  }
  if (looks_like_build_event(line)) {
    handler_.not_understood(line);
    return true;
  }
  return false;
}

void LogParser::take_event(const BuildEvent& event) {
  const std::string header = "# " + event.import_path;
  const auto section = parse_section(header);
  if (event.action == BuildEvent::Action::kFail) {
    handler_.build_failed(section.value_or(Section{event.import_path, {}, false}));
    return;
  }
  if (event.action != BuildEvent::Action::kOutput) {
    return;
  }
  if (section) {
    enter(*section);
  }
  const bool around = std::exchange(back_quotes_, has_back_quote(event.output));
  LineSplitter output;
  const auto take = [this](std::string_view text) { take_line(text); };
  output.feed(event.output, take);
  output.finish(take);
  end_message();
  back_quotes_ = around;
}

void LogParser::take_text_line(std::string_view line) {
  if (line.starts_with('#')) {
    if (const auto section = parse_section(line)) {
      enter(*section);
      return;
    }
  } else if (may_be_bazel_header(line)) {
    if (const auto header = parse_bazel_header(line)) {
      // The label stands where the import path would: that is not in the log.
      const Section section{header->label, {}, false};
      enter(section);
      if (header->failed) {
        handler_.build_failed(section);
      }
      return;
    }
  }
  take_diagnostic(line);
}

void LogParser::take_diagnostic(std::string_view line) {
  if (const auto cut = split_position(line)) {
    take_positioned(*cut, line);
  } else {
    take_without_position(line);
  }
}

void LogParser::take_positioned(const PositionedText& cut, std::string_view line) {
  // A step whose header is gone explains nothing, well-formed or not: the log was cut, its lines were sorted, or the
  // header was passed over with a passage.
  if (is_step(cut.text)) {
    return;
  }
  const auto message = recognise_message(cut.text);
  if (message && !(is_heap_decision(message->kind) && holds_position(cut.text))) {
    handler_.diagnostic({cut.position, cut.text, *message}, line);
    if (is_flow_header(message->kind)) {
      open_block(line.substr(0, line.size() - cut.text.size()), !handler_.wants_flow());
    }
    return;
  }
  is_plain_ = false;
  if (is_c_compiler_remark(cut.text)) {
    handler_.other(line);
  } else {
    handler_.not_understood(line);
  }
}

void LogParser::take_without_position(std::string_view line) {
  if (const auto message = recognise_message_without_position(line)) {
    handler_.diagnostic({{}, line, *message}, line);
    return;
  }
  is_plain_ = false;
  if (line.ends_with(" escapes to heap") || line.ends_with(" escapes to heap:")) {
    handler_.not_understood(line);
  } else {
    take_remark(line);
  }
}

// What a test prints can read as what a tool stops with; the go command then tells the result of the test below it, and
// has no result to tell where nothing was built.
void LogParser::take_remark(std::string_view line) {
  const BuildRemark remark = read_build_remark(line);
  if (remark.type == BuildRemark::Type::kFailed) {
    handler_.broken(remark.package, line);
    return;
  }
  if (remark.type == BuildRemark::Type::kSuspect && suspect_.empty()) {
    suspect_ = line;
    suspect_package_ = remark.package;
  } else if (remark.type == BuildRemark::Type::kTested) {
    suspect_.clear();
  } else if (remark.type == BuildRemark::Type::kCompiler) {
    confirm_suspect();
  }
  handler_.other(line);
}

void LogParser::confirm_suspect() {
  if (!suspect_.empty()) {
    handler_.broken(suspect_package_, suspect_);
    suspect_.clear();
  }
}

bool LogParser::take_block_line(std::string_view line) {
  if (!line.starts_with(block_)) {
    return false;
  }
  const std::string_view text = line.substr(block_.size());
  if (!is_step(text)) {
    return false;
  }
  if (skips_block_) {
    return true;
  }
  if (const auto step = parse_flow_line(text)) {
    handler_.flow(*step);
  } else {
    is_plain_ = false;
    handler_.not_understood(line);
  }
  return true;
}

void LogParser::open_block(std::string_view prefix, bool skipped) {
  block_.assign(prefix);
  skips_block_ = skipped;
}

// Takes `line` as the next line of the message that began on an earlier one.
void LogParser::continue_message(std::string_view line) {
  message_ += '\n';
  message_ += line;
  if (ends_in_raw_literal(line, true)) {
    if (++message_lines_ > kMostMessageLines || message_.size() > LineSplitter::kLongestLine) {
      give_up_message();
    }
    return;
  }
  if (take_message(message_)) {
    message_.clear();
  } else {
    give_up_message();
  }
}

// Takes a message that spans lines, if it is one.
bool LogParser::take_message(std::string_view message) {
  const auto cut = split_position(message);
  if (!cut || (!recognise_message(cut->text) && !parse_flow_line(cut->text))) {
    return false;
  }
  if (swallows_decisions(cut->text)) {
    is_plain_ = false;
    handler_.not_understood(message);
    return true;
  }
  take_whole_line(message);
  return true;
}

// What looked like the beginning of a message that spans lines was none: the back quote stands for itself, as in the
// words of other tools, or the log is cut. The last line, whose back quote seemed to end it, can begin another.
void LogParser::give_up_message() {
  const std::string held = std::exchange(message_, {});
  const std::size_t last = held.rfind('\n');
  for (std::size_t at = 0; last != std::string::npos && at <= last;) {
    const std::size_t end = held.find('\n', at);
    take_whole_line(std::string_view(held).substr(at, end - at));
    at = end + 1;
  }
  if (last == std::string::npos) {
    take_whole_line(held);
  } else {
    back_quotes_ = true;
    take_line(std::string_view(held).substr(last + 1));
  }
}

void LogParser::end_message() {
  while (!message_.empty()) {
    give_up_message();
  }
}

}  // namespace goescape
