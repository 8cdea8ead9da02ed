-- What keeps the code of each team on the heap, in the newest commit of each module: its three most frequent causes.
WITH newest AS (
  SELECT module, revision
  FROM (SELECT module, revision, row_number() OVER (PARTITION BY module ORDER BY committed_at DESC) AS age
    FROM commits) AS aged
  WHERE age = 1
), team_of AS (
  SELECT package, team
  FROM (SELECT p.package, o.team, row_number() OVER (PARTITION BY p.package ORDER BY length(o.prefix) DESC) AS place
    FROM (SELECT DISTINCT package FROM findings) AS p
    JOIN owners o ON substr(p.package || '/', 1, length(o.prefix) + 1) = o.prefix || '/') AS placed
  WHERE place = 1
), counted AS (
  SELECT t.team, f.cause, count(*) AS decisions, count(DISTINCT f.module) AS modules,
    sum(count(*)) OVER (PARTITION BY t.team) AS of_team,
    row_number() OVER (PARTITION BY t.team ORDER BY count(*) DESC, f.cause) AS place
  FROM findings f
  JOIN newest n ON n.module = f.module AND n.revision = f.revision
  JOIN team_of t ON t.package = f.package
  WHERE f.kind IN ('escapes_to_heap', 'moved_to_heap') AND f.category = 'module' AND NOT f.suppressed
    AND f.goos = 'linux' AND f.goarch = 'amd64'
  GROUP BY t.team, f.cause
)
SELECT team, cause, decisions, CAST(floor(100 * decisions / of_team) AS BIGINT) AS percent, modules
FROM counted
WHERE place <= 3
ORDER BY team, decisions DESC, cause
