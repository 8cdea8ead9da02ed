#include "store/history_writer.h"

#include <map>
#include <string>
#include <utility>

#include "store/history_state.h"
#include "util/version.h"

namespace goescape {
namespace {

constexpr std::string_view kFindingColumns =
    "fingerprint, kind, category, file, function, expression, message, cause, origin";

}  // namespace

HistoryWriter::HistoryWriter(SqliteConnection& connection, const Report& report)
    : connection_(connection),
      report_(report),
      insert_text_(connection.prepare("INSERT INTO texts (text) VALUES (?)")),
      find_text_(connection.prepare("SELECT id FROM texts WHERE text = ?")),
      insert_finding_(connection.prepare("INSERT INTO findings (" + std::string(kFindingColumns) +
                                         ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      find_finding_(connection.prepare("SELECT id FROM findings WHERE (" + std::string(kFindingColumns) +
                                       ") = (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      insert_package_count_(connection.prepare("INSERT INTO package_counts VALUES (?, ?, ?, ?)")),
      insert_function_count_(connection.prepare("INSERT INTO function_counts VALUES (?, ?, ?, ?, ?)")) {}

void HistoryWriter::drop(SqliteConnection& connection, const NewRun& run) {
  SqliteStatement gone = connection.prepare(
      "DELETE FROM runs WHERE build_key = ? AND commit_id = (SELECT id FROM commits WHERE hash = ?)");
  gone.bind(run.build_key).bind(run.commit.hash).run();
  for (const char* const table : {"package_counts", "function_counts"}) {
    connection.execute(
        (std::string("DELETE FROM ") + table + " WHERE state_id NOT IN (SELECT state_id FROM run_states)").c_str());
  }
  connection.execute("DELETE FROM states WHERE id NOT IN (SELECT state_id FROM run_states)");
}

std::int64_t HistoryWriter::commit_row(const HistoryCommit& commit) {
  // Who records a report that was made elsewhere may know no more than the hash.
  SqliteStatement insert = connection_.prepare(
      "INSERT INTO commits (hash, parent, author_time, commit_time, subject) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (hash) DO UPDATE SET parent = excluded.parent, author_time = excluded.author_time, "
      "commit_time = excluded.commit_time, subject = excluded.subject WHERE excluded.commit_time != 0");
  insert.bind(commit.hash).bind(commit.parent).bind(commit.author_time).bind(commit.commit_time).bind(commit.subject);
  insert.run();
  SqliteStatement find = connection_.prepare("SELECT id FROM commits WHERE hash = ?");
  find.bind(commit.hash).step();
  return find.number(0);
}

std::int64_t HistoryWriter::setup_row(const HistorySetup& setup) {
  const auto bind = [&](SqliteStatement& statement) {
    statement.bind(setup.module).bind(setup.folder).bind(setup.packages).bind(setup.goos).bind(setup.goarch);
    statement.bind(setup.gcflags).bind(setup.tags);
    for (const bool flag : {setup.cgo, setup.race, setup.tests}) {
      statement.bind(std::int64_t{flag});
    }
  };
  const std::string columns = "module, folder, packages, goos, goarch, gcflags, tags, cgo, race, tests";
  SqliteStatement insert =
      connection_.prepare("INSERT OR IGNORE INTO setups (" + columns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  bind(insert);
  insert.run();
  SqliteStatement find =
      connection_.prepare("SELECT id FROM setups WHERE (" + columns + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  bind(find);
  find.step();
  return find.number(0);
}

std::int64_t HistoryWriter::text_row(StringId text) {
  const auto [known, is_new] = text_rows_.try_emplace(static_cast<std::uint32_t>(text), 0);
  if (!is_new) {
    return known->second;
  }
  if (find_text_.bind(report_.text(text)).step()) {
    known->second = find_text_.number(0);
  } else {
    insert_text_.bind(report_.text(text)).run();
    known->second = connection_.last_id();
  }
  find_text_.reset();
  return known->second;
}

std::int64_t HistoryWriter::finding_row(const Finding& finding) {
  const auto bind = [&](SqliteStatement& statement) {
    statement.bind(static_cast<std::int64_t>(finding.fingerprint)).bind(info(finding.kind).name);
    statement.bind(name(finding.category));
    for (const StringId text :
         {finding.file, finding.function, finding.expression, finding.message, finding.cause, finding.origin}) {
      statement.bind(text_row(text));
    }
  };
  bind(find_finding_);
  std::int64_t row = 0;
  if (find_finding_.step()) {
    row = find_finding_.number(0);
  } else {
    bind(insert_finding_);
    insert_finding_.run();
    row = connection_.last_id();
  }
  find_finding_.reset();
  return row;
}

void HistoryWriter::add_package_counts(std::int64_t state, const Package& package) {
  const auto add = [&](Category category, const KindCounts& counts) {
    for (std::size_t kind = 0; kind < kKindCount; ++kind) {
      if (counts[kind] != 0) {
        insert_package_count_.bind(state).bind(name(category)).bind(kKinds[kind].name);
        insert_package_count_.bind(std::int64_t{counts[kind]}).run();
      }
    }
  };
  add(package.category, own_counts(package));
  for (std::size_t category = 0; category < kCategoryCount; ++category) {
    if (static_cast<Category>(category) != package.category) {
      add(static_cast<Category>(category), package.other_categories[category]);
    }
  }
}

void HistoryWriter::add_function_counts(std::int64_t state, const std::vector<std::uint32_t>& own) {
  std::map<std::pair<StringId, Category>, KindCounts> counts;
  for (const std::uint32_t index : own) {
    const Finding& finding = report_.findings[index];
    ++counts[{finding.function, finding.category}][static_cast<std::size_t>(finding.kind)];
  }
  for (const auto& [where, by_kind] : counts) {
    for (std::size_t kind = 0; kind < kKindCount; ++kind) {
      if (by_kind[kind] != 0) {
        insert_function_count_.bind(state).bind(text_row(where.first)).bind(name(where.second));
        insert_function_count_.bind(kKinds[kind].name).bind(std::int64_t{by_kind[kind]}).run();
      }
    }
  }
}

std::int64_t HistoryWriter::state_row(const Package& package, const std::vector<std::uint32_t>& own) {
  const std::string digest = state_digest(report_, package, own);
  SqliteStatement known = connection_.prepare("SELECT id FROM states WHERE digest = ?");
  if (known.bind(digest).step()) {
    return known.number(0);
  }
  std::vector<StateFinding> findings;
  for (const std::uint32_t index : own) {
    const Finding& finding = report_.findings[index];
    findings.push_back(
        {static_cast<std::uint64_t>(finding_row(finding)), finding.line, finding.column, finding.occurrences});
  }
  SqliteStatement insert = connection_.prepare(
      "INSERT INTO states (digest, package, dir, category, compiled, findings) VALUES (?, ?, ?, ?, ?, ?)");
  insert.bind(digest).bind(text_row(package.import_path)).bind(text_row(package.dir)).bind(name(package.category));
  insert.bind(std::int64_t{package.compiled}).bind_bytes(encode_state(findings)).run();
  const std::int64_t state = connection_.last_id();
  add_package_counts(state, package);
  add_function_counts(state, own);
  return state;
}

void HistoryWriter::add(const NewRun& run) {
  const std::int64_t commit = commit_row(run.commit);
  const std::int64_t setup = setup_row(run.setup);
  SqliteStatement insert =
      connection_.prepare("INSERT INTO runs (commit_id, setup_id, build_key, go_version, tool) VALUES (?, ?, ?, ?, ?)");
  insert.bind(commit).bind(setup).bind(run.build_key).bind(run.go_version).bind(kVersion).run();
  const std::int64_t row = connection_.last_id();
  const auto by_package = heap_decisions_by_package(report_);
  SqliteStatement tie = connection_.prepare("INSERT INTO run_states (run_id, state_id) VALUES (?, ?)");
  for (std::size_t index = 0; index < report_.packages.size(); ++index) {
    tie.bind(row).bind(state_row(report_.packages[index], by_package[index])).run();
  }
}

}  // namespace goescape
