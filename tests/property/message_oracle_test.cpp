// The scanner of lib/parse against the grammar of the oracle: on real compiler output, on random damage to it, and on
// lines made up from the grammar of messages.
#include "property/message_oracle.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "catch.h"
#include "property/golden_logs.h"

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

// How scanner and oracle differ on `line`; empty when they agree.
std::string difference(std::string_view line) {
  const auto cut = split_position(line);
  const std::string_view text = cut ? cut->text : line;
  const std::string scanner = shown(cut) + "\n" + shown(recognise_message(text)) + "\n" + shown(parse_flow_line(text));
  const std::string oracle =
      shown(oracle_split_position(line)) + "\n" + shown(oracle_message(text)) + "\n" + shown(oracle_flow_line(text));
  return scanner == oracle ? std::string() : fmt::format("line: {}\nscanner: {}\noracle: {}", line, scanner, oracle);
}

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

// Random choices that are the same on every machine: the distributions of the standard library are not.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  // A number below `end`, which is not 0.
  std::size_t below(std::size_t end) { return engine_() % end; }

  template <typename List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937 engine_;
};

// What the grammar is made of, so that damage hits where it hurts.
const std::vector<std::string> kTokens{" escapes to heap",
                                       " escapes to heap in ",
                                       " does not escape",
                                       ":",
                                       ": ",
                                       ":7",
                                       " to ",
                                       " to result ",
                                       " level=0",
                                       " leaks to ",
                                       " for ",
                                       " = ",
                                       " ← ",
                                       " at ",
                                       ") at ",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       "{",
                                       "}",
                                       "{storage for ",
                                       "\"",
                                       "`",
                                       "'",
                                       "\\",
                                       "*",
                                       "&",
                                       " func(",
                                       " method(",
                                       " as: ",
                                       " into ",
                                       "can inline ",
                                       "cannot inline ",
                                       " (",
                                       "    from ",
                                       "  flow: ",
                                       " with cost ",
                                       "<unknown line number>: ",
                                       " with derefs=1",
                                       "0",
                                       " capturing by ref: ",
                                       " (addr=",
                                       " with score -1",
                                       "99999999999",
                                       "parameter ",
                                       "\t",
                                       "\n",
                                       "\xff",
                                       "-"};

std::string mutated(std::string line, Dice& dice) {
  const std::size_t at = dice.below(line.size() + 1);
  const std::size_t length = std::min(1 + dice.below(dice.below(4) == 0 ? 12 : 2), line.size() - at);
  switch (dice.below(6)) {
    case 0:
      return line.erase(at, length);
    case 1:
      return line.insert(at, line.substr(at, length));
    case 2:
      return line.insert(at, dice.one_of(kTokens));
    case 3:
      return line.replace(at, length, dice.one_of(kTokens));
    case 4:
      return line.insert(at, 1, static_cast<char>(dice.below(256)));
    default: {
      const std::string piece = line.substr(at, length);
      line.erase(at, length);
      return line.insert(dice.below(line.size() + 1), piece);
    }
  }
}

// A grammar of lines: a name in <> stands for one of the texts that the table has for it.
using Grammar = std::map<std::string, std::vector<std::string>>;

