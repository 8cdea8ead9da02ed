#include "compare/match_renumbered_closure.h"

namespace goescape {
namespace {

MatchStep same_line(const Decision& /*old_decision*/, const Decision& /*new_decision*/) { return MatchStep::kSameLine; }

MatchStep renamed(const Decision& /*old_decision*/, const Decision& /*new_decision*/) {
  return MatchStep::kRenamedFunction;
}

}  // namespace

void match_renumbered_closure_in_place(Matching& matching) {
  for (const bool with_column : {true, false}) {
    const auto place = [&](const Decision& d) -> std::optional<MatchKey> {
      if (d.line_state != LineState::kSame || !matching.in_closure(d)) {
        return std::nullopt;
      }
      return match_key(d.line, d.expression, d.file, matching.names_of(d).without_numbers, d.own_package, d.kind,
                       with_column ? d.column : 0);
    };
    pair_equal(matching, place, same_line);
  }
}

void match_renumbered_closure_in_hunk(Matching& matching) {
  for (const bool same_nesting : {true, false}) {
    const auto key = [&](const Decision& d) -> std::optional<MatchKey> {
      if (d.line_state != LineState::kChanged || d.function == StringId::kEmpty) {
        return std::nullopt;
      }
      const FunctionNames& names = matching.names_of(d);
      return match_key(d.expression, d.hunk, same_nesting ? names.without_numbers : names.declared, d.own_package,
                       d.kind);
    };
    pair_equal(matching, key, renamed);
  }
}

void match_renumbered_closure_elsewhere(Matching& matching) {
  pair_equal(
      matching,
      [&](const Decision& d) -> std::optional<MatchKey> {
        if (d.line_state == LineState::kSame || !matching.in_closure(d)) {
          return std::nullopt;
        }
        return match_key(d.expression, matching.names_of(d).without_numbers, d.own_package, d.kind);
      },
      renamed);
}

}  // namespace goescape
