#include "compare/match_same_line.h"

namespace goescape {
namespace {

// No package, so that the file alone says which decision is meant. The compiler makes one package of the files of a
// folder, apart from external tests, which have files of their own.
StringId package_or_home(const Decision& decision) { return decision.at_home ? StringId::kEmpty : decision.package; }

MatchStep step(const Decision& old_decision, const Decision& new_decision) {
  const bool stayed = old_decision.path == new_decision.path && old_decision.own_package == new_decision.own_package;
  return stayed ? MatchStep::kSameLine : MatchStep::kRenamedFile;
}

}  // namespace

void match_same_line(Matching& matching) {
  for (const bool with_column : {true, false}) {
    const auto place = [&](const Decision& d) -> std::optional<MatchKey> {
      if (d.line_state != LineState::kSame) {
        return std::nullopt;
      }
      return match_key(d.line, d.expression, d.file, package_or_home(d), d.kind, with_column ? d.column : 0);
    };
    pair_equal(matching, place, step);
  }
  const auto column = [](const Decision& d) -> std::optional<MatchKey> {
    if (d.line_state != LineState::kSame || d.column == 0 || d.inlined) {
      return std::nullopt;
    }
    return match_key(d.line, d.column, d.file, package_or_home(d), d.kind);
  };
  pair_equal(matching, column, step, Several::kNone);
}

}  // namespace goescape
