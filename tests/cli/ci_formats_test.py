#!/usr/bin/env python3
"""Reads what the formats for review write with parsers that are not part of this project, hostile text included, and
holds them to one another: the reports of tools/render_samples, and the check of a little git repository."""

import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

from repository import BROKEN, CLEAN, GO_MOD, TWO_ESCAPES, Repository

SEVERITIES = {"gitlab": {"info", "minor", "major", "critical", "blocker"}, "rdjsonl": {"INFO", "WARNING", "ERROR"},
              "checkstyle": {"info", "warning", "error"}}
EDITORS = (pathlib.Path(__file__).resolve().parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")
TASKS = json.loads(re.search(r"```json\n(.*?)```", EDITORS, re.S)[1])
PATTERN = TASKS["tasks"][0]["problemMatcher"]["pattern"]
PROBLEM = re.compile(PATTERN["regexp"])
COMMAND = re.compile(r"::(?:remove-matcher owner=go|(error|warning|notice) (?:[a-z]+=[^:,]*)(?:,[a-z]+=[^:,]*)*)::.*")


def check_gitlab(text):
    """https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""
    entries = json.loads(text)
    fingerprints = [entry["fingerprint"] for entry in entries]
    assert len(set(fingerprints)) == len(fingerprints), "a fingerprint occurs twice"
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}, entry
        assert entry["severity"] in SEVERITIES["gitlab"] and entry["description"] and entry["check_name"], entry
        assert entry["location"]["path"] and entry["location"]["lines"]["begin"] >= 1, entry
        assert not entry["location"]["path"].startswith("./"), "GitLab takes no such path"
    return len(entries)


def check_rdjsonl(text):
    """Diagnostic of https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto"""
    lines = text.splitlines()
    for line in lines:
        diagnostic = json.loads(line)
        assert set(diagnostic) == {"message", "location", "severity", "source", "code"}, diagnostic
        assert diagnostic["message"] and diagnostic["location"]["path"], diagnostic
        assert diagnostic["severity"] in SEVERITIES["rdjsonl"], diagnostic
        start = diagnostic["location"].get("range", {"start": {"line": 1}})["start"]
        assert min(start.values()) >= 1 and "line" in start, diagnostic
    return len(lines)


def check_checkstyle(text):
    root = ElementTree.fromstring(text)
    assert root.tag == "checkstyle" and root.get("version") == "4.3", root.attrib
    for error in root.iter("error"):
        assert int(error.get("line")) >= 1 and int(error.get("column", "1")) >= 1, error.attrib
        assert error.get("severity") in SEVERITIES["checkstyle"] and error.get("message"), error.attrib
        assert error.get("source").startswith("goescape."), error.attrib
    assert all(element.get("name") and len(element) for element in root), "a file without a name or without errors"
    return len(list(root.iter("error")))


def check_junit(text):
    root = ElementTree.fromstring(text)
    for suite in (root, *root):
        cases = list(suite.iter("testcase"))
        tags = collections.Counter(child.tag for case in cases for child in case)
        counts = {"tests": len(cases), "failures": tags["failure"], "errors": tags["error"], "skipped": tags["skipped"]}
        for name, count in counts.items():
            assert int(suite.get(name, count)) == count, (suite.attrib, counts)
    assert all(case.get("name") and case.get("classname") for case in root.iter("testcase")), "a case without a name"
    return sum(len(child.text.split("\n")) for case in root.iter("testcase") for child in case) - 1  # The verdict.


def check_errorformat(text):
    lines = text.splitlines()
    for line in lines:
        match = PROBLEM.fullmatch(line)
        assert match and all(int(match[PATTERN[part]]) >= 1 for part in ("line", "column")), line
        assert match[PATTERN["file"]] and match[PATTERN["code"]] and match[PATTERN["message"]], line
    return len(lines)


def check_github(text):
    types = collections.Counter()
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        types[match[1]] += 1
    assert max(types.values()) <= 10, f"more than GitHub shows: {types}"


CHECKS = {"gitlab": check_gitlab, "rdjsonl": check_rdjsonl, "checkstyle": check_checkstyle, "junit": check_junit,
          "errorformat": check_errorformat}


def check_all(what, text_of):
    counts = {name: check(text_of(name)) for name, check in CHECKS.items()}
    assert len(set(counts.values())) == 1, f"{what}: formats do not have the same entries: {counts}"
    check_github(text_of("github"))
    return counts["gitlab"]


def check_samples(tool):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([tool, folder], check=True)
        for name in ("sample", "hostile", "empty"):
            check_all(name, lambda form: (pathlib.Path(folder) / f"{name}.{form}").read_text(encoding="utf-8"))


def check_repository():
    if shutil.which("go") is None or shutil.which("git") is None:
        print("no comparison is read: there is no Go or no git")
        return
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.commit({"m.go": TWO_ESCAPES})
        for arguments in (("check", "--base", "HEAD~1"), ("diff", "HEAD~1", "HEAD"), ("report", "./...")):
            text_of = lambda form: repository.run(*arguments, "-f", form)[1]
            count = check_all(arguments[0], text_of)
            assert count == 2, f"{arguments}: two decisions are introduced, {count} are told"
        repository.commit({"broken/broken.go": BROKEN})
        report = repository.run("report", "./...", "-f", "gitlab")[1]
        broken = [entry for entry in json.loads(report) if entry["severity"] == "blocker"]
        assert broken and broken[0]["location"]["path"] == "broken/broken.go", f"a broken build looks clean: {report}"
        check_all("broken", lambda form: repository.run("check", "--base", "HEAD~1", "-f", form)[1])


def main():
    check_samples(pathlib.Path(os.environ["GOESCAPE_TOOLS"]) / "render_samples")
    check_repository()


main()