const Grammar kGrammar{
    {"line", {"<position>: <message>", "<position>: <message>", "<position>: <flow>", "<message>", "<flow>"}},
    {"position",
     {"<file>:<number>", "<file>:<number>:<number>", "<file>:<number>:<number>[<file>:<number>:<number>]",
      "<file>:<number>[<file>:<number>]", "<unknown line number>", "<file>"}},
    {"file", {"a.go", "./b.go", "../x y/c.go", R"(C:\x.go)", "a:1/b.go", "<autogenerated>", "", "m@v1.2.3/d.go"}},
    {"number", {"1", "17", "0", "4294967295", "4294967296", "00000000000000000000007", "123456789012345678901"}},
    {"message",
     {"<expression> escapes to heap",
      "<expression> does not escape",
      "<expression> escapes to heap:",
      "<expression> escapes to heap in <function>:",
      "moved to heap: <name>",
      "leaking param: <name>",
      "leaking param content: <name>",
      "leaking param: <name> to result <name> level=<number>",
      "leaking param: <name> to result <name> level=-1",
      "parameter <name> leaks to <target> with derefs=<number>:",
      "parameter <name> leaks to <target> for <function> with derefs=-1:",
      "can inline <function>",
      "can inline <function> as: func(int) { return <expression> }",
      "can inline <function> with cost <number> as: func(x <type>) { <expression> as: y }",
      "cannot inline <function>: function too complex: cost <number> exceeds budget 80",
      "cannot inline <function> into <function>: repeated recursive cycle",
      "inlining call to <function>",
      "inlining call to <function> with score -<number>",
      "inlining call to <function> func(<type>) { <expression> }",
      "inlining call to <function> method(<type>) func() { <expression> }",
      "<function> capturing by ref: <name> (addr=true assign=false width=<number>)",
      "<function> capturing by value: <name> (addr=false assign=false width=<number>)",
      "<function> ignoring self-assignment in <expression> = <expression>",
      "devirtualizing <expression> to <type>",
      "partially devirtualizing <expression> to <type>",
      "cannot devirtualize <expression>: shaped receiver <type>",
      "assuming <name> is unsafe uintptr",
      "marking <name> as escaping uintptr",
      "marking <name> as escaping ...uintptr",
      "function <function> considered 'big'; reducing max cost of inlinees",
      "<expression> will be kept alive",
      "PGO devirtualizing interface call <expression> to <function>",
      "index bounds check elided",
      "zero-copy string->[]byte conversion",
      "<expression> does not escape, mutate, or call",
      "undefined: <name>"}},
    {"flow",
     {"  flow: <target> = <operators><target>:", "  flow: <target> ← <operators><target>:",
      "    from <expression> (<reason>) at <position>", "    from <name> = <expression> (<reason>) at <position>",
      "\tfrom <name> (<reason>) at <position>",
      "  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518"}},
    {"operators", {"", "", "&", "*", "**"}},
    {"target", {"{heap}", "{temp}", "{storage for <expression>}", "{storage for func literal}", "<name>"}},
    {"reason", {"spill", "call parameter", "//go:uintptrescapes", "appended slice...", "f(x) of (y)"}},
    {"name", {"x", "~r0", ".autotmp_4", "#next", "a.b", "für"}},
    {"function",
     {"F", "(*T).M", "F.func1", "Map[<type>,<type>]", "(*List[<type>]).Push", "New[go.shape.struct { a.b <type> }_0]",
      "strings.(*Builder).WriteByte"}},
    {"type", {"int", "*<type>", "[]<type>", "func(<type>) <type>", "map[<type>]<type>", "struct { F <type> }"}},
    {"expression",
     {"<name>", "&T{...}", "make([]<type>, <expression>)", "func literal", "... argument",
      "<expression> + <expression>", "<function>(<expression>)", "<literal>", "<literal>", "(<type>)(<expression>)",
      "<name>[<expression>]"}},
    {"literal",
     {R"(" escapes to heap")", R"("a \" = b")", R"("moved to heap: x")", "` ← `", "'\\''", R"("a.go:3:4: x")",
      R"(" does not escape)", R"("(")", R"(") at x")", R"(" (spill) at a.go:1:2")"}}};

std::string generated(const std::string& name, Dice& dice, int depth) {
  const auto rule = kGrammar.find(name);
  if (rule == kGrammar.end()) {
    return "<" + name + ">";
  }
  const std::string& text = depth > 6 ? rule->second.front() : dice.one_of(rule->second);
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t close = text[at] == '<' ? text.find('>', at) : std::string::npos;
    if (close == std::string::npos) {
      result += text[at++];
    } else {
      result += generated(text.substr(at + 1, close - at - 1), dice, depth + 1);
      at = close + 1;
    }
  }
  return result;
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
    lines.push_back(generated("line", dice, 0));
  }
  check_agreement(lines);
}

}  // namespace goescape::test
