// The words that formats for people share: sentences, numbers, names. Nothing here is escaped but where it says so.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "render/summary.h"
#include "resolve/root_causes.h"

namespace goescape {

// What import paths are shown relative to: the module, or, in a raw log, the folders that all packages have in common.
// Empty when there is no such thing.
std::string_view common_root(const Report& report);

// An import path as the go command takes it below `root`: "." for the root itself, "./a/b" below it, else unchanged.
std::string relative_import_path(std::string_view import_path, std::string_view root);

// A number with commas between groups of three digits.
std::string grouped(std::uint64_t number);

// The share on the heap as "23.1%"; "-" where nothing was decided.
std::string percent(const Decisions& decisions);

// "1 package", "2,000 packages", for a noun that takes an s.
std::string counted(std::uint64_t number, std::string_view noun);

// The table of packages: titles, and the cells of a row whose first one is `package`.
inline constexpr std::array<std::string_view, 7> kPackageTitles{"package", "heap",    "moved",  "escaping",
                                                                "stack",   "leaking", "on heap"};
std::vector<std::string> package_cells(std::string package, const Decisions& row);

// The table of root causes: titles, and the cells of a row. The bytes are there where the report has a profile. Not
// escaped.
std::vector<RootCause> visible_root_causes(const Report& report, const CategorySet& include);
std::vector<std::string> root_cause_titles(const Report& report);
std::vector<std::string> root_cause_cells(const Report& report, const RootCause& cause, std::string_view root);

// What was compiled, and by what: {"module", "example.com/m"}, {"compiled by", "go1.26.8 linux/amd64"}. Only what is
// known. Values are foreign text.
struct BuildFact {
  std::string_view label;
  std::string value;
};
std::vector<BuildFact> build_facts(const Report& report);

// "1,234 heap decisions in 18 of 32 packages, 25.1% of all decisions".
std::string headline(const Summary& summary);

// What is not shown, and the flag that shows it. Each is empty when nothing is left out.
std::string quiet_sentence(const Summary& summary);
std::string hidden_sentence(const Summary& summary);
std::string cut_sentence(std::size_t available, std::size_t shown, std::string_view noun);

// How many lines were not understood; empty when none.
std::string unrecognized_sentence(const Unrecognized& unrecognized);

// Something that failed. Both are foreign text, views into the report.
struct Failed {
  std::string_view package;  // Import path; empty for what belongs to no package.
  std::string_view message;  // May be empty.
};

// The packages that did not compile, whether a failure or only their status says so, sorted by import path.
std::vector<Failed> failed_packages(const Report& report);

// The failures that belong to no package.
std::vector<Failed> other_failures(const Report& report);

// What stands above the two: "2 packages did not compile:", and the like.
std::string failed_sentence(std::size_t packages);
inline constexpr std::string_view kOtherFailures = "the run failed in part:";

// The first `limit` lines of a message; `more` is set to how many there are besides.
std::vector<std::string_view> first_lines(std::string_view message, std::size_t limit, std::size_t& more);

// Where a finding stands, as editors jump to it: file:line:column, without the parts that the compiler did not give;
// the import path where there is no file. Escaped.
std::string place(const Report& report, const Finding& finding);

// What else is to be said about a finding: its cause, where it was inlined from, how often it was printed, whether it
// is suppressed, in which variants it is, whether it allocates, its share of the bytes in the profiles. Escaped; empty
// when there is nothing.
std::string remarks(const Report& report, const Finding& finding);

}  // namespace goescape
