#!/usr/bin/env python3
"""The fleet of scripts/fleet: its rows are such as goescape writes, and the queries of docs/fleet/ answer what is worked
out here from the rows, without SQL. SQLite runs the queries everywhere, DuckDB where there is its Python module; Spark is
asked by scripts/fleet/regenerate only."""

import collections
import csv
import gzip
import importlib.util
import json
import math
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLEET = ROOT / "scripts" / "fleet"
LOG = ROOT / "testdata" / "readme" / "quickstart.log"
SIZE = ("--modules", "6", "--commits", "14", "--seed", "3")
HEAP = ("escapes_to_heap", "moved_to_heap")

sys.path.insert(0, str(FLEET))
import engines  # pylint: disable=wrong-import-position
import tables  # pylint: disable=wrong-import-position


def generate(folder, *arguments):
    subprocess.run([sys.executable, FLEET / "generate", *arguments, folder], check=True, stderr=subprocess.DEVNULL)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Fleet:
    """All tables of a fleet."""

    def __init__(self, folder):
        self.folder = folder
        self.lines = [line for path in sorted((folder / "findings").iterdir())
                      for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
        self.rows = [json.loads(line) for line in self.lines]
        self.commits = read_csv(folder / "commits.csv")
        self.owners = read_csv(folder / "owners.csv")


def check_deterministic():
    """The same seed, the same bytes, however many processes there are; another seed, another fleet."""
    with tempfile.TemporaryDirectory() as folder:
        made = [generate(pathlib.Path(folder) / str(number), *arguments) for number, arguments in enumerate(
            ((*SIZE, "--jobs", "1"), (*SIZE, "--jobs", "3"), (*SIZE[:-1], "4")))]
    assert made[0] == made[1], [name for name in made[0] if made[0][name] != made[1].get(name)]
    assert made[0]["commits.csv"] != made[2]["commits.csv"]
    assert len([name for name in made[0] if name.endswith(".jsonl.gz")]) == 6, sorted(made[0])


def check_rows(fleet):
    """Rows of the fleet are such as goescape writes: the schema takes both, and their columns are the same."""
    run = subprocess.run([os.environ["GOESCAPE"], "report", "-q", "--from", LOG, "-f", "rows"], check=True,
                         stdout=subprocess.PIPE, text=True, encoding="utf-8")
    real = [json.loads(line) for line in run.stdout.splitlines()]
    assert real and fleet.rows
    assert {tuple(row) for row in fleet.rows} == {tuple(row) for row in real} == {tuple(tables.columns())}
    try:
        import jsonschema  # pylint: disable=import-outside-toplevel
    except ImportError:
        print("no row is held to its schema: the Python module jsonschema is not installed (Debian: python3-jsonschema)")
        return
    validator = jsonschema.Draft7Validator(json.loads(tables.SCHEMA.read_text(encoding="utf-8")))
    for row in (*real, *fleet.rows):
        errors = [error.message for error in validator.iter_errors(row)]
        assert not errors, (row, errors)


def check_story(fleet):
    """Something happens: decisions come, go, and move, and no report has one twice."""
    reports = collections.defaultdict(dict)
    for row in fleet.rows:
        report = reports[row["module"], row["revision"]]
        assert row["id"] not in report, row
        report[row["id"]] = row["line"]
    happened = collections.Counter()
    for module in {commit["module"] for commit in fleet.commits}:
        line = [reports[module, commit["revision"]] for commit in in_order(fleet, module)]
        for before, after in zip(line, line[1:]):
            happened["added"] += bool(after.keys() - before.keys())
            happened["fixed"] += bool(before.keys() - after.keys())
            happened["moved"] += any(before[each] != after[each] for each in before.keys() & after.keys())
    assert min(happened[what] for what in ("added", "fixed", "moved")) > 3, happened


def in_order(fleet, module):
    return sorted((commit for commit in fleet.commits if commit["module"] == module), key=lambda each: each["committed_at"])


def counts(row):
    return row["kind"] in HEAP and row["category"] == "module" and not row["suppressed"] and (
        row["goos"], row["goarch"]) == ("linux", "amd64")


def ends(fleet):
    """The first and the last revision of each module."""
    lines = {commit["module"]: in_order(fleet, commit["module"]) for commit in fleet.commits}
    return {module: (line[0]["revision"], line[-1]["revision"]) for module, line in lines.items()}


def newest_rows(fleet):
    last = ends(fleet)
    return [row for row in fleet.rows if counts(row) and row["revision"] == last[row["module"]][1]]


def team(fleet, row):
    owning = [each for each in fleet.owners if f"{row['package']}/".startswith(f"{each['prefix']}/")]
    return max(owning, key=lambda each: len(each["prefix"]))["team"]


def worst_regressions(fleet):
    heap = collections.Counter((row["module"], row["revision"]) for row in fleet.rows if counts(row))
    found = []
    for module in ends(fleet):
        line = in_order(fleet, module)
        for before, after in zip(line, line[1:]):
            was, now = heap[module, before["revision"]], heap[module, after["revision"]]
            if now > was:
                found.append((module, after["committed_at"], after["revision"][:12], was, now, now - was))
    found.sort(key=lambda each: (-each[5], each[0], each[1]))
    return [(module, time[:10], *rest) for module, time, *rest in found[:10]]


def causes_by_team(fleet):
    rows = newest_rows(fleet)
    found = []
    for name in {team(fleet, row) for row in rows}:
        own = [row for row in rows if team(fleet, row) == name]
        causes = collections.Counter(row["cause"] for row in own)
        for cause, number in sorted(causes.items(), key=lambda each: (-each[1], each[0]))[:3]:
            modules = {row["module"] for row in own if row["cause"] == cause}
            found.append((name, cause, number, 100 * number // len(own), len(modules)))
    return sorted(found, key=lambda each: (each[0], -each[2], each[1]))


def sinks_across_modules(fleet):
    sinks = collections.defaultdict(list)
    for row in newest_rows(fleet):
        if row["sink_type"] == "call" and row["sink_package"] == "" and row["sink"]:
            sinks[row["sink"]].append(row)
    found = [(sink, len({row["module"] for row in rows}), len({row["package"] for row in rows}), len(rows))
             for sink, rows in sinks.items()]
    return sorted(found, key=lambda each: (-each[1], -each[3], each[0]))[:10]


def allocations_by_team(fleet):
    of_module = ends(fleet)
    found = collections.defaultdict(lambda: [0, 0, 0, 0])
    for row in fleet.rows:
        first, last = of_module[row["module"]]
        if not counts(row) or row["allocation"] is None or row["revision"] not in (first, last):
            continue
        sums, allocates = found[team(fleet, row)], row["allocation"] == "allocates"
        if row["revision"] == last:
            sums[0] += 1
            sums[1] += allocates
            sums[2] += row["allocated_bytes"] if allocates else 0
        sums[3] += allocates * ((row["revision"] == last) - (row["revision"] == first))
    return sorted(((name, *sums) for name, sums in found.items()), key=lambda each: (-each[3], each[0]))


ANSWERS = {each.__name__: each for each in (worst_regressions, causes_by_team, sinks_across_modules, allocations_by_team)}


class Sqlite:
    """Both what everybody has and a third opinion on the SQL."""

    def __init__(self, fleet):
        self.connection = sqlite3.connect(":memory:")
        self.connection.create_function("floor", 1, math.floor, deterministic=True)
        for name, columns, rows in (("findings", tables.columns(), fleet.rows), ("commits", tables.COMMITS, fleet.commits),
                                    ("owners", tables.OWNERS, fleet.owners)):
            self.connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            self.connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})",
                                        [[row[column] for column in columns] for row in rows])

    def run(self, name):
        result = self.connection.execute(tables.query(name))
        return [column[0] for column in result.description], result.fetchall()


