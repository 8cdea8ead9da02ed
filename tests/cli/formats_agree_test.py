#!/usr/bin/env python3
"""Holds all formats to one another: the same findings with the same ids, the same counts. For a report, a diff and a
check: of the samples of tests/render, and of real code, golang.org/x/mod as the Go release brings it along, with some
packages of the standard library. That every format is looked at is checked against --help."""

import collections
import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

from repository import Repository

STANDARD = ("strconv", "text/tabwriter", "compress/flate")
NEW_FILE = """package semver

func Extra(n int) []*int {
	var all []*int
	for i := 0; i < n; i++ {
		x := i //goescape:ignore only for a test
		all = append(all, &x)
	}
	return all
}

func More() *string { return new(string) }
"""
HEAP = ("escapes_to_heap", "moved_to_heap")
CHANGES = ("introduced", "fixed", "moved")
NUMBER = r"([\d,]+|no)"


class Told:
    """What one run says, as the JSON has it: the truth that other formats are held to."""

    def __init__(self, document):
        self.document = document
        self.is_report = "findings" in document
        self.is_check = "gate" in document
        self.listed = {"present": document["findings"]} if self.is_report else {
            change: [each.get("new", each) for each in document[change]] for change in CHANGES}

    def ids(self, *changes):
        return collections.Counter(each["id"] for change in changes or self.listed for each in self.listed[change])

    def shown(self):
        """The findings that formats for review show: of a check those that the gate holds against the change."""
        if not self.is_check:
            return self.listed["present" if self.is_report else "introduced"]
        return list({each["id"]: each for violation in self.document["gate"]["violations"]
                     if violation["rule"] in ("new_escape", "assertion") for each in violation["findings"]}.values())

    def places(self, least=0, otherwise="go.mod"):
        """Where they are, with their kinds; `least` is the line and the column of what has none."""
        places = collections.Counter()
        for each in self.shown():
            nowhere = each["category"] == "synthetic" or each["file"] == ""
            file, line, column = (otherwise, 0, 0) if nowhere else (each["file"], each["line"], each["column"])
            places[(file, max(line, least), max(column, least), each["kind"])] += 1
        return places


def number(text):
    return 0 if text == "no" else int(text.replace(",", ""))


def headline(told):
    """The numbers that stand in the first sentence for people: of a check in the one below it."""
    if told.is_report:
        return rf"{NUMBER} heap decisions? in", (told.document["totals"]["heap"],)
    if told.is_check:
        return rf"{NUMBER} heap decisions? introduced", (told.document["gate"]["introduced"],)
    counts = [len(told.listed[change]) for change in CHANGES] + [told.document["unchanged"]]
    return rf"{NUMBER} heap decisions? introduced, {NUMBER} fixed, {NUMBER} moved, {NUMBER} unchanged", tuple(counts)


def check_headline(told, text):
    pattern, expected = headline(told)
    match = re.search(pattern, text)
    assert match and tuple(map(number, match.groups())) == expected, f"{match} is not {expected}"


def check_json(told, text):
    document = json.loads(text)
    assert document["packages"] == told.document["packages"]
    if told.is_report:
        assert sum(each["heap"] for each in document["packages"]) == document["totals"]["heap"]
        assert sum(each["kind"] in HEAP for each in document["findings"]) == document["totals"]["heap"]
        return
    for change in ("introduced", "fixed"):
        assert all(each["kind"] in HEAP for each in document[change]), change
    if document["packages"]:
        check_deltas(document)


def check_deltas(document):
    delta = sum(each["heap"]["delta"] for each in document["packages"])
    assert delta == len(document["introduced"]) - len(document["fixed"]), f"the packages say {delta}"


def check_jsonl(told, text):
    lines = [json.loads(line) for line in text.splitlines()]
    found = {change: collections.Counter(line.get("new", line)["id"] for line in lines
                                         if line.get("change", "present") == change and ("id" in line or "new" in line))
             for change in told.listed}
    assert found == {change: told.ids(change) for change in told.listed}


def check_rows(told, text):
    rows = [json.loads(line) for line in text.splitlines()]
    for change in told.listed:
        found = collections.Counter(row["id"] for row in rows if row.get("change", "present") == change)
        assert found == told.ids(change), change


