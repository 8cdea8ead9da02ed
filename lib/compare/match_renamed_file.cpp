#include "compare/match_renamed_file.h"

namespace goescape {
namespace {

MatchStep renamed_file(const Decision& /*old_decision*/, const Decision& /*new_decision*/) {
  return MatchStep::kRenamedFile;
}

}  // namespace

void match_renamed_file(Matching& matching) {
  // Identity took what kept its package, so that equal packages here are packages with a new name.
  for (const bool in_hunk : {true, false}) {
    const auto key = [&](const Decision& d) -> std::optional<MatchKey> {
      if (d.line_state == LineState::kSame || (in_hunk && d.line_state != LineState::kChanged)) {
        return std::nullopt;
      }
      return match_key(d.expression, d.function, d.package, d.kind, in_hunk ? d.hunk : 0);
    };
    pair_equal(matching, key, renamed_file);
  }
  const auto in_file = [](const Decision& d) -> std::optional<MatchKey> {
    if (d.line_state != LineState::kChanged || d.file == StringId::kEmpty || !d.at_home) {
      return std::nullopt;
    }
    return match_key(d.expression, d.function, d.file, d.kind);
  };
  pair_equal(matching, in_file, renamed_file);
}

}  // namespace goescape
