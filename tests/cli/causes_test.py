#!/usr/bin/env python3
"""Holds the examples of docs/causes.md, the module testdata/modules/causes, to the compiler.

`cause="NAME"` at the end of a line says the cause of a heap decision on it; go1.25 or go<1.25 behind it from or before
which release. Every cause that is not coarse has an example. The go command is the one in PATH, or the one named by the
environment variable GO.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

SKIPPED = 125
ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULE = ROOT / "testdata" / "modules" / "causes"
EXAMPLE = re.compile(r'// cause="(\w+)"(?: go(<?)1\.(\d+))?$')
ROW = re.compile(r'^    \{Cause::k\w+,\s*"(\w+)",\s*"[^"]*"(,\s*true)?\},$', re.MULTILINE)
# What no example of its own can show: a flow that is missing, and an alignment that no portable code asks for.
WITHOUT_EXAMPLE = {"unknown", "too_aligned"}


def examples(minor):
    """The cause that is wanted in a line, by its number."""
    wanted = {}
    for number, line in enumerate((MODULE / "causes.go").read_text(encoding="utf-8").splitlines(), 1):
        if example := EXAMPLE.search(line):
            cause, before, release = example.groups()
            if release is None or (minor < int(release)) == bool(before):
                wanted[number] = cause
    return wanted


def causes(go, *arguments):
    command = [os.environ["GOESCAPE"], "report", "--go", go, "-f", "json", *arguments, "."]
    run = subprocess.run(command, cwd=MODULE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.returncode == 0, run.stderr
    found = {}
    for finding in json.loads(run.stdout)["findings"]:
        found.setdefault(finding["line"], []).append(finding["cause"])
    return found


def check_every_cause_has_an_example():
    rows = ROW.findall((ROOT / "lib" / "model" / "cause.h").read_text(encoding="utf-8"))
    assert len(rows) > 25, "cannot read lib/model/cause.h"
    shown = set(re.findall(r'// cause="(\w+)"', (MODULE / "causes.go").read_text(encoding="utf-8")))
    for name, coarse in rows:
        assert bool(coarse) or name in WITHOUT_EXAMPLE or name in shown, f"{name} has no example"
        assert name in (ROOT / "docs" / "causes.md").read_text(encoding="utf-8"), f"docs/causes.md does not name {name}"
    assert shown <= {name for name, _ in rows}, shown


def main():
    go = os.environ.get("GO") or shutil.which("go")
    if not go:
        print("there is no go command")
        sys.exit(SKIPPED)
    check_every_cause_has_an_example()
    release = subprocess.run([go, "env", "GOVERSION"], cwd=MODULE, stdout=subprocess.PIPE, text=True, check=True).stdout
    minor = int(re.match(r"go1\.(\d+)", release)[1])
    found = causes(go)
    for line, cause in examples(minor).items():
        assert cause in found.get(line, []), f"causes.go:{line}: {found.get(line)} and not {cause} with {release}"
    assert {cause for each in causes(go, "--level", "1").values() for cause in each} == {"unknown"}, "-m=1 tells no cause"


main()
