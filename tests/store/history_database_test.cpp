#include "store/history_database.h"

#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <string>
#include <thread>

#include "catch.h"
#include "compare/identity.h"
#include "compare/two_reports.h"
#include "store/history_schema.h"
#include "store/sqlite.h"

using namespace goescape;
using goescape::test::At;
using goescape::test::report_of;

namespace {

namespace fs = std::filesystem;
using Access = HistoryDatabase::Access;

struct Folder {
  Folder() {
    std::string name = fs::temp_directory_path() / "goescape_history_XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
    file = path + "/history.sqlite";
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }

  std::string path;
  std::string file;
};

Report counted_report(const std::vector<At>& all) {
  Report report = report_of(all);
  report.module.path = "example.com/m";
  for (Finding& finding : report.findings) {
    finding.message = report.strings.intern(std::string(report.text(finding.expression)) + " escapes to heap");
  }
  report.packages.front().counts[static_cast<std::size_t>(Kind::kDoesNotEscape)] = 7;
  set_fingerprints(report);
  return report;
}

NewRun run_on(const std::string& hash, std::int64_t time = 1, const std::string& key = "k") {
  NewRun run;
  run.commit = {hash, "", time, time, "subject of " + hash};
  run.setup.module = "example.com/m";
  run.setup.packages = "./...";
  run.setup.goos = "linux";
  run.setup.goarch = "amd64";
  run.build_key = key;
  run.go_version = "go1.26.8";
  return run;
}

HistoryDatabase opened(const std::string& file, Access access = Access::kWrite) {
  auto database = HistoryDatabase::open(file, access);
  REQUIRE(database);
  return *std::move(database);
}

std::string refusal(const std::string& file, Access access) {
  const auto database = HistoryDatabase::open(file, access, 50);
  REQUIRE_FALSE(database);
  CHECK(database.error().message.find(file) != std::string::npos);
  return database.error().message;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::int64_t rows(const std::string& file, const std::string& table) {
  return SqliteConnection(file, false, 1000).number("SELECT count(*) FROM " + table);
}

const std::vector<At> kThree{{"a.go", 3}, {"a.go", 9, "G", "y"}, {"sub/b.go", 5, "H", "z", "example.com/m/sub"}};

// With one run.
void make_first_version(const std::string& file) {
  SqliteConnection old(file, true, 1000);
  old.execute(std::string(kHistoryMigrations.front()).c_str());
  old.execute(
      "PRAGMA user_version = 1;"
      "INSERT INTO texts VALUES (1, ''), (2, 'example.com/m'), (3, '.');"
      "INSERT INTO commits VALUES (1, 'aa', '', 5, 6, 'the first');"
      "INSERT INTO setups VALUES (1, 'example.com/m', '', './...', 'linux', 'amd64', '', 'x,y', 1, 0, 0);"
      "INSERT INTO runs VALUES (1, 1, 1, 'k', 'go1.20');"
      "INSERT INTO states VALUES (1, 'd', 2, 3, 'module', 1, x'');"
      "INSERT INTO package_counts VALUES (1, 'module', 'does_not_escape', 4);"
      "INSERT INTO run_states VALUES (1, 1)");
  old.execute(("PRAGMA application_id = " + std::to_string(kHistoryApplication)).c_str());
}

}  // namespace

TEST_CASE("a recorded report comes back as it was, without what is only counted", "[history]") {
  const Folder folder;
  const Report report = counted_report(kThree);
  {
    auto database = opened(folder.file);
    CHECK(database.record(run_on("aa"), report, false).value());
  }
  auto database = opened(folder.file, Access::kRead);
  const auto run = database.find_run("aa", "k");
  REQUIRE(run);
  REQUIRE(run->has_value());
  CHECK((*run)->commit.subject == "subject of aa");
  CHECK((*run)->go_version == "go1.26.8");
  const auto back = database.report(**run);
  REQUIRE(back);
  REQUIRE(back->packages.size() == report.packages.size());
  for (std::size_t index = 0; index < report.packages.size(); ++index) {
    CHECK(back->text(back->packages[index].import_path) == report.text(report.packages[index].import_path));
    CHECK(back->text(back->packages[index].dir) == report.text(report.packages[index].dir));
    CHECK(back->packages[index].counts == report.packages[index].counts);
    CHECK(back->packages[index].other_categories == report.packages[index].other_categories);
  }
  REQUIRE(back->findings.size() == report.findings.size());
  for (std::size_t index = 0; index < report.findings.size(); ++index) {
    const Finding& a = back->findings[index];
    const Finding& b = report.findings[index];
    CHECK(a.fingerprint == b.fingerprint);
    CHECK(a.kind == b.kind);
    CHECK(a.package == b.package);
    CHECK(a.line == b.line);
    CHECK(a.column == b.column);
    CHECK(back->text(a.file) == report.text(b.file));
    CHECK(back->text(a.function) == report.text(b.function));
    CHECK(back->text(a.expression) == report.text(b.expression));
    CHECK(back->text(a.message) == report.text(b.message));
  }
  CHECK(back->module.revision == "aa");
}

TEST_CASE("generated files keep their category", "[history]") {
  const Folder folder;
  Report report = counted_report(kThree);
  report.findings.front().category = Category::kGenerated;
  report.packages.front().counts = {};
  add_to_counts(report.packages.front(), Kind::kEscapesToHeap, Category::kGenerated);
  add_to_counts(report.packages.front(), Kind::kEscapesToHeap, Category::kModule);
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa"), report, false));
  const auto back = database.report(database.find_run("aa", "k")->value());
  REQUIRE(back);
  CHECK(back->packages.front().counts == report.packages.front().counts);
  CHECK(back->packages.front().other_categories == report.packages.front().other_categories);
  CHECK(back->findings.front().category == Category::kGenerated);
  const auto setup = database.setups()->front().id;
  CHECK(heap_decisions(database.points(setup, {})->front().counts) == 2);
  CHECK(heap_decisions(database.points(setup, {{}, {}, all_categories()})->front().counts) == 3);
}

TEST_CASE("a package that did not change is kept once", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa", 1), counted_report(kThree), false));
  REQUIRE(database.record(run_on("bb", 2), counted_report(kThree), false));
  CHECK(rows(folder.file, "states") == 2);
  CHECK(rows(folder.file, "findings") == 3);
  std::vector<At> moved = kThree;
  moved.front().line = 4;
  REQUIRE(database.record(run_on("cc", 3), counted_report(moved), false));
  CHECK(rows(folder.file, "states") == 3);
  CHECK(rows(folder.file, "findings") == 3);  // A line is no part of a finding.
  CHECK(rows(folder.file, "runs") == 3);
}

TEST_CASE("what is recorded stays, unless it is asked for again", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa"), counted_report(kThree), false).value());
  CHECK_FALSE(database.record(run_on("aa"), counted_report({{"a.go", 3}}), false).value());
  CHECK(rows(folder.file, "states") == 2);
  REQUIRE(database.record(run_on("aa"), counted_report({{"a.go", 3}}), true).value());
  CHECK(rows(folder.file, "runs") == 1);
  CHECK(rows(folder.file, "states") == 1);  // Nothing is left of the old ones.
  CHECK(database.report(database.find_run("aa", "k")->value())->findings.size() == 1);
}

TEST_CASE("runs come by time, of each commit the last one", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("bb", 20), counted_report(kThree), false));
  REQUIRE(database.record(run_on("aa", 10), counted_report({{"a.go", 3}}), false));
  NewRun newer = run_on("aa", 10, "other key");
  newer.go_version = "go1.27";
  REQUIRE(database.record(newer, counted_report({{"a.go", 3}, {"a.go", 4}}), false));
  const auto setups = database.setups();
  REQUIRE(setups->size() == 1);
  CHECK(setups->front().commits == 2);
  const auto runs = database.runs(setups->front().id);
  REQUIRE(runs->size() == 2);
  CHECK(runs->front().commit.hash == "aa");
  CHECK(runs->front().go_version == "go1.27");
  CHECK(database.points(setups->front().id, {})->front().counts[0] == 2);
  NewRun other = run_on("aa", 10, "race");
  other.setup.race = true;
  REQUIRE(database.record(other, counted_report(kThree), false));
  CHECK(database.setups()->size() == 2);
}

