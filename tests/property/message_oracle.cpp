#include "property/message_oracle.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

namespace goescape::test {
namespace {

constexpr std::size_t kMostGroups = 5;

struct Match {
  std::array<std::optional<std::string_view>, kMostGroups> groups;  // Nothing where a group took no part.
};

// Bytes, not UTF-8, because the text of a log may be anything; `.` is also a newline, because raw strings span lines.
class Pattern {
 public:
  explicit Pattern(const std::string& pattern) : re_(pattern, options()) {}

  // Matches the whole of `text`; groups[0] is all of it.
  [[nodiscard]] std::optional<Match> match(std::string_view text) const {
    std::array<re2::StringPiece, kMostGroups> found;
    const int groups = 1 + re_.NumberOfCapturingGroups();
    if (!re_.Match({text.data(), text.size()}, 0, text.size(), RE2::ANCHOR_BOTH, found.data(), groups)) {
      return std::nullopt;
    }
    Match match;
    for (std::size_t at = 0; at < found.size(); ++at) {
      if (found[at].data() != nullptr) {
        match.groups[at] = std::string_view(found[at].data(), found[at].size());
      }
    }
    return match;
  }

  // The number of a group that has this name, 0 when there is none.
  [[nodiscard]] std::size_t group(const std::string& name) const {
    const auto& names = re_.NamedCapturingGroups();
    const auto found = names.find(name);
    return found == names.end() ? 0 : static_cast<std::size_t>(found->second);
  }

 private:
  static RE2::Options options() {
    RE2::Options options(RE2::Latin1);
    options.set_dot_nl(true);
    return options;
  }

