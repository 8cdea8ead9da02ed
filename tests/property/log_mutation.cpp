#include "property/log_mutation.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "parse/position.h"
#include "property/message_grammar.h"

namespace goescape::test {
namespace {

using Lines = std::vector<std::string>;  // Each with its end, the last perhaps without.

Lines lines_of(std::string_view log) {
  Lines lines;
  while (!log.empty()) {
    const std::size_t end = std::min(log.find('\n'), log.size() - 1) + 1;
    lines.emplace_back(log.substr(0, end));
    log.remove_prefix(end);
  }
  return lines;
}

std::string joined(const Lines& lines) {
  std::string log;
  for (const std::string& line : lines) {
    log += line;
  }
  return log;
}

std::ptrdiff_t place(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

// A few lines from a random one on.
Lines some_lines(const Lines& lines, Dice& dice) {
  const std::size_t begin = dice.below(lines.size());
  const std::size_t count = std::min(1 + dice.below(dice.below(3) == 0 ? 40 : 4), lines.size() - begin);
  return {lines.begin() + place(begin), lines.begin() + place(begin + count)};
}

void insert(Lines& lines, const Lines& more, Dice& dice) {
  lines.insert(lines.begin() + place(dice.below(lines.size() + 1)), more.begin(), more.end());
}

void erase_some(Lines& lines, Dice& dice) {
  const std::size_t begin = dice.below(lines.size());
  const std::size_t count = std::min(1 + dice.below(4), lines.size() - begin);
  lines.erase(lines.begin() + place(begin), lines.begin() + place(begin + count));
}

// Says of the place of one line what another says.
void move_message(Lines& lines, Dice& dice) {
  const std::string from = dice.one_of(lines);
  std::string& to = lines[dice.below(lines.size())];
  const auto here = split_position(from);
  const auto message = split_position(to);
  if (here && message) {
    to = from.substr(0, from.size() - here->text.size()) + std::string(message->text);
  }
}

void damage_end(std::string& line, Dice& dice) {
  if (line.ends_with('\n')) {
    line.pop_back();
  }
  line += dice.below(2) == 0 ? "\r\n" : "";
}

void put_in_generated(Lines& lines, Dice& dice) {
  constexpr const char* kNames[] = {"entry", "block", "section", "raw", "log"};
  insert(lines, lines_of(generated(kNames[dice.below(std::size(kNames))], dice)), dice);
}

}  // namespace

std::string mutated_log(std::string_view log, Dice& dice) {
  Lines lines = lines_of(log);
  if (lines.empty()) {
    return generated("log", dice);
  }
  std::string& line = lines[dice.below(lines.size())];
  switch (dice.below(8)) {
    case 0:
    case 1:
      line = mutated(line, dice);
      break;
    case 2:
      erase_some(lines, dice);
      break;
    case 3:
      insert(lines, some_lines(lines, dice), dice);
      break;
    case 4:
      move_message(lines, dice);
      break;
    case 5:
      damage_end(line, dice);
      break;
    case 6:
      line = generated("line", dice) + "\n";
      break;
    default:
      put_in_generated(lines, dice);
  }
  return joined(lines);
}

std::string crossed_logs(std::string_view a, std::string_view b, Dice& dice) {
  const Lines first = lines_of(a);
  const Lines second = lines_of(b);
  if (first.empty() || second.empty()) {
    return std::string(first.empty() ? b : a);
  }
  Lines lines;
  for (std::size_t rounds = 1 + dice.below(4); rounds > 0; --rounds) {
    const Lines piece = some_lines(rounds % 2 == 0 ? first : second, dice);
    lines.insert(lines.end(), piece.begin(), piece.end());
  }
  return joined(lines);
}

}  // namespace goescape::test
