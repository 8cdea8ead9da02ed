-- Of the reports that were made with --verify: how many heap decisions of each team allocate, what one execution of each
-- allocates together, and how many more allocate than in the first commit of each module.
WITH ends AS (
  SELECT module, revision, age, youth
  FROM (SELECT module, revision, row_number() OVER (PARTITION BY module ORDER BY committed_at DESC) AS age,
      row_number() OVER (PARTITION BY module ORDER BY committed_at) AS youth
    FROM commits) AS aged
  WHERE age = 1 OR youth = 1
), team_of AS (
  SELECT package, team
  FROM (SELECT p.package, o.team, row_number() OVER (PARTITION BY p.package ORDER BY length(o.prefix) DESC) AS place
    FROM (SELECT DISTINCT package FROM findings) AS p
    JOIN owners o ON substr(p.package || '/', 1, length(o.prefix) + 1) = o.prefix || '/') AS placed
  WHERE place = 1
)
SELECT t.team,
  sum(CASE WHEN e.age = 1 THEN 1 ELSE 0 END) AS decisions,
  sum(CASE WHEN e.age = 1 AND f.allocation = 'allocates' THEN 1 ELSE 0 END) AS allocations,
  sum(CASE WHEN e.age = 1 AND f.allocation = 'allocates' THEN f.allocated_bytes ELSE 0 END) AS bytes,
  sum(CASE WHEN f.allocation <> 'allocates' THEN 0 WHEN e.age = 1 THEN 1 ELSE 0 END)
    - sum(CASE WHEN f.allocation <> 'allocates' THEN 0 WHEN e.youth = 1 THEN 1 ELSE 0 END) AS more_allocations
FROM findings f
JOIN ends e ON e.module = f.module AND e.revision = f.revision
JOIN team_of t ON t.package = f.package
WHERE f.kind IN ('escapes_to_heap', 'moved_to_heap') AND f.category = 'module' AND NOT f.suppressed
  AND f.goos = 'linux' AND f.goarch = 'amd64' AND f.allocation IS NOT NULL
GROUP BY t.team
ORDER BY bytes DESC, t.team
