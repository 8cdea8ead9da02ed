// The baseline: heap decisions that a team has accepted. It is kept in a file under version control
// (store/baseline_file.h), apart for each way of building, because decisions differ from release to release and from
// platform to platform.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/report.h"
#include "model/visibility.h"

namespace goescape {

// The way of building that entries were taken from.
struct BaselineKey {
  std::string go;                 // Minor release, "go1.26"; "devel" for a development version; empty = unknown.
  std::string goos;               // Empty = unknown.
  std::string goarch;             // Empty = unknown.
  std::vector<std::string> tags;  // Sorted, each once.

  auto operator<=>(const BaselineKey&) const = default;
};

BaselineKey baseline_key(const Toolchain& toolchain);

// For people and for the file: "go1.26 linux/amd64", "go1.26 linux/amd64 tags=a,b"; "-" for what is unknown.
std::string name(const BaselineKey& key);

// One accepted decision. Only the id counts when findings are looked up; the rest says what it is, to people, and to
// prune(), which must not drop what belongs to a package that was not looked at. No text holds control characters.
struct BaselineEntry {
  std::uint64_t id = 0;  // Finding::fingerprint.
  std::string package;   // Import path.
  std::string function;
  std::string kind;        // Its name in JSON.
  std::string expression;  // Normalised, and cut when it is long.

  auto operator<=>(const BaselineEntry&) const = default;
};

struct BaselineSection {
  BaselineKey key;
  std::vector<BaselineEntry> entries;  // Sorted by id, no id twice.

  bool operator==(const BaselineSection&) const = default;
};

struct Baseline {
  std::vector<BaselineSection> sections;  // Sorted by key, no key twice; one may be empty.

  bool operator==(const Baseline&) const = default;
};

// Which packages a report speaks for.
enum class Coverage : std::uint8_t {
  kListedPackages,  // Those in it that compiled. Entries of all others stay as they are.
  kWholeModule,     // All there are: an entry of a package that is not in it has lost its package.
};

// What an update did to a section.
struct BaselineChange {
  std::uint64_t added = 0;
  std::uint64_t kept = 0;
  std::vector<BaselineEntry> dropped;
};

// Makes the section of the report's key accept every heap decision that is visible with the categories `included` and
// not suppressed, and nothing else of the packages that the report speaks for. Other sections stay as they are.
BaselineChange write_baseline(Baseline& baseline, const Report& report, CategorySet included, Coverage coverage);

// Drops the entries that no longer occur from the section of the report's key; nothing is added. Other sections stay.
BaselineChange prune_baseline(Baseline& baseline, const Report& report, Coverage coverage);

// The section that is used for a report, and how it came to that.
struct BaselineChoice {
  const BaselineSection* section = nullptr;  // Into the baseline; null = nothing is accepted.
  bool exact = false;                        // It is the section of the report's own key.
  std::string sentence;  // Where not exact and the baseline has any section: what was done, and how to put it right.
};

// The section of the toolchain's own key, or else of the nearest: of the same platform; with the same tags rather than
// others; of the nearest release, of two equally near the newer. Ids hold no release, so the entries of another release
// go on accepting what both releases decide alike: a toolchain upgrade is not thousands of new escapes. Entries of
// another platform are never used. What the toolchain does not tell (a raw log) agrees with everything.
BaselineChoice choose_section(const Baseline& baseline, const Toolchain& toolchain);

// The entries of `section` that no longer occur in `report`, among those that it speaks for.
std::vector<BaselineEntry> stale_entries(const BaselineSection& section, const Report& report, Coverage coverage);

}  // namespace goescape