def check_queries(what, engine, fleet):
    assert tables.query_names() == sorted(ANSWERS), "a query has no answer here"
    for name, answer in ANSWERS.items():
        _, rows = engine.run(name)
        expected = answer(fleet)
        assert expected, f"{name}: there is nothing to find, which tells nothing"
        assert rows == expected, f"{what} answers {name} with\n{rows}\nand not with\n{expected}"


def check_nothing_found(fleet):
    """A module whose last finding was mended is known by its commit alone: its rows of before must not count as newest."""
    module = fleet.rows[0]["module"]
    clean = {"module": module, "revision": "f" * 40, "committed_at": "2099-01-01T00:00:00Z"}
    after = Fleet(fleet.folder)
    after.commits.append(clean)
    assert all(row["module"] != module for row in newest_rows(after))
    check_queries("SQLite", Sqlite(after), after)


def check_duckdb(fleet):
    if importlib.util.find_spec("duckdb") is None:
        print("DuckDB is not asked: there is no Python module duckdb (scripts/fleet/requirements.txt)")
        run = subprocess.run([sys.executable, FLEET / "load", fleet.folder], stderr=subprocess.PIPE, text=True)
        assert run.returncode == 1 and "pip install" in run.stderr, run.stderr
        return
    subprocess.run([sys.executable, FLEET / "load", fleet.folder], check=True, stderr=subprocess.DEVNULL)
    check_queries("DuckDB", engines.DuckDb(fleet.folder), fleet)
    run = subprocess.run([sys.executable, FLEET / "query", fleet.folder, "causes_by_team"], check=True,
                         stdout=subprocess.PIPE, text=True)
    assert "percent" in run.stdout, run.stdout


def check_usage(fleet):
    for program, arguments, code, message in (
            ("generate", [fleet.folder], 1, "has findings already"), ("generate", [], 2, "folder"),
            ("load", [], 1, "usage"), ("query", [fleet.folder, "nothing"], 2, "there is no query nothing"),
            ("query", ["--engine", "mysql", fleet.folder], 2, "mysql")):
        run = subprocess.run([sys.executable, FLEET / program, *arguments], stderr=subprocess.PIPE, text=True)
        assert run.returncode == code and message in run.stderr, (program, run.returncode, run.stderr)


def main():
    check_deterministic()
    with tempfile.TemporaryDirectory() as folder:
        generate(pathlib.Path(folder) / "fleet", *SIZE)
        fleet = Fleet(pathlib.Path(folder) / "fleet")
        check_rows(fleet)
        check_story(fleet)
        check_queries("SQLite", Sqlite(fleet), fleet)
        check_nothing_found(fleet)
        check_usage(fleet)
        check_duckdb(fleet)


if __name__ == "__main__":
    main()
