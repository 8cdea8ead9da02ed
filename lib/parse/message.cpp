#include "parse/message.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "parse/text.h"

namespace goescape {
namespace {

using MaybeMessage = std::optional<Message>;

MaybeMessage about(Kind kind, std::string_view expression) { return Message{kind, expression, {}}; }

MaybeMessage about_function(Kind kind, std::string_view function) { return Message{kind, {}, function}; }

bool is_number(std::string_view text) {
  if (text.starts_with('-')) {
    text.remove_prefix(1);
  }
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// `text` without what stands from `mark` on, where `mark` stands outside of brackets.
std::string_view up_to(std::string_view text, std::string_view mark) {
  return text.substr(0, find_outside_brackets(text, mark));
}

// "X to result ~r0 level=0" → "X"; anything else is returned as it is.
MaybeMessage leaking_param(std::string_view rest) {
  const std::size_t level = rest.rfind(" level=");
  if (level != std::string_view::npos && is_number(rest.substr(level + 7))) {
    const std::size_t result = rest.substr(0, level).rfind(" to result ");
    if (result != std::string_view::npos) {
      return about(Kind::kLeakingParamToResult, rest.substr(0, result));
    }
  }
  return about(Kind::kLeakingParam, rest);
}

// Header of a flow: "X escapes to heap:" (Go 1.14 to 1.24) or "X escapes to heap in F:" (1.25 on).
MaybeMessage escape_flow(std::string_view text) {
  if (const auto expression = between(text, "", " escapes to heap:")) {
    return about(Kind::kEscapeFlow, *expression);
  }
  constexpr std::string_view kIn = " escapes to heap in ";
  const std::size_t in = text.rfind(kIn);
  if (in == std::string_view::npos) {
    return std::nullopt;
  }
  const std::size_t function = in + kIn.size();
  return Message{Kind::kEscapeFlow, text.substr(0, in), text.substr(function, text.size() - function - 1)};
}

// The F of "D for F". D, text of the program in braces, may itself hold " for " and "} for ", as in "{storage for func
// literal}"; F, a function's name, neither ends with a brace nor holds "} for ".
std::string_view function_behind_target(std::string_view target) {
  if (target.ends_with('}')) {
    return {};
  }
  const bool braces = target.starts_with('{');
  const std::string_view mark = braces ? "} for " : " for ";
  const std::size_t at = braces ? target.rfind(mark) : target.find(mark);
  return at == std::string_view::npos ? std::string_view() : target.substr(at + mark.size());
}

// Header of a flow: "parameter P leaks to D with derefs=N:" (Go 1.14 to 1.24), "… leaks to D for F with derefs=N:"
// (1.25 on).
MaybeMessage parameter_flow(std::string_view text) {
  constexpr std::string_view kParameter = "parameter ";
  constexpr std::string_view kLeaks = " leaks to ";
  constexpr std::string_view kDerefs = " with derefs=";
  if (!text.starts_with(kParameter)) {
    return std::nullopt;
  }
  text.remove_prefix(kParameter.size());
  const std::string_view parameter = text.substr(0, text.find(' '));
  text.remove_prefix(parameter.size());
  const std::size_t derefs = text.rfind(kDerefs);
  if (!text.starts_with(kLeaks) || derefs == std::string_view::npos || derefs < kLeaks.size() ||
      !is_number(text.substr(derefs + kDerefs.size(), text.size() - derefs - kDerefs.size() - 1))) {
    return std::nullopt;
  }
  const std::string_view target = text.substr(kLeaks.size(), derefs - kLeaks.size());
  return Message{Kind::kParameterFlow, parameter, function_behind_target(target)};
}

MaybeMessage ends_with_colon(std::string_view text) {
  if (auto message = parameter_flow(text)) {
    return message;
  }
  return escape_flow(text);
}

// "F capturing by ref: x (addr=true assign=true width=8)".
MaybeMessage closure_capture(std::string_view text) {
  for (const std::string_view how :
       {std::string_view(" capturing by ref: "), std::string_view(" capturing by value: ")}) {
    const std::size_t at = text.find(how);
    const std::size_t facts = text.rfind(" (addr=");
    if (at != std::string_view::npos && facts != std::string_view::npos && at + how.size() <= facts) {
      const std::size_t variable = at + how.size();
      return Message{Kind::kClosureCapture, text.substr(variable, facts - variable), text.substr(0, at)};
    }
  }
  return std::nullopt;
}

// Nearly all functions stand for themselves: without a blank nothing follows the name.
bool is_bare_name(std::string_view text) { return text.find(' ') == std::string_view::npos; }

// "can inline F", "can inline F as: …" (-m=2 to 1.14), "can inline F with cost N as: …" (-m=2 from 1.15).
MaybeMessage can_inline(std::string_view rest) {
  return about_function(Kind::kCanInline, is_bare_name(rest) ? rest : up_to(up_to(rest, " with cost "), " as: "));
}

// "cannot inline F: reason", "cannot inline F into G: reason", "cannot inline escaping closure variable f".
MaybeMessage cannot_inline(std::string_view rest) {
  return about_function(Kind::kCannotInline, up_to(up_to(rest, ": "), " into "));
}

// "inlining call to F", with " with score N" (GOEXPERIMENT=newinliner) or, with -m=2 up to Go 1.17, followed by its
// type and body: "F func(int) int { … }", "(*T).M method(*T) func() { … }".
MaybeMessage inlining_call(std::string_view rest) {
  if (is_bare_name(rest)) {
    return about_function(Kind::kInliningCall, rest);
  }
  const std::size_t score = rest.rfind(" with score ");
  if (score != std::string_view::npos && is_number(rest.substr(score + 12))) {
    rest = rest.substr(0, score);
  }
  return about_function(Kind::kInliningCall, up_to(up_to(rest, " func("), " method("));
}

// "F ignoring self-assignment in a = a[:n]".
MaybeMessage self_assignment(std::string_view text) {
  constexpr std::string_view kIgnoring = " ignoring self-assignment in ";
  const std::size_t at = text.find(kIgnoring);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  return Message{Kind::kSelfAssignment, text.substr(at + kIgnoring.size()), text.substr(0, at)};
}

// "devirtualizing r.Read to *strings.Reader" and relatives: the call is what stands before the last " to ".
MaybeMessage devirtualised(Kind kind, std::string_view rest) { return about(kind, rest.substr(0, rest.rfind(" to "))); }

// Messages told by how they begin. The text behind the prefix goes to `read`.
struct PrefixRule {
  std::string_view prefix;
  MaybeMessage (*read)(std::string_view rest);
};

template <Kind kind>
MaybeMessage whole(std::string_view rest) {
  return about(kind, rest);
}

constexpr PrefixRule kPrefixRules[] = {
    {"inlining call to ", inlining_call},
    {"can inline ", can_inline},
    {"cannot inline ", cannot_inline},
    {"leaking param: ", leaking_param},
    {"leaking param content: ", whole<Kind::kLeakingParamContent>},
    {"moved to heap: ", whole<Kind::kMovedToHeap>},
    {"leaking closure reference ", whole<Kind::kLeakingClosure>},
    {"mark escaped content: ", whole<Kind::kLeakingParamContent>},
    {"devirtualizing ", [](std::string_view rest) { return devirtualised(Kind::kDevirtualized, rest); }},
    {"partially devirtualizing ",
     [](std::string_view rest) { return devirtualised(Kind::kPartiallyDevirtualized, rest); }},
    {"failed to devirtualize ", whole<Kind::kNotDevirtualized>},
    {"cannot devirtualize ", [](std::string_view rest) { return about(Kind::kNotDevirtualized, up_to(rest, ": ")); }},
    {"PGO devirtualiz", whole<Kind::kProfileGuided>},
    {"should not PGO devirtualize ", whole<Kind::kProfileGuided>},
    {"can't PGO devirtualize ", whole<Kind::kProfileGuided>},
    {"hot-callsite-thres-from-CDF=", whole<Kind::kProfileGuided>},
    {"hot-cg before inline ", whole<Kind::kProfileGuided>},
    {"hot-node enabled increased budget=", whole<Kind::kProfileGuided>},
    {"hot-budget check ", whole<Kind::kProfileGuided>},
    {"skip inlining within testing.B.loop", whole<Kind::kLoopNotInlined>},
    {"unreferenced closure ", whole<Kind::kDeadClosure>},
    {"heap closure, captured vars = ", whole<Kind::kClosureStorage>},
    {"stack closure, captured vars = ", whole<Kind::kClosureStorage>},
    {"append: ", whole<Kind::kAppendStorage>},
    {"convert: using ", whole<Kind::kInterfaceStorage>},
    {"rewriting OCONVIFACE value ", whole<Kind::kInterfaceStorage>},
    {"alias analysis: ", whole<Kind::kAliasAnalysis>},
    {"loop variable ", whole<Kind::kLoopVariable>},
    {"live at ", whole<Kind::kLiveVariables>},
    {"stack object ", whole<Kind::kLiveVariables>},
    {"mutates param: ", whole<Kind::kParameterEffect>},
    {"calls param: ", whole<Kind::kParameterEffect>},
};

// Messages that are one fixed text.
struct FixedText {
  std::string_view text;
  Kind kind;
};

constexpr FixedText kFixedTexts[] = {
    {"index bounds check elided", Kind::kBoundsCheckElided},
    {"slice bounds check elided", Kind::kBoundsCheckElided},
    {"zero-copy string->[]byte conversion", Kind::kZeroCopyConversion},
    {"imprecise interface call", Kind::kImpreciseInterfaceCall},
    {"Found IsInBounds", Kind::kBoundsCheck},
    {"Found IsSliceInBounds", Kind::kBoundsCheck},
    {"removed nil check", Kind::kNilCheck},
    {"generated nil check", Kind::kNilCheck},
    {"write barrier", Kind::kWriteBarrier},
    {"closure converted to global", Kind::kClosureStorage},
    {"heap-allocated defer", Kind::kDeferStorage},
    {"stack-allocated defer", Kind::kDeferStorage},
    {"open-coded defer", Kind::kDeferStorage},
    {"expr is unknown to bloop pass", Kind::kKeptAlive},
};

// Messages told by how they end; what stands before the ending is the expression.
struct SuffixRule {
  std::string_view suffix;
  Kind kind;
};

constexpr SuffixRule kSuffixRules[] = {
    {" escapes to heap", Kind::kEscapesToHeap},
    {" does not escape", Kind::kDoesNotEscape},
    {" does not escape, mutate, or call", Kind::kParameterEffect},
    {" is unsafe uintptr", Kind::kUnsafeUintptr},
    {" as escaping uintptr", Kind::kEscapingUintptr},
    {" as escaping ...uintptr", Kind::kEscapingUintptr},
    {" will be kept alive", Kind::kKeptAlive},
};

// Whether the two begin, or end, with the same byte: asked first, it spares nearly all comparisons with rules.
bool same_front(std::string_view text, std::string_view rule) { return text.front() == rule.front(); }
bool same_back(std::string_view text, std::string_view rule) { return text.back() == rule.back(); }

MaybeMessage match_suffix(std::string_view text) {
  for (const SuffixRule& rule : kSuffixRules) {
    if (!same_back(text, rule.suffix)) {
      continue;
    }
    if (const auto expression = between(text, "", rule.suffix)) {
      return about(rule.kind, *expression);
    }
  }
  return std::nullopt;
}

MaybeMessage match_prefix(std::string_view text) {
  for (const PrefixRule& rule : kPrefixRules) {
    if (same_front(text, rule.prefix) && text.starts_with(rule.prefix)) {
      return rule.read(text.substr(rule.prefix.size()));
    }
  }
  return std::nullopt;
}

MaybeMessage match_fixed_text(std::string_view text) {
  for (const FixedText& row : kFixedTexts) {
    if (same_front(text, row.text) && text == row.text) {
      return about(row.kind, {});
    }
  }
  return std::nullopt;
}

// Messages with a fixed middle: a function name in front, something free behind.
MaybeMessage match_middle(std::string_view text) {
  if (const auto function = between(text, "function ", " considered 'big'; reducing max cost of inlinees")) {
    return about_function(Kind::kBigFunction, *function);
  }
  if (text.starts_with("unrecognized shape for assign list stmt")) {
    return about(Kind::kKeptAlive, {});
  }
  if ((text.starts_with("call ") && (text.find(": hottest callee ") != std::string_view::npos ||
                                     text.find(": no hot callee") != std::string_view::npos ||
                                     text.find(" hottest callee ") != std::string_view::npos)) ||
      (text.starts_with("edge ") && text.find(" (weight ") != std::string_view::npos)) {
    return about(Kind::kProfileGuided, {});
  }
  if (auto message = closure_capture(text)) {
    return message;
  }
  return self_assignment(text);
}

// How errors begin, and what they hold: of the type checker (internal/types/errors), of what runs in the compiler
// before it (noder, syntax) and behind it (ssagen, staticdata, walk), of the go command where it loads a package
// (cmd/go/internal/load), of cmd/asm, cmd/cgo and C compilers.
constexpr std::string_view kErrorBeginnings[] = {"undefined: ",
                                                 "cannot ",
                                                 "syntax error",
                                                 "missing ",
                                                 "too many ",
                                                 "too few values",
                                                 "error: ",
                                                 "fatal error: ",
                                                 "invalid ",
                                                 "undefined reference",
                                                 "not enough ",
                                                 "internal compiler error",
                                                 "duplicate ",
                                                 "unknown field ",
                                                 "import cycle not allowed",
                                                 "assignment mismatch",
                                                 "no new variables on left side",
                                                 "initialization cycle",
                                                 "impossible type ",
                                                 "ambiguous selector ",
                                                 "mixture of field:value ",
                                                 "multiple-value ",
                                                 "multiple defaults ",
                                                 "first argument to ",
                                                 "arguments to copy ",
                                                 "non-name ",
                                                 "non-boolean ",
                                                 "label ",
                                                 "break ",
                                                 "continue ",
                                                 "goto ",
                                                 "method redeclared ",
                                                 "interface too large",
                                                 "channel element type too large",
                                                 "stack frame too large",
                                                 "write barrier prohibited",
                                                 "misplaced ",
                                                 "usage: //go:",
                                                 "//go:",
                                                 "go:embed ",
                                                 "embed ",
                                                 "pattern ",
                                                 "build constraints exclude all Go files",
                                                 "no Go files in ",
                                                 "no required module provides package ",
                                                 "missing go.sum entry",
                                                 "use of internal package ",
                                                 "use of vendored package ",
                                                 "use of untyped nil ",
                                                 "use of package ",
                                                 "unrecognized instruction ",
                                                 "division by zero",
                                                 "found packages ",
                                                 "import \""};
constexpr std::string_view kErrorPhrases[] = {"declared and not used",
                                              "imported and not used",
                                              " declared but not used",
                                              " defined and not used",
                                              " redeclared in this block",
                                              " already declared",
                                              "is not a type",
                                              " is not an expression",
                                              " is not used",
                                              " used as value",
                                              " undefined (",
                                              "is not in std",
                                              " does not implement ",
                                              " does not satisfy ",
                                              " overflows ",
                                              " is too big",
                                              " too large",
                                              " larger than address space",
                                              "incomplete (or unallocatable)",
                                              ", not allowed in runtime",
                                              " defined in both Go and assembly",
                                              ": unsupported parameter type ",
                                              ": unsupported result type ",
                                              ": too many return values",
                                              ": too many errors"};

}  // namespace

std::optional<Message> recognise_message(std::string_view text) {
  if (text.empty()) {
    return std::nullopt;
  }
  // Endings first: whatever an expression begins with, it is an expression when the text ends like this.
  if (auto message = match_suffix(text)) {
    return message;
  }
  if (auto message = match_prefix(text)) {
    return message;
  }
  if (text.ends_with(':')) {
    if (auto message = ends_with_colon(text)) {
      return message;
    }
  }
  if (auto message = match_fixed_text(text)) {
    return message;
  }
  return match_middle(text);
}

std::optional<Message> recognise_message_without_position(std::string_view line) {
  constexpr std::string_view kMoved = "moved to heap: ";
  if (line.starts_with(kMoved)) {
    return about(Kind::kMovedToHeap, line.substr(kMoved.size()));
  }
  return line.ends_with(')') ? closure_capture(line) : std::nullopt;
}

bool looks_like_compile_error(std::string_view text) {
  if (text.starts_with(' ')) {
    return false;  // A step of an explanation: "    from x (too large for stack)".
  }
  return std::any_of(std::begin(kErrorBeginnings), std::end(kErrorBeginnings),
                     [&](auto word) { return text.starts_with(word); }) ||
         std::any_of(std::begin(kErrorPhrases), std::end(kErrorPhrases),
                     [&](auto phrase) { return text.find(phrase) != std::string_view::npos; });
}

bool speaks_of_heap(std::string_view line) {
  constexpr std::array<std::string_view, 4> kWords{"heap", "escape", "leaking param", "leaks to"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return line.find(word) != std::string_view::npos; });
}

}  // namespace goescape
