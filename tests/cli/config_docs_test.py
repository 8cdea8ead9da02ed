#!/usr/bin/env python3
"""Holds docs/configuration.md and docs/config.schema.json to what `goescape config` says: every setting is in both, in
the same order, with its default, and the variables and flags of the document do what it says they do."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "config.schema.json").read_text(encoding="utf-8"))["properties"]
ROW = re.compile(r"^\| `(\w+)` \| (?:`(.*?)`)? \| `(\w+)` \| `(--[\w-]+)` \| .+ \|$", re.MULTILINE)
# A value of each type that is nobody's default, as a variable and as JSON.
OTHER = {
    "string": ("always", "always"),
    "boolean": ("true", True),
    "integer": ("1", 1),
    "number": ("0.5", 0.5),
    "array": ("json,csv", ["json", "csv"]),
    "object": ("...=7", {"...": {"heap": 7}}),
}
# Where there is no such value: `config` only takes words that mean something.
WORDS = {"driver": "build", "timeout": "5m", "sort": "name", "kinds": "moved_to_heap,can_inline", "include": "generated,vendor"}


def settings(folder, *flags, **variables):
    """What `goescape config` says in an empty folder, by key."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOESCAPE_")}
    run = subprocess.run([os.environ["GOESCAPE"], "config", *flags, "-f", "json"], cwd=folder,
                         env=environment | variables, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(run.stdout)["settings"]


def other_value(key):
    """A value for the variable, and what it is in JSON."""
    if key not in WORDS:
        return OTHER[SCHEMA[key]["type"]]
    text = WORDS[key]
    return text, text.split(",") if SCHEMA[key]["type"] == "array" else text


def check_row(folder, initial, row):
    key, default, variable, flag = row
    assert default == (json.dumps(SCHEMA[key]["default"]) if "default" in SCHEMA[key] else ""), f"{key}: {default}"
    if key not in ("baseline", "database"):  # Their defaults are names to look for, not places.
        assert initial["value"] == SCHEMA[key].get("default", type(initial["value"])()), f"{key}: {initial}"
    text, value = other_value(key)
    said = settings(folder, **{variable: text})[key]
    assert said == {"value": value, "origin": "environment", "place": variable}, f"{variable}={text}: {said}"
    if flag == "--format":
        return  # Of `config` itself, it says how to show the settings.
    words = [flag] if value is True else [part for word in text.split(",") for part in (flag, word)]
    said = settings(folder, *words)[key]
    assert said == {"value": value, "origin": "flag", "place": flag}, f"{words}: {said}"


def check_formats():
    """The schema takes the formats that `goescape report` takes."""
    text = subprocess.run([os.environ["GOESCAPE"], "report", "--help"], stdout=subprocess.PIPE, check=True, text=True).stdout
    listed = re.search(r"--format FORMAT\[=FILE\] (.*?);", " ".join(text.split()))[1]
    taken = re.match(r"\^\((.*?)\)", SCHEMA["format"]["items"]["pattern"])[1].split("|")
    assert set(taken) == set(re.findall(r"\w+", listed)) - {"and"}, f"{taken} are not {listed}"


def main():
    check_formats()
    rows = ROW.findall((ROOT / "docs" / "configuration.md").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        initial = settings(folder)
        assert [row[0] for row in rows] == list(initial), "docs/configuration.md lists other settings than goescape config"
        assert [key for key in SCHEMA if key != "$schema"] == list(initial), "docs/config.schema.json has other settings"
        for row in rows:
            check_row(folder, initial[row[0]], row)


if __name__ == "__main__":
    sys.exit(main())