  RE2 re_;
};

// For every byte of `text` whether it stands within brackets, found by crossing out the innermost pairs until none is
// left. Kinds of brackets are not told apart, since the compiler cuts long literals short and with them brackets.
// Behind a bracket without its partner nothing is outside. The outermost brackets themselves are.
std::vector<bool> within_brackets(std::string_view text) {
  static const Pattern kInnermost(R"(.*?([(\[{])([^()\[\]{}]*)[)\]}].*)");
  std::vector<bool> within(text.size(), false);
  std::string left(text);
  while (const auto pair = kInnermost.match(left)) {
    const auto open = static_cast<std::size_t>(pair->groups[1]->data() - left.data());
    const std::size_t close = open + 1 + pair->groups[2]->size();
    std::fill(within.begin() + static_cast<std::ptrdiff_t>(open) + 1,
              within.begin() + static_cast<std::ptrdiff_t>(close), true);
    left[open] = '_';
    left[close] = '_';
  }
  if (const std::size_t lonely = left.find_first_of("()[]{}"); lonely != std::string::npos) {
    std::fill(within.begin() + static_cast<std::ptrdiff_t>(lonely) + 1, within.end(), true);
  }
  return within;
}

// `text` up to where `end` matches outside of brackets.
std::string_view cut_outside_brackets(std::string_view text, const Pattern& end) {
  const std::vector<bool> within = within_brackets(text);
  std::string masked(text);
  for (std::size_t at = 0; at < masked.size(); ++at) {
    masked[at] = within[at] ? '_' : masked[at];
  }
  const auto match = end.match(masked);
  return match ? text.substr(0, match->groups[1]->size()) : text;
}

// One message: the group `x` is its expression, `f` its function. Of the function, or of the expression where there is
// no function, only what stands before `end` outside of brackets counts: type arguments hold blanks and colons.
struct RuleText {
  Kind kind;
  const char* message;
  const char* end = nullptr;
};

// The first rule that matches counts.
//  - Endings come first: a constant of the program stands in front of them, and it can begin like any message.
//  - Headers of explanations come behind what is told by its beginning, since only their last colon is theirs.
//  - What is told by its middle comes last.
constexpr RuleText kRuleTexts[] = {
    {Kind::kEscapesToHeap, R"((?P<x>.*) escapes to heap)"},
    {Kind::kDoesNotEscape, R"((?P<x>.*) does not escape)"},
    {Kind::kParameterEffect, R"((?P<x>.*) does not escape, mutate, or call)"},
    {Kind::kUnsafeUintptr, R"((?P<x>.*) is unsafe uintptr)"},
    {Kind::kEscapingUintptr, R"((?P<x>.*) as escaping (?:\.\.\.)?uintptr)"},
    {Kind::kKeptAlive, R"((?P<x>.*) will be kept alive)"},
    {Kind::kInliningCall, R"(inlining call to (?P<f>.*?)(?: with score -?\d+)?)", R"( func\(| method\()"},
    {Kind::kCanInline, R"(can inline (?P<f>.*))", R"( with cost | as: )"},
    {Kind::kCannotInline, R"(cannot inline (?P<f>.*))", R"(: | into )"},
    {Kind::kLeakingParamToResult, R"(leaking param: (?P<x>.*) to result .* level=-?\d+)"},
    {Kind::kLeakingParam, R"(leaking param: (?P<x>.*))"},
    {Kind::kLeakingParamContent, R"((?:leaking param content|mark escaped content): (?P<x>.*))"},
    {Kind::kMovedToHeap, R"(moved to heap: (?P<x>.*))"},
    {Kind::kLeakingClosure, R"(leaking closure reference (?P<x>.*))"},
    {Kind::kDevirtualized, R"(devirtualizing (?P<x>.*) to .*)"},
    {Kind::kDevirtualized, R"(devirtualizing (?P<x>.*))"},
    {Kind::kPartiallyDevirtualized, R"(partially devirtualizing (?P<x>.*) to .*)"},
    {Kind::kPartiallyDevirtualized, R"(partially devirtualizing (?P<x>.*))"},
    {Kind::kNotDevirtualized, R"(failed to devirtualize (?P<x>.*))"},
    {Kind::kNotDevirtualized, R"(cannot devirtualize (?P<x>.*))", ": "},
    {Kind::kProfileGuided, R"(PGO devirtualiz(?P<x>.*))"},
    {Kind::kProfileGuided, R"((?:should not|can't) PGO devirtualize (?P<x>.*))"},
    {Kind::kProfileGuided, R"(hot-callsite-thres-from-CDF=(?P<x>.*))"},
    {Kind::kProfileGuided, R"(hot-(?:cg before inline|budget check) (?P<x>.*))"},
    {Kind::kProfileGuided, R"(hot-node enabled increased budget=(?P<x>.*))"},
    {Kind::kLoopNotInlined, R"(skip inlining within testing\.B\.loop(?P<x>.*))"},
    {Kind::kDeadClosure, R"(unreferenced closure (?P<x>.*))"},
    {Kind::kClosureStorage, R"((?:heap|stack) closure, captured vars = (?P<x>.*))"},
    {Kind::kAppendStorage, R"(append: (?P<x>.*))"},
    {Kind::kInterfaceStorage, R"((?:convert: using|rewriting OCONVIFACE value) (?P<x>.*))"},
    {Kind::kAliasAnalysis, R"(alias analysis: (?P<x>.*))"},
    {Kind::kLoopVariable, R"(loop variable (?P<x>.*))"},
    {Kind::kLiveVariables, R"((?:live at|stack object) (?P<x>.*))"},
    {Kind::kParameterEffect, R"((?:mutates|calls) param: (?P<x>.*))"},

    // A target in braces may hold " for " and "} for " itself: {storage for func literal}.
    {Kind::kParameterFlow, R"(parameter (?P<x>[^ ]*) leaks to .*\} with derefs=-?\d+:)"},
    {Kind::kParameterFlow, R"(parameter (?P<x>[^ ]*) leaks to \{.*\} for (?P<f>.*) with derefs=-?\d+:)"},
    {Kind::kParameterFlow, R"(parameter (?P<x>[^ ]*) leaks to \{.* with derefs=-?\d+:)"},
    {Kind::kParameterFlow, R"(parameter (?P<x>[^ ]*) leaks to .*? for (?P<f>.*) with derefs=-?\d+:)"},
    {Kind::kParameterFlow, R"(parameter (?P<x>[^ ]*) leaks to .* with derefs=-?\d+:)"},
    {Kind::kEscapeFlow, R"((?P<x>.*) escapes to heap:)"},
    {Kind::kEscapeFlow, R"((?P<x>.*) escapes to heap in (?P<f>.*):)"},
    {Kind::kBoundsCheckElided, "(?:index|slice) bounds check elided"},
    {Kind::kZeroCopyConversion, R"(zero-copy string->\[\]byte conversion)"},
    {Kind::kImpreciseInterfaceCall, "imprecise interface call"},
    {Kind::kBoundsCheck, "Found Is(?:Slice)?InBounds"},
    {Kind::kNilCheck, "(?:removed|generated) nil check"},
    {Kind::kWriteBarrier, "write barrier"},
    {Kind::kClosureStorage, "closure converted to global"},
    {Kind::kDeferStorage, "(?:heap-allocated|stack-allocated|open-coded) defer"},
    {Kind::kKeptAlive, "expr is unknown to bloop pass"},
    {Kind::kKeptAlive, "unrecognized shape for assign list stmt.*"},
    {Kind::kBigFunction, "function (?P<f>.*) considered 'big'; reducing max cost of inlinees"},
    {Kind::kProfileGuided, "call .*(?::? hottest callee |: no hot callee).*"},
    {Kind::kProfileGuided, R"(edge .* \(weight .*)"},
    {Kind::kClosureCapture, R"((?P<f>.*?) capturing by ref: (?P<x>.*) \(addr=.*)"},
    {Kind::kClosureCapture, R"((?P<f>.*?) capturing by value: (?P<x>.*) \(addr=.*)"},
    {Kind::kSelfAssignment, "(?P<f>.*?) ignoring self-assignment in (?P<x>.*)"},
};

struct Rule {
  explicit Rule(const RuleText& text) : kind(text.kind), message(text.message) {
    if (text.end != nullptr) {
      end.emplace("(.*?)(?:" + std::string(text.end) + ").*");
    }
  }

