// The tables of the history database, and how older ones become today's.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace goescape {

// In the header of the file (PRAGMA application_id): "goes".
inline constexpr std::int64_t kHistoryApplication = 0x676f6573;

// Each makes version n + 1 (PRAGMA user_version) out of version n; the first makes the tables. A step that was released
// never changes: databases out there have gone through it. docs/history.md describes the tables.
inline constexpr std::array<std::string_view, 2> kHistoryMigrations{
    R"sql(
CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE commits (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  parent TEXT NOT NULL,
  author_time INTEGER NOT NULL,
  commit_time INTEGER NOT NULL,
  subject TEXT NOT NULL
);
CREATE TABLE setups (
  id INTEGER PRIMARY KEY,
  module TEXT NOT NULL,
  folder TEXT NOT NULL,
  packages TEXT NOT NULL,
  goos TEXT NOT NULL,
  goarch TEXT NOT NULL,
  gcflags TEXT NOT NULL,
  tags TEXT NOT NULL,
  cgo INTEGER NOT NULL,
  race INTEGER NOT NULL,
  tests INTEGER NOT NULL,
  UNIQUE (module, folder, packages, goos, goarch, gcflags, tags, cgo, race, tests)
);
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  commit_id INTEGER NOT NULL REFERENCES commits (id),
  setup_id INTEGER NOT NULL REFERENCES setups (id),
  build_key TEXT NOT NULL,
  go_version TEXT NOT NULL,
  UNIQUE (commit_id, build_key)
);
CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  fingerprint INTEGER NOT NULL,
  kind TEXT NOT NULL,
  category TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES texts (id),
  function INTEGER NOT NULL REFERENCES texts (id),
  expression INTEGER NOT NULL REFERENCES texts (id),
  message INTEGER NOT NULL REFERENCES texts (id),
  cause INTEGER NOT NULL REFERENCES texts (id),
  origin INTEGER NOT NULL REFERENCES texts (id),
  UNIQUE (fingerprint, kind, category, file, function, expression, message, cause, origin)
);
CREATE TABLE states (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  package INTEGER NOT NULL REFERENCES texts (id),
  dir INTEGER NOT NULL REFERENCES texts (id),
  category TEXT NOT NULL,
  compiled INTEGER NOT NULL,
  findings BLOB NOT NULL
);
CREATE TABLE package_counts (
  state_id INTEGER NOT NULL REFERENCES states (id),
  category TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (state_id, category, kind)
) WITHOUT ROWID;
CREATE TABLE function_counts (
  state_id INTEGER NOT NULL REFERENCES states (id),
  function INTEGER NOT NULL REFERENCES texts (id),
  category TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (state_id, function, category, kind)
) WITHOUT ROWID;
CREATE TABLE run_states (
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  state_id INTEGER NOT NULL REFERENCES states (id),
  PRIMARY KEY (run_id, state_id)
) WITHOUT ROWID;
)sql",
    // Reports of two versions of goescape may differ though the code does not: a trend has to be able to tell.
    R"sql(
ALTER TABLE runs ADD COLUMN tool TEXT NOT NULL DEFAULT '';
CREATE INDEX runs_by_setup ON runs (setup_id);
)sql"};

inline constexpr std::int64_t kHistoryVersion = static_cast<std::int64_t>(kHistoryMigrations.size());

}  // namespace goescape
