#include "compare/match_identity.h"

namespace goescape {
namespace {

MatchStep identity(const Decision& /*old_decision*/, const Decision& /*new_decision*/) { return MatchStep::kIdentity; }

bool is_settled(const Decision& decision) { return decision.line_state == LineState::kSame; }

}  // namespace

void match_identity_in_place(Matching& matching) {
  for (const bool with_column : {true, false}) {
    const auto place = [&](const Decision& d) -> std::optional<MatchKey> {
      if (d.line_state == LineState::kChanged) {
        return std::nullopt;
      }
      return match_key(d.line, d.expression, d.file, d.function, d.own_package, d.kind, with_column ? d.column : 0);
    };
    pair_equal(matching, place, identity);
  }
}

void match_identity_in_hunk(Matching& matching) {
  pair_equal(
      matching,
      [](const Decision& d) -> std::optional<MatchKey> {
        if (d.line_state != LineState::kChanged) {
          return std::nullopt;
        }
        return match_key(d.expression, d.hunk, d.function, d.own_package, d.kind);
      },
      identity);
}

void match_identity_elsewhere(Matching& matching) {
  for (const bool settled_too : {false, true}) {
    for (const bool across_files : {false, true}) {
      const auto key = [&](const Decision& d) -> std::optional<MatchKey> {
        if ((is_settled(d) && (!settled_too || matching.in_closure(d))) ||
            (!across_files && d.file == StringId::kEmpty)) {
          return std::nullopt;
        }
        return match_key(d.expression, across_files ? StringId::kEmpty : d.file, d.function, d.own_package, d.kind,
                         d.synthetic);
      };
      pair_equal(matching, key, identity);
    }
  }
}

}  // namespace goescape