  Kind kind;
  Pattern message;
  std::optional<Pattern> end;
};

const std::deque<Rule>& rules() {
  static const std::deque<Rule> kRules(std::begin(kRuleTexts), std::end(kRuleTexts));
  return kRules;
}

std::uint32_t number(const std::optional<std::string_view>& digits) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  std::string text(digits.value_or("0"));
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  return static_cast<std::uint32_t>(text.size() > 10 ? kMost : std::min<std::uint64_t>(std::stoull(text), kMost));
}

Position position_of(const Match& match) {
  return {match.groups[1].value(), number(match.groups[2]), number(match.groups[3])};
}

Position oracle_position(std::string_view text) {
  static const Pattern kPosition(R"((.*?):(\d+)(?::(\d+))?(?:\[[^\]]*\])?)");
  const auto match = kPosition.match(text);
  return match ? position_of(*match) : Position{text, 0, 0};
}

std::optional<FlowLine> assignment(const Match& match) {
  FlowLine line;
  line.to = *match.groups[1];
  line.derefs = match.groups[2]->substr(0, 1) == "&" ? -1 : static_cast<int>(match.groups[2]->size());
  line.from = *match.groups[3];
  return line;
}

// Where both arrows stand outside of literals, the first counts. Where none does, a literal was cut short by the
// compiler, and the first at all is taken, the arrow of today before the one of Go 1.14 to 1.24.
std::optional<FlowLine> oracle_assignment(std::string_view text) {
  const std::string outside = R"re(((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^"'`])*?))re";
  static const std::array<Pattern, 3> kAssignments{Pattern("  flow: " + outside + " (?:←|=) ([&*]*)(.*):"),
                                                   Pattern("  flow: (.*?) ← ([&*]*)(.*):"),
                                                   Pattern("  flow: (.*?) = ([&*]*)(.*):")};
  for (const Pattern& pattern : kAssignments) {
    if (const auto match = pattern.match(text)) {
      return assignment(*match);
    }
  }
  return std::nullopt;
}

// Text without parentheses that have no partner, nested as deep as no line has them.
std::string balanced() {
  std::string pattern = "[^()]*";
  for (int depth = 0; depth < 8; ++depth) {
    pattern = R"re([^()]*(?:\()re" + pattern + R"re(\)[^()]*)*)re";
  }
  return pattern;
}

// The last ") at " counts, since the expression in front can hold Go source with such text, and file names do not.
std::optional<FlowLine> oracle_reason(std::string_view text) {
  static const Pattern kFrom(R"((?:    |\t)from (.*\)) at (.*))");
  static const Pattern kReason(R"((.*) \(()" + balanced() + R"()\))");
  const auto from = kFrom.match(text);
  const auto reason = from ? kReason.match(*from->groups[1]) : std::nullopt;
  if (!reason) {
    return std::nullopt;
  }
  FlowLine line;
  line.type = FlowLine::Type::kReason;
  line.expression = *reason->groups[1];
  line.reason = *reason->groups[2];
  line.position = oracle_position(*from->groups[2]);
  return line;
}

}  // namespace

std::optional<PositionedText> oracle_split_position(std::string_view line) {
  static const Pattern kUnknown("<unknown line number>: (.*)");
  static const Pattern kKnown(R"((.*?):(\d+)(?::(\d+))?(?:\[[^\]]*\])?: (.*))");
  if (const auto match = kUnknown.match(line)) {
    return PositionedText{{}, *match->groups[1]};
  }
  if (const auto match = kKnown.match(line)) {
    return PositionedText{position_of(*match), *match->groups[4]};
  }
  return std::nullopt;
}

std::optional<Message> oracle_message(std::string_view text) {
  for (const Rule& rule : rules()) {
    const auto match = rule.message.match(text);
    if (!match) {
      continue;
    }
    const std::size_t expression = rule.message.group("x");
    const std::size_t function = rule.message.group("f");
    Message message{rule.kind, expression == 0 ? std::string_view() : *match->groups[expression],
                    function == 0 ? std::string_view() : *match->groups[function]};
    if (rule.end) {
      std::string_view& name = function == 0 ? message.expression : message.function;
      name = cut_outside_brackets(name, *rule.end);
    }
    return message;
  }
  return std::nullopt;
}

std::optional<FlowLine> oracle_flow_line(std::string_view text) {
  static const Pattern kTruncated("  warning: truncated explanation.*");
  if (kTruncated.match(text)) {
    FlowLine line;
    line.type = FlowLine::Type::kTruncated;
    return line;
  }
  const auto assigned = oracle_assignment(text);
  return assigned ? assigned : oracle_reason(text);
}

}  // namespace goescape::test
