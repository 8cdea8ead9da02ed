#include "store/history_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "resolve/name_patterns.h"
#include "store/history_errors.h"
#include "store/history_state.h"

namespace goescape {
namespace {

// A newer goescape may have recorded categories and kinds that this one does not know; the version of the tables says
// nothing about them.
Category category_of(std::string_view text) {
  for (std::size_t category = 0; category < kCategoryCount; ++category) {
    if (name(static_cast<Category>(category)) == text) {
      return static_cast<Category>(category);
    }
  }
  throw std::runtime_error(fmt::format("a category {} that this version does not know", text));
}

std::size_t kind_of(std::string_view text) {
  const auto kind = kind_from_name(text);
  if (!kind) {
    throw std::runtime_error(fmt::format("a kind {} that this version does not know", text));
  }
  return static_cast<std::size_t>(*kind);
}

constexpr std::string_view kStatesOfRun = "SELECT state_id FROM run_states WHERE run_id = ?";

class ReportReader {
 public:
  ReportReader(SqliteConnection& connection, const HistoryRun& run) : connection_(connection), run_(run) {}

  Report read() {
    read_setup();
    read_packages();
    read_counts();
    read_texts();
    read_findings();
    sort_packages();
    return std::move(report_);
  }

 private:
  struct State {
    PackageIndex package{};
    std::vector<StateFinding> findings;
  };

  void read_setup();
  void read_packages();
  void read_counts();
  void read_texts();
  void read_findings();
  void sort_packages();
  std::string in_run(std::string_view before, std::string_view behind) {
    return fmt::format("{} ({}) {}", before, kStatesOfRun, behind);
  }

  SqliteConnection& connection_;
  const HistoryRun& run_;
  Report report_;
  std::unordered_map<std::int64_t, State> states_;
  std::unordered_map<std::int64_t, Finding> rows_;  // By row of the table of findings.
};

void ReportReader::read_setup() {
  SqliteStatement row =
      connection_.prepare("SELECT module, goos, goarch, gcflags, tags, cgo, race, tests FROM setups WHERE id = ?");
  if (!row.bind(run_.setup).step()) {
    throw_damaged("a run without what it was made of");
  }
  report_.module = {std::string(row.text(0)), run_.commit.hash, false};
  Toolchain& toolchain = report_.toolchain;
  toolchain.go_version = run_.go_version;
  toolchain.goos = row.text(1);
  toolchain.goarch = row.text(2);
  toolchain.gcflags = row.text(3);
  std::string_view tags = row.text(4);
  while (!tags.empty()) {
    const std::size_t comma = std::min(tags.find(','), tags.size());
    toolchain.tags.emplace_back(tags.substr(0, comma));
    tags.remove_prefix(std::min(comma + 1, tags.size()));
  }
  toolchain.cgo = row.number(5) != 0;
  toolchain.race = row.number(6) != 0;
  toolchain.tests = row.number(7) != 0;
}

void ReportReader::read_packages() {
  SqliteStatement rows =
      connection_.prepare(in_run("SELECT s.id, p.text, d.text, s.category, s.compiled, s.findings FROM states s "
                                 "JOIN texts p ON p.id = s.package JOIN texts d ON d.id = s.dir WHERE s.id IN",
                                 ""));
  rows.bind(run_.id);
  while (rows.step()) {
    Package package;
    package.import_path = report_.strings.intern(rows.text(1));
    package.dir = report_.strings.intern(rows.text(2));
    package.category = category_of(rows.text(3));
    package.compiled = rows.number(4) != 0;
    states_[rows.number(0)] = {static_cast<PackageIndex>(report_.packages.size()), decode_state(rows.bytes(5))};
    report_.packages.push_back(package);
  }
  SqliteStatement ids = connection_.prepare(kStatesOfRun);
  ids.bind(run_.id);
  while (ids.step()) {
    state_in(states_, ids.number(0));
  }
}

void ReportReader::read_counts() {
  SqliteStatement rows =
      connection_.prepare(in_run("SELECT state_id, category, kind, count FROM package_counts WHERE state_id IN", ""));
  rows.bind(run_.id);
  while (rows.step()) {
    Package& package = report_.packages[static_cast<std::size_t>(state_in(states_, rows.number(0)).package)];
    const Category category = category_of(rows.text(1));
    const std::size_t kind = kind_of(rows.text(2));
    const auto count = static_cast<std::uint32_t>(rows.number(3));
    package.counts[kind] += count;
    if (category != package.category) {
      package.other_categories[static_cast<std::size_t>(category)][kind] = count;
    }
  }
}

// The findings that the states name, with their texts.
void ReportReader::read_texts() {
  SqliteStatement row = connection_.prepare(
      "SELECT f.fingerprint, f.kind, f.category, file.text, function.text, expression.text, message.text, cause.text, "
      "origin.text FROM findings f JOIN texts file ON file.id = f.file JOIN texts function ON function.id = f.function "
      "JOIN texts expression ON expression.id = f.expression JOIN texts message ON message.id = f.message "
      "JOIN texts cause ON cause.id = f.cause JOIN texts origin ON origin.id = f.origin WHERE f.id = ?");
  for (const auto& [id, state] : states_) {
    for (const StateFinding& each : state.findings) {
      const auto [known, is_new] = rows_.try_emplace(static_cast<std::int64_t>(each.row));
      if (!is_new) {
        continue;
      }
      if (!row.bind(known->first).step()) {
        throw_damaged("a finding that is not there");
      }
      Finding& finding = known->second;
      finding.fingerprint = static_cast<std::uint64_t>(row.number(0));
      finding.kind = static_cast<Kind>(kind_of(row.text(1)));
      finding.category = category_of(row.text(2));
      int column = 3;
      for (StringId* const text :
           {&finding.file, &finding.function, &finding.expression, &finding.message, &finding.cause, &finding.origin}) {
        *text = report_.strings.intern(row.text(column++));
      }
      row.reset();
    }
  }
}

void ReportReader::read_findings() {
  for (const auto& [id, state] : states_) {
    for (const StateFinding& each : state.findings) {
      Finding finding = rows_.at(static_cast<std::int64_t>(each.row));
      finding.package = state.package;
      finding.line = each.line;
      finding.column = each.column;
      finding.occurrences = each.occurrences;
      report_.findings.push_back(finding);
    }
  }
}

// The order that every report has.
void ReportReader::sort_packages() {
  std::vector<std::size_t> order(report_.packages.size());
  for (std::size_t index = 0; index < order.size(); ++index) {
    order[index] = index;
  }
  const auto path = [&](std::size_t index) { return report_.text(report_.packages[index].import_path); };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return path(a) < path(b); });
  std::vector<Package> sorted;
  std::vector<PackageIndex> moved_to(order.size());
  for (const std::size_t index : order) {
    moved_to[index] = static_cast<PackageIndex>(sorted.size());
    sorted.push_back(report_.packages[index]);
  }
  report_.packages = std::move(sorted);
  for (Finding& finding : report_.findings) {
    finding.package = moved_to[static_cast<std::size_t>(finding.package)];
  }
  // Within a package they are in the report's order already.
  std::stable_sort(report_.findings.begin(), report_.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.package < b.package; });
}

