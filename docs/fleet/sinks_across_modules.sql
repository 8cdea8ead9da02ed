-- The functions and methods that values of the most modules escape into, in the newest commit of each: where one change
-- of a shared package would help many.
WITH newest AS (
  SELECT module, revision
  FROM (SELECT module, revision, row_number() OVER (PARTITION BY module ORDER BY committed_at DESC) AS age
    FROM commits) AS aged
  WHERE age = 1
)
SELECT f.sink, count(DISTINCT f.module) AS modules, count(DISTINCT f.package) AS packages, count(*) AS decisions
FROM findings f
JOIN newest n ON n.module = f.module AND n.revision = f.revision
WHERE f.kind IN ('escapes_to_heap', 'moved_to_heap') AND f.category = 'module' AND NOT f.suppressed
  AND f.goos = 'linux' AND f.goarch = 'amd64' AND f.sink_type = 'call' AND f.sink_package = '' AND f.sink <> ''
GROUP BY f.sink
ORDER BY modules DESC, decisions DESC, f.sink
LIMIT 10