def check_csv(told, text):
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for change in told.listed:
        found = collections.Counter(row["id"] for row in rows if row.get("change", "present") == change)
        assert found == told.ids(change), change


def check_sarif(told, text):
    states = {"present": None, "introduced": "new", "fixed": "absent", "moved": "updated"}
    run = json.loads(text)["runs"][0]
    for change in told.listed:
        found = collections.Counter(result["partialFingerprints"]["goescapeId/v1"] for result in run["results"]
                                    if result.get("baselineState") == states[change] and "partialFingerprints" in result)
        assert found == (collections.Counter() if told.is_check and change == "fixed" else told.ids(change)), change


def check_html(told, text):
    block = json.loads(re.search(r'id="report">(.*?)</script>', text, re.S)[1])
    rows = [{name: block["texts"][row[at]] for at, name in enumerate(block["columns"]) if name in ("id", "change") and
             at < len(row)} for row in block["findings"]]
    for change in told.listed:
        found = collections.Counter(row["id"] for row in rows if row.get("change", "present") == change)
        assert found == told.ids(change), change


def check_text(told, text):
    check_headline(told, text)
    missing = without_kinds(told.places()) - count_places(text.splitlines())
    assert not {place for place in missing if place[0] != "go.mod"}, f"not listed: {missing}"


def check_markdown(told, text):
    check_headline(told, text)
    assert len(text.encode()) <= 65_000
    left_out = sum(number(count) for count in re.findall(rf"… and {NUMBER} more (?:findings?|heap decisions?),", text))
    rows = re.findall(r"^\| \[?(?:`|<code>)[^|]*:\d+(?::\d+)?(?:`|</code>)[^|]*\| (?:`|<code>)", text, re.M)
    if told.is_report:
        assert len(rows) + left_out == len(told.listed["present"]), (len(rows), left_out)
    elif not told.is_check:
        assert len(rows) + left_out == sum(map(len, told.listed.values())), (len(rows), left_out)


def check_github(told, text):
    types = collections.Counter(re.findall(r"^::(\w+) file=[^\n]*title=goescape (?:escapes|moved)_to_heap::", text, re.M))
    left_out = re.search(rf"… and {NUMBER} more: GitHub", text)
    assert max(collections.Counter(re.findall(r"^::(\w+) ", text, re.M)).values()) <= 10
    shown = sum(types.values())
    assert shown == len(told.shown()) or left_out and shown + number(left_out[1]) >= len(told.shown()), types
    if not told.is_check:
        check_headline(told, text)


def check_gitlab(told, text):
    prints = [entry["fingerprint"] for entry in json.loads(text)]
    found = collections.Counter(each for each in prints if each.startswith("v1:"))
    assert found == collections.Counter(each["id"] for each in told.shown())


def check_rdjsonl(told, text):
    found = collections.Counter()
    for line in map(json.loads, text.splitlines()):
        if line["code"]["value"] in HEAP:
            start = line["location"].get("range", {}).get("start", {})
            found[(line["location"]["path"], start.get("line", 0), start.get("column", 0), line["code"]["value"])] += 1
    assert found == told.places()


def check_checkstyle(told, text):
    found = collections.Counter()
    for file in ElementTree.fromstring(text):
        for error in file:
            kind = error.get("source").removeprefix("goescape.")
            if kind in HEAP:
                found[(file.get("name"), int(error.get("line")), int(error.get("column", 1)), kind)] += 1
    assert found == told.places(least=1)


def check_errorformat(told, text):
    found = collections.Counter()
    for line in text.splitlines():
        file, row, column, rest = re.fullmatch(r"(.+?):(\d+):(\d+): (.*)", line).groups()
        if kind := re.search(rf"\[({'|'.join(HEAP)})\b", rest):
            found[(file, int(row), int(column), kind[1])] += 1
    assert found == told.places(least=1)


def check_junit(told, text):
    lines = [line for case in ElementTree.fromstring(text).iter("testcase") for child in case
             for line in (child.text or "").split("\n")]
    assert count_places(lines) == without_kinds(told.places(otherwise=""))


def count_places(lines):
    """How often each place stands in front of a decision; ("", 0, 0) where there is none."""
    found = collections.Counter()
    for line in lines:
        if match := re.match(r"\s*(?:(\S+?):(\d+)(?::(\d+))?: )?.*(?:escapes to heap|moved to heap: )", line):
            found[(match[1] or "", int(match[2] or 0), int(match[3] or 0))] += 1
    return found


