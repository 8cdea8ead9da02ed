#include "parse/log_parser.h"

#include <algorithm>
#include <utility>

#include "parse/build_event.h"

namespace goescape {
namespace {

// A raw string literal with more lines than this is not put together: the log is damaged, or it is no compiler log.
constexpr std::size_t kMostMessageLines = 4096;

bool has_open_raw_literal(std::string_view text) { return std::count(text.begin(), text.end(), '`') % 2 == 1; }

bool is_flow_header(Kind kind) { return kind == Kind::kEscapeFlow || kind == Kind::kParameterFlow; }

// Warnings and notes of C compilers and linkers, which stand in the sections of cgo packages.
bool is_c_compiler_remark(std::string_view text) {
  return text.starts_with("warning: ") || text.starts_with("note: ");
}

}  // namespace

void LogParser::feed(std::string_view bytes) {
  lines_.feed(bytes, [this](std::string_view line) { take_line(line); });
}

void LogParser::finish() {
  lines_.finish([this](std::string_view line) { take_line(line); });
  give_up_message();
}

void LogParser::take_line(std::string_view line) {
  if (!message_.empty()) {
    continue_message(line);
    return;
  }
  if (line.empty() || (!block_.empty() && take_block_line(line)) || take_repeated(line)) {
    return;
  }
  if (looks_like_build_event(line)) {
    take_event(line);
  } else {
    take_text_line(line);
  }
}

bool LogParser::take_repeated(std::string_view line) {
  const Kind* const kind = handler_.repeated(line);
  if (kind != nullptr && is_flow_header(*kind)) {
    const auto cut = split_position(line);
    open_block(line.substr(0, line.size() - (cut ? cut->text.size() : 0)), true);
  }
  return kind != nullptr;
}

void LogParser::take_event(std::string_view line) {
  const auto event = parse_build_event(line);
  if (!event) {
    handler_.not_understood(line);
    return;
  }
  const auto section = parse_section("# " + event->import_path);
  if (event->action == BuildEvent::Action::kFail) {
    handler_.build_failed(section.value_or(Section{event->import_path, {}, false}));
    return;
  }
  if (event->action != BuildEvent::Action::kOutput) {
    return;
  }
  if (section) {
    handler_.section(*section);
  }
  LineSplitter output;
  const auto take = [this](std::string_view text) { take_line(text); };
  output.feed(event->output, take);
  output.finish(take);
}

void LogParser::take_text_line(std::string_view line) {
  if (line.starts_with('#')) {
    if (const auto section = parse_section(line)) {
      block_.clear();
      handler_.section(*section);
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
  if (const auto message = recognise_message(cut.text)) {
    handler_.diagnostic({cut.position, cut.text, *message}, line);
    if (is_flow_header(message->kind)) {
      open_block(line.substr(0, line.size() - cut.text.size()), false);
    }
  } else if (const auto step = parse_flow_line(cut.text)) {
    // A step whose header is gone: the log was cut, or its lines were sorted.
    handler_.flow(*step);
  } else if (has_open_raw_literal(cut.text)) {
    message_ = line;
    message_lines_ = 1;
  } else if (is_c_compiler_remark(cut.text)) {
    handler_.other(line);
  } else {
    handler_.not_understood(line);
  }
}

void LogParser::take_without_position(std::string_view line) {
  if (const auto message = recognise_message_without_position(line)) {
    handler_.diagnostic({{}, line, *message}, line);
  } else if (line.ends_with(" escapes to heap") || line.ends_with(" escapes to heap:")) {
    handler_.not_understood(line);
  } else {
    handler_.other(line);
  }
}

bool LogParser::take_block_line(std::string_view line) {
  if (!line.starts_with(block_)) {
    return false;
  }
  const std::string_view text = line.substr(block_.size());
  if (!is_flow_line(text)) {
    return false;
  }
  if (!block_is_known_) {
    take_new_block_line(text);
  }
  return true;
}

void LogParser::take_new_block_line(std::string_view text) {
  if (const auto step = parse_flow_line(text)) {
    handler_.flow(*step);
  } else if (has_open_raw_literal(text)) {
    message_ = block_;
    message_ += text;
    message_lines_ = 1;
  } else {
    handler_.not_understood(text);
  }
}

void LogParser::open_block(std::string_view prefix, bool known) {
  block_.assign(prefix);
  block_is_known_ = known;
}

// Takes `line` as the next line of the message that began on an earlier one.
void LogParser::continue_message(std::string_view line) {
  message_ += '\n';
  message_ += line;
  if (has_open_raw_literal(message_)) {
    if (++message_lines_ > kMostMessageLines || message_.size() > LineSplitter::kLongestLine) {
      give_up_message();
    }
    return;
  }
  const std::string whole = std::exchange(message_, {});
  if ((block_.empty() || !take_block_line(whole)) && !take_repeated(whole)) {
    take_diagnostic(whole);
  }
}

void LogParser::give_up_message() {
  if (!message_.empty()) {
    handler_.not_understood(message_);
    message_.clear();
  }
}

}  // namespace goescape
