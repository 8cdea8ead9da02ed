// The long texts of the rules of SARIF reports.
#pragma once

#include <string>
#include <string_view>

#include "model/gate.h"
#include "model/kind.h"

namespace goescape {

// What a rule is about. All three are full sentences, the help has more of them.
struct SarifHelp {
  std::string_view full;      // What it means, plain text; empty = the short description says it all.
  std::string_view markdown;  // What to do about it, GitHub-flavoured without HTML; of inline markup only `code`
                              // and **strong**, which plain_text() takes out.
};

SarifHelp sarif_help(Kind kind);
SarifHelp sarif_help(GateRule rule);

// The help without its markup.
std::string plain_text(std::string_view markdown);

}  // namespace goescape
