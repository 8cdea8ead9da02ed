#include "render/sarif_help.h"

#include <array>

namespace goescape {
namespace {

constexpr std::string_view kHeapHelp =
    "Ways to keep a value on the stack:\n"
    "\n"
    "- Follow the flow, step by step: the last step is the one that reaches the heap, and its word is the cause.\n"
    "- **`return`, `assign`**: a pointer that is returned, or stored in something that lives longer, takes what it "
    "points to along. Return a value, or let the caller own the memory and hand it in.\n"
    "- **`call_parameter`**: the function that is called lets its parameter escape, or is called through an interface "
    "or a function value, of which the compiler knows nothing. Keep the pointer out of the call, or call directly.\n"
    "- **`interface_converted`**: a value that is put into an interface, as for the functions of `fmt`, needs storage "
    "behind it. Use a function with a concrete type where the code is hot.\n"
    "- **`captured_by_a_closure`, `reference`**: a closure that lives longer takes its variables along. Pass them as "
    "arguments.\n"
    "- **`too_large_for_stack`, `non_constant_size`**: make slices with a small constant size, or use them again.\n"
    "\n"
    "A heap decision is not always an allocation: a constant in an interface, an empty struct or a closure that "
    "captures nothing need none. A profile tells how often the code runs, this report does not.\n"
    "\n"
    "To accept a decision, write `//goescape:ignore REASON` behind its line, or keep it in the baseline with "
    "`goescape baseline write`.\n";

constexpr std::string_view kLeakHelp =
    "This is no allocation by itself. But whatever a caller hands in has to be on the heap, if it is made there: a "
    "parameter that begins to leak moves values of all callers to the heap, whose code did not change.\n";

constexpr std::string_view kOtherHelp =
    "A remark of the Go compiler about how it compiled this code. It asks for nothing.\n";

struct KindHelp {
  Kind kind;
  SarifHelp help;
};
constexpr std::array<KindHelp, 5> kKindHelp{{
    {Kind::kEscapesToHeap,
     {"The escape analysis of the Go compiler puts the storage of this expression on the heap: it may live longer than "
      "the function that makes it, or the compiler cannot tell.",
      kHeapHelp}},
    {Kind::kMovedToHeap,
     {"The escape analysis of the Go compiler puts this variable on the heap: a pointer to it may live longer than the "
      "function that declares it, or the compiler cannot tell.",
      kHeapHelp}},
    {Kind::kLeakingParam,
     {"The value of this parameter is kept beyond the call, so what it points to has to be on the heap.", kLeakHelp}},
    {Kind::kLeakingParamContent,
     {"Something that this parameter leads to is kept beyond the call, so that has to be on the heap.", kLeakHelp}},
    {Kind::kLeakingParamToResult,
     {"This parameter flows to a result, so what it points to lives as long as the caller keeps the result.",
      kLeakHelp}},
}};

// In the order of GateRule.
constexpr std::array<SarifHelp, 4> kGateHelp{{
    {"A heap decision that the base does not have, that no comment in the source accepts, and that the baseline does "
     "not hold.",
     kHeapHelp},
    {"A package, file or function has more heap decisions than its budget allows, whether they are new or not.",
     "Take out heap decisions, or raise the budget where it is set: in `.goescape.json` under `budgets`, or with "
     "`--budget`.\n"},
    {"A comment in the source asserts that code has no heap decision, and it has some.",
     "Keep the values on the stack, or take the comment out: `//goescape:noescape`, `//gcassert:noescape`, "
     "`//no-escape` or `// +checkescape`.\n"},
    {"An assertion or a pattern names code that was not compiled, so nobody can tell whether it is kept.",
     "Name the package on the command line, make it compile, or correct the pattern. A build tag, another platform or "
     "a file of tests may leave code out.\n"},
}};

}  // namespace

SarifHelp sarif_help(Kind kind) {
  for (const KindHelp& row : kKindHelp) {
    if (row.kind == kind) {
      return row.help;
    }
  }
  return {"", kOtherHelp};
}

SarifHelp sarif_help(GateRule rule) { return kGateHelp[static_cast<std::size_t>(rule)]; }

std::string plain_text(std::string_view markdown) {
  std::string text;
  text.reserve(markdown.size());
  while (!markdown.empty()) {
    const std::size_t length = markdown.starts_with("**") ? 2 : 1;
    if (length == 1 && markdown.front() != '`') {
      text += markdown.front();
    }
    markdown.remove_prefix(length);
  }
  return text;
}

}  // namespace goescape