constexpr std::string_view kStatesOfSetup =
    "SELECT DISTINCT state_id FROM run_states JOIN runs ON runs.id = run_id WHERE setup_id = ?";

struct StateRow {
  Package package;  // Its names are not set.
  bool wanted = false;
};

std::unordered_map<std::int64_t, StateRow> read_states(SqliteConnection& connection, std::int64_t setup,
                                                       const NamePatterns& packages) {
  std::unordered_map<std::int64_t, StateRow> states;
  SqliteStatement rows = connection.prepare(
      fmt::format("SELECT s.id, text, category, compiled FROM states s JOIN texts ON texts.id = package "
                  "WHERE s.id IN ({})",
                  kStatesOfSetup));
  rows.bind(setup);
  while (rows.step()) {
    StateRow& state = states[rows.number(0)];
    state.wanted = packages.passes(rows.text(1));
    state.package.category = category_of(rows.text(2));
    state.package.compiled = rows.number(3) != 0;
  }
  return states;
}

}  // namespace

Report read_report(SqliteConnection& connection, const HistoryRun& run) { return ReportReader(connection, run).read(); }

StateCounts read_state_counts(SqliteConnection& connection, std::int64_t setup, const HistoryFilter& filter) {
  const auto states = read_states(connection, setup, NamePatterns::of_packages(filter.packages));
  const NamePatterns functions = NamePatterns::globs(filter.functions);
  const bool by_function = !filter.functions.empty();
  SqliteStatement rows = connection.prepare(
      by_function ? fmt::format("SELECT state_id, category, kind, count, text FROM function_counts "
                                "JOIN texts ON texts.id = function WHERE state_id IN ({})",
                                kStatesOfSetup)
                  : fmt::format("SELECT state_id, category, kind, count FROM package_counts WHERE state_id IN ({})",
                                kStatesOfSetup));
  rows.bind(setup);
  StateCounts counts;
  for (const auto& [id, state] : states) {
    counts[id] = {};
  }
  while (rows.step()) {
    const StateRow& state = state_in(states, rows.number(0));
    if (state.wanted && is_visible(category_of(rows.text(1)), state.package.compiled, filter.include) &&
        (!by_function || functions.passes(rows.text(4)))) {
      counts[rows.number(0)][kind_of(rows.text(2))] += static_cast<std::uint32_t>(rows.number(3));
    }
  }
  return counts;
}

}  // namespace goescape
