// The scanner of lib/parse against the grammar of the oracle: on real compiler output, on random damage to it, and on
// lines made up from the grammar of messages.
#include "property/message_oracle.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "catch.h"
#include "property/golden_logs.h"
#include "property/message_grammar.h"
#include "property/oracle_difference.h"

namespace goescape::test {
namespace {

// The distinct lines of all golden logs, sorted.
std::vector<std::string> golden_lines() {
  std::set<std::string> lines;
  for (const GoldenLog& log : golden_logs()) {
    for (std::size_t at = 0; at < log.text.size();) {
      const std::size_t end = std::min(log.text.find('\n', at), log.text.size());
      lines.insert(log.text.substr(at, end - at));
      at = end + 1;
    }
  }
  return {lines.begin(), lines.end()};
}

// Checks that nothing differs on any of `lines`; shows the first lines on which something does.
void check_agreement(const std::vector<std::string>& lines) {
  constexpr std::size_t kMostShown = 5;
  std::size_t different = 0;
  std::string shown_lines;
  for (const std::string& line : lines) {
    const std::string text = difference(line);
    if (!text.empty() && ++different <= kMostShown) {
      shown_lines += text + "\n";
    }
  }
  INFO(shown_lines);
  CHECK(different == 0);
}

}  // namespace

TEST_CASE("the scanner reads real compiler output as its grammar says", "[property]") {
  const std::vector<std::string> lines = golden_lines();
  CHECK(lines.size() > 5000);
  check_agreement(lines);
}

TEST_CASE("the oracle knows what real compiler output is made of", "[property]") {
  std::set<Kind> kinds;
  std::set<FlowLine::Type> steps;
  for (const std::string& line : golden_lines()) {
    const auto cut = oracle_split_position(line);
    const auto message = cut ? oracle_message(cut->text) : std::nullopt;
    if (message) {
      kinds.insert(message->kind);
    } else if (const auto step = cut ? oracle_flow_line(cut->text) : std::nullopt) {
      steps.insert(step->type);
    }
  }
  CHECK(kinds.size() >= 15);
  CHECK(steps.size() >= 2);
}

TEST_CASE("the scanner reads damaged compiler output as its grammar says", "[property]") {
  constexpr std::size_t kLines = 25000;
  const std::vector<std::string> originals = golden_lines();
  Dice dice(20260101);
  std::vector<std::string> lines;
  while (lines.size() < kLines) {
    std::string line = dice.one_of(originals);
    for (std::size_t rounds = 1 + dice.below(3); rounds > 0; --rounds) {
      line = mutated(line, dice);
    }
    lines.push_back(line);
  }
  check_agreement(lines);
}

TEST_CASE("the scanner reads lines of its grammar as its grammar says", "[property]") {
  constexpr std::size_t kLines = 10000;
  Dice dice(1);
  std::vector<std::string> lines;
  while (lines.size() < kLines) {
    lines.push_back(generated("line", dice));
  }
  check_agreement(lines);
}

}  // namespace goescape::test
