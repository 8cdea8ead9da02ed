"""The tables of a fleet, for the scripts beside this: where they are, and what their columns are called and hold.

A fleet is a folder with the rows of goescape in findings/*.jsonl.gz, and what an organisation knows itself: commits.csv
and owners.csv. scripts/fleet/load puts the first into parquet/month=YYYY-MM/.
"""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUERIES = ROOT / "docs" / "fleet"
SCHEMA = ROOT / "docs" / "rows.schema.json"
HEAP = ("escapes_to_heap", "moved_to_heap")

# Of the tables that are no rows of goescape. Times are texts as the history writes them, 2026-01-31T12:00:00Z: they sort
# as times do, and every engine means the same by them.
COMMITS = {"module": "STRING", "revision": "STRING", "committed_at": "STRING"}
OWNERS = {"prefix": "STRING", "team": "STRING"}

SQL_TYPES = {"integer": "BIGINT", "boolean": "BOOLEAN", "string": "STRING"}


def columns():
    """The columns of a report's rows with their SQL types, which DuckDB and Spark spell alike, from the JSON schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    def sql_type(member):
        names = member.get("type", "string")
        return SQL_TYPES[names if isinstance(names, str) else names[0]]

    return {name: sql_type(member) for name, member in schema["properties"].items() if name in schema["required"]}


def query(name):
    """The text of a query. Each is one SELECT over the views findings, commits and owners, in SQL that DuckDB, Spark and
    SQLite agree on."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def query_names():
    return sorted(path.stem for path in QUERIES.glob("*.sql"))


def table(names, rows):
    """Columns of equal width; numbers stand to the right."""
    cells = [[f"{value:,}" if isinstance(value, int) else str(value) for value in row] for row in rows]
    widths = [max(len(each) for each in column) for column in zip(names, *cells)]
    right = [bool(rows) and isinstance(value, int) for value in (rows[0] if rows else names)]

    def line(row):
        return "  ".join(cell.rjust(width) if to_right else cell.ljust(width)
                         for cell, width, to_right in zip(row, widths, right)).rstrip() + "\n"

    return line(names) + "".join(map(line, cells))
