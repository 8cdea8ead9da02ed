-- The commits that brought the most heap decisions, against the commit before in the same module.
WITH counted AS (
  SELECT c.module, c.revision, c.committed_at, count(f.id) AS decisions
  FROM commits c
  LEFT JOIN findings f ON f.module = c.module AND f.revision = c.revision
    AND f.kind IN ('escapes_to_heap', 'moved_to_heap') AND f.category = 'module' AND NOT f.suppressed
    AND f.goos = 'linux' AND f.goarch = 'amd64'
  GROUP BY c.module, c.revision, c.committed_at
), compared AS (
  SELECT module, revision, committed_at, decisions,
    lag(decisions) OVER (PARTITION BY module ORDER BY committed_at) AS decisions_before
  FROM counted
)
SELECT module, substr(committed_at, 1, 10) AS committed, substr(revision, 1, 12) AS revision,
  decisions_before AS heap_before, decisions AS heap, decisions - decisions_before AS added
FROM compared
WHERE decisions > decisions_before
ORDER BY added DESC, module, committed_at
LIMIT 10