TEST_CASE("points count the packages and functions that are asked for", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa"), counted_report(kThree), false));
  const auto setup = database.setups()->front().id;
  const auto heap = [&](const HistoryFilter& filter) {
    return heap_decisions(database.points(setup, filter)->front().counts);
  };
  CHECK(heap({}) == 3);
  CHECK(heap({{"example.com/m"}, {}, {}}) == 2);
  CHECK(heap({{"example.com/m/..."}, {}, {}}) == 3);
  CHECK(heap({{"example.com/other"}, {}, {}}) == 0);
  CHECK(heap({{}, {"G"}, {}}) == 1);
  CHECK(heap({{}, {"*"}, {}}) == 3);
  CHECK(heap({{"example.com/m/sub"}, {"G"}, {}}) == 0);
  CHECK(database.points(setup, {})->front().counts[static_cast<std::size_t>(Kind::kDoesNotEscape)] == 7);
}

TEST_CASE("a database of the first version is brought to today's", "[history]") {
  const Folder folder;
  make_first_version(folder.file);
  auto database = opened(folder.file, Access::kRead);
  const auto run = database.find_run("aa", "k")->value();
  CHECK(run.tool.empty());
  CHECK(run.commit.commit_time == 6);
  const auto report = database.report(run);
  REQUIRE(report);
  CHECK(report->toolchain.tags == std::vector<std::string>{"x", "y"});
  CHECK(report->packages.front().counts[static_cast<std::size_t>(Kind::kDoesNotEscape)] == 4);
  REQUIRE(database.record(run_on("bb"), counted_report(kThree), false));
  CHECK(SqliteConnection(folder.file, false, 1000).number("PRAGMA user_version") == kHistoryVersion);
}

