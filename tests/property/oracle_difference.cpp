#include "property/oracle_difference.h"

#include <fmt/core.h>

#include <optional>

#include "property/message_oracle.h"

namespace goescape::test {
namespace {

// Everything that a reading says, to be compared and printed.
std::string shown(const std::optional<PositionedText>& cut) {
  return cut ? fmt::format("file <{}> line {} column {} text <{}>", cut->position.file, cut->position.line,
                           cut->position.column, cut->text)
             : "no position";
}

std::string shown(const std::optional<Message>& message) {
  return message ? fmt::format("{} of <{}> in <{}>", info(message->kind).name, message->expression, message->function)
                 : "no message";
}

std::string shown(const std::optional<FlowLine>& step) {
  return step ? fmt::format("type {} derefs {} to <{}> from <{}> expression <{}> reason <{}> at <{}>:{}:{}",
                            static_cast<int>(step->type), step->derefs, step->to, step->from, step->expression,
                            step->reason, step->position.file, step->position.line, step->position.column)
              : "no flow line";
}

}  // namespace

std::string difference(std::string_view line) {
  const auto cut = split_position(line);
  const std::string_view text = cut ? cut->text : line;
  const std::string scanner = shown(cut) + "\n" + shown(recognise_message(text)) + "\n" + shown(parse_flow_line(text));
  const std::string oracle =
      shown(oracle_split_position(line)) + "\n" + shown(oracle_message(text)) + "\n" + shown(oracle_flow_line(text));
  return scanner == oracle ? std::string() : fmt::format("line: {}\nscanner: {}\noracle: {}", line, scanner, oracle);
}

}  // namespace goescape::test
