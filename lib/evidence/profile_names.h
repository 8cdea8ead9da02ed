// The names of functions in profiles, which are those of the symbol table, as reports write them.
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// A name taken apart: "example.com/m/a.b" and "(*T).Name.func1" of "example.com/m/a%2eb.(*T).Name.func1".
struct ProfileName {
  std::string package;   // Import path, unescaped: "main" for a program's own package.
  std::string function;  // As Finding::function, with `[...]` for type arguments; empty where the name has no package
                         // in front, as for C code.
};

// Takes apart the name of a symbol, unescaped_symbol() in front.
ProfileName split_profile_name(std::string_view name);

// How well a function of a profile and one of a report agree.
enum class NameMatch {
  kNone,
  kUnknown,   // The report does not name its function.
  kDeclared,  // The same declared function, with function literals in it that are numbered differently.
  kSame,
};

// Compares names as in Finding::function. The bodies of loops over functions (`F-range1`) and the wrappers of go and
// defer statements (`F.gowrap1`) belong to the function around them: the source does not tell them.
NameMatch match_names(std::string_view in_profile, std::string_view in_report);

}  // namespace goescape