TEST_CASE("what a newer goescape made of a database just before is left alone", "[history]") {
  const Folder folder;
  make_first_version(folder.file);
  SqliteConnection newer(folder.file, false, 1000);
  newer.execute("BEGIN IMMEDIATE; CREATE TABLE more (x); PRAGMA user_version = 99");
  auto opening =
      std::async(std::launch::async, [&] { return HistoryDatabase::open(folder.file, Access::kRead, 20'000); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // It has seen the first version and waits.
  newer.execute("COMMIT");
  const auto database = opening.get();
  REQUIRE_FALSE(database);
  CHECK(holds(database.error().message, "version 99"));
  CHECK(newer.number("PRAGMA user_version") == 99);
}

TEST_CASE("files that are no history of a known version are refused and left alone", "[history]") {
  const Folder folder;
  SECTION("no file") {
    const auto database = HistoryDatabase::open(folder.file, Access::kRead);
    REQUIRE_FALSE(database);
    CHECK(database.error().failure == Failure::kUsage);
    CHECK(holds(database.error().message, "goescape history record"));
    CHECK_FALSE(fs::exists(folder.file));
  }
  SECTION("no database") {
    std::ofstream(folder.file) << std::string(5000, 'x');
    for (const Access access : {Access::kRead, Access::kWrite}) {
      CHECK(holds(refusal(folder.file, access), "is no history database"));
    }
    CHECK(fs::file_size(folder.file) == 5000);
  }
  SECTION("another program's") {
    SqliteConnection(folder.file, true, 1000).execute("CREATE TABLE t (x)");
    CHECK(holds(refusal(folder.file, Access::kWrite), "another program"));
    CHECK(rows(folder.file, "sqlite_master") == 1);
  }
  SECTION("a newer version's") {
    opened(folder.file);
    SqliteConnection(folder.file, false, 1000).execute("PRAGMA user_version = 99");
    for (const Access access : {Access::kRead, Access::kWrite}) {
      CHECK(holds(refusal(folder.file, access), "version 99"));
    }
  }
  SECTION("a version that cannot be") {
    opened(folder.file);
    SqliteConnection(folder.file, false, 1000).execute("PRAGMA user_version = -5");
    for (const Access access : {Access::kRead, Access::kWrite}) {
      CHECK(holds(refusal(folder.file, access), "version -5"));
    }
  }
  SECTION("a folder") {
    fs::create_directory(folder.file);
    CHECK(holds(refusal(folder.file, Access::kWrite), "cannot be opened"));
  }
  SECTION("a folder that is not there") {
    CHECK(holds(refusal(folder.path + "/no/history.sqlite", Access::kWrite), "cannot be opened"));
  }
}

TEST_CASE("a database with other tables than those of its version is refused", "[history]") {
  const Folder folder;
  opened(folder.file);
  const std::string changing = GENERATE(
      // Without end, for whoever reads it.
      "ALTER TABLE commits RENAME TO hidden; CREATE VIEW commits AS WITH RECURSIVE r (id, hash, parent, author_time, "
      "commit_time, subject) AS (SELECT 1, 'a', 'b', 1, 1, 'x' UNION ALL SELECT id + 1, hash, parent, 1, 1, subject "
      "FROM r) SELECT * FROM r",
      "CREATE TRIGGER more AFTER INSERT ON runs BEGIN DELETE FROM texts; END", "CREATE TABLE more (x)",
      "CREATE INDEX more ON texts (length(text))", "ALTER TABLE texts ADD COLUMN more AS (zeroblob(1000000000))",
      "DROP INDEX runs_by_setup", "PRAGMA user_version = 1", "PRAGMA user_version = 0");
  SqliteConnection(folder.file, false, 1000).execute(changing.c_str());
  for (const Access access : {Access::kRead, Access::kWrite}) {
    CHECK(holds(refusal(folder.file, access), "other tables than those of a history"));
  }
}

TEST_CASE("a database that another program analyzed stays a history", "[history]") {
  const Folder folder;
  {
    auto database = opened(folder.file);
    REQUIRE(database.record(run_on("aa"), counted_report(kThree), false));
  }
  SqliteConnection(folder.file, false, 1000).execute("ANALYZE");
  CHECK(opened(folder.file, Access::kRead).setups()->size() == 1);
}

TEST_CASE("views and triggers of a file do nothing", "[history]") {
  const Folder folder;
  SqliteConnection database(folder.file, true, 1000);
  database.execute(
      "CREATE TABLE t (x); CREATE VIEW v AS SELECT x FROM t;"
      "CREATE TRIGGER twice AFTER INSERT ON t BEGIN INSERT INTO t VALUES (new.x); END; INSERT INTO t VALUES (1)");
  CHECK(database.number("SELECT count(*) FROM t") == 1);
  CHECK_THROWS_AS(database.number("SELECT count(*) FROM v"), SqliteFailure);
}

TEST_CASE("a file that is cut off is called damaged", "[history]") {
  const Folder folder;
  {
    auto database = opened(folder.file);
    REQUIRE(database.record(run_on("aa"), counted_report(kThree), false));
  }
  fs::resize_file(folder.file, 8192);
  auto database = HistoryDatabase::open(folder.file, Access::kRead, 50);
  const auto setups = database ? database->setups() : tl::unexpected(database.error());
  REQUIRE_FALSE(setups);
  CHECK(holds(setups.error().message, "damaged"));
}

TEST_CASE("findings that cannot be are an error and no crash", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa"), counted_report(kThree), false));
  const auto run = database.find_run("aa", "k")->value();
  const std::string breaking = GENERATE(
      "UPDATE states SET findings = x'0aff'", "UPDATE states SET findings = x'2a0101'", "DELETE FROM findings",
      "UPDATE package_counts SET kind = 'unheard_of' WHERE count = 7", "UPDATE states SET category = 'unheard_of'");
  SqliteConnection(folder.file, false, 1000).execute(("PRAGMA foreign_keys = OFF; " + breaking).c_str());
  const auto report = database.report(run);
  REQUIRE_FALSE(report);
  CHECK(holds(report.error().message, folder.file));
}

TEST_CASE("numbers that cannot be are damage, for who reads reports and who counts", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa"), counted_report(kThree), false));
  const auto run = database.find_run("aa", "k")->value();
  const std::string breaking =
      GENERATE("states SET package = -1", "run_states SET state_id = -1",
               "run_states SET state_id = 9223372036854775807", "run_states SET state_id = 30000000");
  SqliteConnection(folder.file, false, 1000)
      .execute(("PRAGMA foreign_keys = OFF; UPDATE OR REPLACE " + breaking).c_str());
  const auto report = database.report(run);
  const auto points = database.points(run.setup, {});
  for (const std::string& message : {report ? "" : report.error().message, points ? "" : points.error().message}) {
    CHECK(holds(message, "is damaged (a package that is not there)"));
    CHECK(holds(message, folder.file));
  }
}

TEST_CASE("a folder or a setup that is not there is damage", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa"), counted_report(kThree), false));
  const auto run = database.find_run("aa", "k")->value();
  const std::string breaking = GENERATE("UPDATE states SET dir = -1", "DELETE FROM setups");
  SqliteConnection(folder.file, false, 1000).execute(("PRAGMA foreign_keys = OFF; " + breaking).c_str());
  const auto report = database.report(run);
  REQUIRE_FALSE(report);
  CHECK(holds(report.error().message, "is damaged"));
}

TEST_CASE("rows may have any number", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa"), counted_report(kThree), false));
  const std::string row = GENERATE("-7", "30000000", "4611686018427387904", "9223372036854775807");
  SqliteConnection other(folder.file, false, 1000);
  const std::string last = "(SELECT max(id) FROM states)";
  for (const std::string table : {"run_states", "package_counts", "function_counts"}) {
    other.execute(("UPDATE " + table + " SET state_id = " + row + " WHERE state_id = " + last).c_str());
  }
  other.execute(("UPDATE states SET id = " + row + " WHERE id = " + last).c_str());
  const auto run = database.find_run("aa", "k")->value();
  CHECK(database.report(run)->findings.size() == 3);
  CHECK(heap_decisions(database.points(run.setup, {})->front().counts) == 3);
}

TEST_CASE("a run that was recorded again meanwhile is no empty report", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  REQUIRE(database.record(run_on("aa"), counted_report(kThree), false).value());
  REQUIRE(database.record(run_on("bb"), counted_report(kThree), false).value());
  const auto before = database.find_run("aa", "k")->value();
  REQUIRE(database.record(run_on("aa"), counted_report(kThree), true).value());
  const auto report = database.report(before);
  REQUIRE_FALSE(report);
  CHECK(holds(report.error().message, "the report of aa was recorded again meanwhile; try again"));
  CHECK(database.report(database.find_run("aa", "k")->value())->findings.size() == 3);
}

TEST_CASE("a locked database is waited for and then given up", "[history]") {
  const Folder folder;
  opened(folder.file);
  SqliteConnection other(folder.file, false, 1000);
  other.execute("BEGIN IMMEDIATE");
  auto database = HistoryDatabase::open(folder.file, Access::kWrite, 50);
  REQUIRE(database);
  const auto recorded = database->record(run_on("aa"), counted_report(kThree), false);
  REQUIRE_FALSE(recorded);
  CHECK(holds(recorded.error().message, "locked by another process"));
  other.execute("ROLLBACK");
  CHECK(database->record(run_on("aa"), counted_report(kThree), false).value());
}

TEST_CASE("the folder of the default place is made, and git is told to leave it alone", "[history]") {
  const Folder folder;
  opened(folder.path + "/.goescape/history.sqlite");
  std::string line;
  std::getline(std::ifstream(folder.path + "/.goescape/.gitignore"), line);
  CHECK(line == "*");
}

TEST_CASE("a commit that was only known by its hash gets the rest later", "[history]") {
  const Folder folder;
  auto database = opened(folder.file);
  NewRun bare = run_on("aa", 0, "elsewhere");
  bare.commit.subject.clear();
  REQUIRE(database.record(bare, counted_report(kThree), false));
  REQUIRE(database.record(run_on("aa", 7), counted_report(kThree), false));
  REQUIRE(database.record(bare, counted_report(kThree), true));
  CHECK(database.find_run("aa", "elsewhere")->value().commit.subject == "subject of aa");
}
