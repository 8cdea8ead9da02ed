#!/usr/bin/env python3
"""Hands files to programs that read such files and are not part of this project: CSV to sqlite3, JUnit to junitparser,
errorformat to Vim. What they read is held to the JSON of the same run. A reader that is not installed is left out; where
there is none of them the test is skipped."""

import collections
import csv
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from repository import ESCAPING, GO_MOD, TWO_ESCAPES, Repository

JUNIT_READER = """
import json, sys
from junitparser import JUnitXml
suites = []
for suite in JUnitXml.fromfile(sys.argv[1]):
    cases = [[case.classname, case.name, [type(each).__name__ for each in case.result]] for case in suite]
    suites.append([suite.name, suite.tests, suite.failures, suite.errors, suite.skipped, cases])
print(json.dumps(suites))
"""
# Prints what stands in the quickfix list.
VIM = ("set errorformat&", "set encoding=utf-8", "cgetfile {}",
       "call writefile([json_encode(map(getqflist(), "
       "'[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.text, v:val.valid]'))], '{}.out')", "qall!")


class Missing(Exception):
    """A reader is not installed."""


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, **options).stdout


def rows_of_sqlite(path):
    if shutil.which("sqlite3") is None:
        raise Missing("sqlite3")
    out = run("sqlite3", ":memory:", "-cmd", ".mode json", f".import --csv {path} rows", "select * from rows")
    return json.loads(out or "[]")


def python_with_junitparser():
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import junitparser"], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    raise Missing("junitparser (Debian: python3-junitparser)")


def suites_of_junitparser(path):
    return json.loads(run(python_with_junitparser(), "-c", JUNIT_READER, path))


def quickfix_of_vim(path):
    if shutil.which("vim") is None or "+quickfix" not in run("vim", "--version"):
        raise Missing("vim, with quickfix")
    commands = [argument for each in VIM for argument in ("-c", each.format(path))]
    subprocess.run(["vim", "-u", "NONE", "-i", "NONE", "-es", *commands], cwd=path.parent, check=True,
                   stdin=subprocess.DEVNULL)
    return json.loads(pathlib.Path(f"{path}.out").read_text(encoding="utf-8"))


def findings_of(document):
    return document["findings"] if "findings" in document else document["introduced"]


def check_csv(path, document):
    """sqlite3 and Python read the same, and of a report what the JSON says."""
    rows = rows_of_sqlite(path)
    assert rows == list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))), f"{path}: two readers differ"
    if document is None:
        return
    findings = findings_of(document)
    assert len(rows) == len(findings), f"{path}: {len(rows)} rows for {len(findings)} findings"
    for row, finding in zip(rows, findings):
        for name in ("id", "kind", "category", "package", "file", "line", "column", "function", "cause", "occurrences"):
            assert row[name] == str(finding[name]), f"{path}: {name} is {row[name]}, not {finding[name]}"


def check_junit(path, document):
    for name, tests, failures, errors, skipped, cases in suites_of_junitparser(path):
        kinds = collections.Counter(kind for _, _, results in cases for kind in results)
        counted = [len(cases), kinds["Failure"], kinds["Error"], kinds["Skipped"]]
        assert counted == [tests, failures, errors, skipped], f"{path}: suite {name} counts wrongly"
    if document is not None:
        names = {name for name, *_ in suites_of_junitparser(path)}
        assert names == {"goescape"} | {finding["package"] for finding in findings_of(document)}, f"{path}: {names}"


def check_errorformat(path, document):
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = quickfix_of_vim(path)
    assert len(entries) == len(lines), f"{path}: Vim has {len(entries)} entries of {len(lines)} lines"
    if "hostile" not in path.stem:  # There a name of a file has a colon, which ends it for every such reader.
        assert all(valid for *_, valid in entries), f"{path}: Vim does not take {entries}"
    if document is not None:
        expected = [[finding["file"], finding["line"], finding["column"]] for finding in findings_of(document)]
        assert [entry[:3] for entry in entries] == expected, f"{path}: {entries}, not {expected}"


CHECKS = {"csv": check_csv, "junit": check_junit, "errorformat": check_errorformat}


def samples(folder):
    """Those of tests/render, hostile ones among them, without JSON to hold them to."""
    subprocess.run([pathlib.Path(os.environ["GOESCAPE_TOOLS"]) / "render_samples", folder], check=True)
    return [(path, None) for form in CHECKS for path in sorted(folder.glob(f"*.{form}"))]


def compiled(folder):
    if shutil.which("go") is None or shutil.which("git") is None:
        print("nothing real is read: there is no Go or no git")
        return []
    files = []
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        repository.commit({"m.go": TWO_ESCAPES, "deep/x.go": TWO_ESCAPES})
        for name, *arguments in (("report", "report"), ("diff", "diff", "HEAD~1"), ("check", "check", "--base", "HEAD~1")):
            formats = [flag for form in ("json", *CHECKS) for flag in ("-f", f"{form}={folder}/real-{name}.{form}")]
            repository.run(*arguments, *formats)
            document = json.loads((folder / f"real-{name}.json").read_text(encoding="utf-8"))
            files += [(folder / f"real-{name}.{form}", document) for form in CHECKS]
    return files


def main():
    missing, read = set(), collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        for path, document in samples(pathlib.Path(name)) + compiled(pathlib.Path(name)):
            form = path.suffix.removeprefix(".")
            try:
                CHECKS[form](path, document)
                read[form] += 1
            except Missing as reader:
                missing.add(f"{form} is not read: there is no {reader}")
    print("\n".join(sorted(missing)), end="\n" if missing else "")
    if not read:
        sys.exit(125)
    assert all(count >= 6 for count in read.values()), read


main()
