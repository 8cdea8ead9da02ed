#!/usr/bin/env python3
"""The configuration: where values come from, what is refused, and that docs/config.schema.json says the same.

The files in testdata/config are valid or invalid for goescape and for the schema alike.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "testdata" / "config"


def run(folder, *arguments, **environment):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GOESCAPE_")}
    return subprocess.run([os.environ["GOESCAPE"], *arguments], cwd=folder, env={**inherited, **environment},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def settings(folder, *arguments, **environment):
    done = run(folder, "config", "-f", "json", *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["settings"]


def refused(folder, words, *arguments, **environment):
    done = run(folder, *arguments, **environment)
    assert done.returncode == 2, f"{arguments}: exit {done.returncode}: {done.stderr}"
    assert words in done.stderr and done.stderr.count("\n") == 1 and not done.stdout, f"{arguments}: {done.stderr}"


def check_origins(folder):
    assert all(setting["origin"] == "default" for setting in settings(folder).values())
    file = folder / ".goescape.json"
    file.write_text('{\n  // comment\n  "max_new": 3,\n  "tags": ["a"], "tests": true\n}\n', encoding="utf-8")
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    got = settings(inner, "--level", "1", "--no-tests", GOESCAPE_TAGS="x,y")
    assert got["max_new"] == {"value": 3, "origin": "file", "place": f"{file}:3"}, got["max_new"]
    assert got["tags"] == {"value": ["x", "y"], "origin": "environment", "place": "GOESCAPE_TAGS"}, got["tags"]
    assert got["level"] == {"value": 1, "origin": "flag", "place": "--level"}, got["level"]
    assert got["tests"]["origin"] == "flag" and got["tests"]["value"] is False, got["tests"]
    text = run(inner, "config").stdout
    assert f"max_new = 3  # {file}:3\n" in text and "race = false  # default\n" in text, text
    assert settings(folder.parent, "-C", str(inner))["max_new"]["value"] == 3
    file.unlink()


def check_refusals(folder):
    refused(folder, 'did you mean "GOESCAPE_MAX_NEW"?', "config", GOESCAPE_MAX_NEWS="1")
    refused(folder, "GOESCAPE_MAX_NEW must be a whole number", "config", GOESCAPE_MAX_NEW="x")
    refused(folder, 'GOESCAPE_SORT: "sort": there is no order "size"', "report", "--from", "x", GOESCAPE_SORT="size")
    refused(folder, 'did you mean "markdown"?', "report", "-f", "markdwn")
    (folder / ".goescape.json").write_text('{\n"kinds": ["heap"]}', encoding="utf-8")
    for command in ("report", "config", "baseline"):
        arguments = [command, *(["show"] if command == "baseline" else [])]
        done = run(folder, *arguments)
        bound = command != "baseline"  # A key that a command has no use for is not looked into further.
        assert done.returncode == 2, done.stderr
        assert ('.goescape.json:2: "kinds": there is no kind "heap"' in done.stderr) == bound, done.stderr
    (folder / ".goescape.json").unlink()


def check_use(folder):
    """A setting does what its flag does."""
    (folder / "log").write_text("# example.com/m\n./a.go:1:2: moved to heap: x\n", encoding="utf-8")
    (folder / ".goescape.json").write_text('{"format": ["csv"]}', encoding="utf-8")
    from_file = run(folder, "report", "--from", "log").stdout
    from_flag = run(folder.parent, "report", "--from", str(folder / "log"), "-f", "csv").stdout
    assert from_file == from_flag and "moved_to_heap" in from_file, from_file
    assert run(folder, "report", "--from", "log", "-f", "text").stdout != from_file
    (folder / ".goescape.json").unlink()


def check_cases(folder):
    for case in sorted(CASES.glob("*/*.json")):
        (folder / ".goescape.json").write_bytes(case.read_bytes())
        done = run(folder, "config")
        expected = 0 if case.parent.name == "valid" else 2
        assert done.returncode == expected, f"{case.name}: exit {done.returncode}: {done.stderr}"
        assert expected == 0 or ".goescape.json" in done.stderr, f"{case.name}: {done.stderr}"
    (folder / ".goescape.json").unlink()


def check_schema():
    schema = json.loads((ROOT / "docs" / "config.schema.json").read_text(encoding="utf-8"))
    table = (ROOT / "lib" / "store" / "settings.h").read_text(encoding="utf-8").split("kSettingTable{{")[1]
    keys = re.findall(r'^\s*\{"(\w+)", "--', table, re.MULTILINE)
    assert [key for key in schema["properties"] if key != "$schema"] == keys, "the schema has other keys than the table"
    try:
        import jsonschema
    except ImportError:
        print("the schema is not tried: the Python module jsonschema is not installed (Debian: python3-jsonschema)")
        return
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for case in sorted(CASES.glob("*/*.json")):
        text = re.sub(r"/\*.*?\*/|(?m:^\s*//[^\n]*$)", "", case.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert validator.is_valid(json.loads(text)) == (case.parent.name == "valid"), f"the schema is wrong about {case}"


def main():
    assert len(list(CASES.glob("valid/*"))) >= 2 and len(list(CASES.glob("invalid/*"))) >= 15
    check_schema()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve() / "work"
        folder.mkdir()
        check_origins(folder)
        check_refusals(folder)
        check_use(folder)
        check_cases(folder)


if __name__ == "__main__":
    sys.exit(main())