def without_kinds(places):
    found = collections.Counter()
    for (file, line, column, _), count in places.items():
        found[(file, line, column)] += count
    return found


def check_coverprofile(told, text):
    own = [each for each in told.shown() if not each["file"].startswith(("$", "/", "<", "..")) and each["file"].endswith(".go")
           and each["line"] != 0]
    counted = sum(int(line.rpartition(" ")[2]) for line in text.splitlines()[1:])
    assert counted <= len(own) and (counted == len(own) or any(each["category"] != "module" for each in own)), counted


CHECKS = {name.removeprefix("check_"): check for name, check in list(globals().items())
          if name.startswith("check_") and name not in ("check_headline", "check_deltas")}


def check_all(what, text_of):
    told = Told(json.loads(text_of("json")))
    for name, check in CHECKS.items():
        try:
            check(told, text_of(name))
        except AssertionError as error:
            raise AssertionError(f"{what}: {name} differs from json: {error}") from error
    return told


def formats_of_help():
    text = subprocess.run([os.environ["GOESCAPE"], "diff", "--help"], stdout=subprocess.PIPE, check=True, text=True).stdout
    names = re.search(r"--format FORMAT\[=FILE\] (.*?);", " ".join(text.split()))[1]
    return set(re.findall(r"\w+", names)) - {"and"}


def check_samples():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([pathlib.Path(os.environ["GOESCAPE_TOOLS"]) / "render_samples", folder], check=True)
        for what in ("sample", "diff", "check"):
            check_all(f"the sample {what}",
                      lambda form: (pathlib.Path(folder) / f"{what}.{form}").read_bytes().decode("utf-8"))


def real_module(repository):
    """golang.org/x/mod, and a change that brings, fixes and moves decisions; False where Go does not bring it along."""
    env = json.loads(subprocess.run(["go", "env", "-json"], stdout=subprocess.PIPE, check=True, text=True).stdout)
    source = pathlib.Path(env["GOROOT"]) / "src" / "cmd" / "vendor" / "golang.org" / "x" / "mod"
    if not source.exists():
        return False
    shutil.copytree(source, repository.root, dirs_exist_ok=True)
    # Up to Go 1.19 this needs golang.org/x/crypto.
    shutil.rmtree(repository.root / "sumdb" / "note")
    for path in (repository.root / "sumdb").glob("*.go"):
        path.unlink()
    release = re.search(r"\d+\.\d+", env["GOVERSION"])[0]
    repository.commit({"go.mod": f"module golang.org/x/mod\n\ngo {release}\n"})
    (repository.root / "semver" / "extra.go").write_text(NEW_FILE, encoding="utf-8")
    (repository.root / "zip").rename(repository.root / "archive")
    shutil.rmtree(repository.root / "sumdb" / "dirhash")
    repository.commit({})
    return True


def check_real():
    if shutil.which("go") is None or shutil.which("git") is None:
        print("no real module is looked at: there is no Go or no git")
        return
    with Repository() as repository, tempfile.TemporaryDirectory() as folder:
        if not real_module(repository):
            print("no real module is looked at: this Go does not bring golang.org/x/mod along")
            return

        def check(what, *arguments):
            outputs = [flag for form in CHECKS for flag in ("-f", f"{form}={folder}/{what}.{form}")]
            code, _, err = repository.run(*arguments, *outputs, "--include", "all", "--all", "--top", "0", "-q")
            assert code in (0, 1), err
            return check_all(what, lambda form: (pathlib.Path(folder) / f"{what}.{form}").read_bytes().decode("utf-8"))

        report = check("report", "report", "--findings", "./...", *STANDARD)
        assert len(report.listed["present"]) > 200, "too little to tell"
        diff = check("diff", "diff", "HEAD~1", "HEAD")
        assert all(diff.listed.values()), {change: len(each) for change, each in diff.listed.items()}
        gate = check("check", "check", "--base", "HEAD~1", "--max-new", "1", "--budget", "./semver=0")
        assert 0 < len(gate.shown()) < len(gate.listed["introduced"]), "nothing is suppressed, or all"


def main():
    assert formats_of_help() == CHECKS.keys(), formats_of_help() ^ CHECKS.keys()
    check_samples()
    check_real()


main()
