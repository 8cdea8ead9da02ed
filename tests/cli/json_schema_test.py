#!/usr/bin/env python3
"""Validates what is written as JSON against the schemas in docs/, with a validator that is not part of this project:
reports, rows, comparisons, explanations, and what the history shows.

The reports are the hand-built ones of tests/render, written by tools/render_samples; the comparisons are those of a
little git repository, where there is Go. That the schemas can say no is checked by breaking both in many ways.
"""

import copy
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from repository import GO_MOD, Repository

try:
    import jsonschema
except ImportError:
    print("skipped: the Python module jsonschema is not installed (Debian: python3-jsonschema)")
    sys.exit(125)

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
EXPLANATION_SCHEMA = json.loads((ROOT / "docs" / "explanation.schema.json").read_text(encoding="utf-8"))
DIFF_SCHEMA = json.loads((ROOT / "docs" / "diff.schema.json").read_text(encoding="utf-8"))
ROWS_SCHEMA = json.loads((ROOT / "docs" / "rows.schema.json").read_text(encoding="utf-8"))
FINDING = {"$ref": "#/definitions/finding", "definitions": SCHEMA["definitions"]}


def validator(schema):
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def parse_strictly(text):
    """Parses JSON, refusing what Python takes and RFC 8259 does not, and keys that occur twice."""

    def refuse(constant):
        raise ValueError(f"{constant} is not JSON")

    def unique(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            raise ValueError(f"a key occurs twice among {keys}")
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=unique)


def check_valid(name, schema, text):
    errors = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in
              validator(schema).iter_errors(parse_strictly(text))]
    assert not errors, f"{name} does not fit the schema:\n" + "\n".join(errors[:10])


def broken_copies(report):
    """Yields a description and a report that is wrong in one way."""
    edits = {
        "no schema": lambda r: r.pop("schema"),
        "another schema": lambda r: r.update(schema="goescape.report/2"),
        "unknown member": lambda r: r.update(extra=1),
        "no findings": lambda r: r.pop("findings"),
        "findings as an object": lambda r: r.update(findings={}),
        "unknown kind": lambda r: r["findings"][0].update(kind="escapes"),
        "unknown category": lambda r: r["findings"][0].update(category="other"),
        "short id": lambda r: r["findings"][0].update(id="v1:0"),
        "line below 0": lambda r: r["findings"][0].update(line=-1),
        "line as text": lambda r: r["findings"][0].update(line="1"),
        "no occurrence": lambda r: r["findings"][0].update(occurrences=0),
        "finding without message": lambda r: r["findings"][0].pop("message"),
        "finding with unknown member": lambda r: r["findings"][0].update(extra=1),
        "flow step without via": lambda r: r["findings"][2]["flow"][0].pop("via"),
        "reason without line": lambda r: r["findings"][2]["flow"][0]["via"][0].pop("line"),
        "derefs too low": lambda r: r["findings"][2]["flow"][0].update(derefs=-2),
        "count of an unknown kind": lambda r: r["packages"][0]["counts"].update(unknown=1),
        "count of 0": lambda r: r["packages"][0]["counts"].update(escapes_to_heap=0),
        "unknown status": lambda r: r["packages"][0].update(status="maybe"),
        "package without heap": lambda r: r["packages"][0].pop("heap"),
        "other_categories with an unknown one": lambda r: r["packages"][0]["other_categories"].update(mine={}),
        "totals without heap": lambda r: r["totals"].pop("heap"),
        "tags as text": lambda r: r["toolchain"].update(tags="a,b"),
        "dirty as text": lambda r: r["module"].update(dirty="yes"),
        "sample that is no text": lambda r: r["unrecognized"]["samples"].append(1),
        "failure without message": lambda r: r["failures"][0].pop("message"),
    }
    for description, edit in edits.items():
        broken = copy.deepcopy(report)
        edit(broken)
        yield description, broken


def check_rows(what, folder, name, changes=False):
    """Rows fit their schema, have their columns in its order, and nothing nested."""
    order = [each for each in ROWS_SCHEMA["properties"] if changes or each != "change"]
    lines = (folder / f"{name}.rows").read_text(encoding="utf-8").splitlines()
    for line in lines:
        check_valid(f"a row of {what}", ROWS_SCHEMA, line)
        row = parse_strictly(line)
        assert list(row) == order, f"{what}: the columns are {list(row)}"
        assert not any(isinstance(value, (dict, list)) for value in row.values()), f"{what}: {row} is not flat"
    assert bool(lines) == (name != "empty"), f"{what} has {len(lines)} rows"
    for description, broken in broken_rows(parse_strictly(lines[0])) if lines else ():
        assert not validator(ROWS_SCHEMA).is_valid(broken), f"the schema accepts a row with {description}"


def broken_rows(row):
    yield "another schema", {**row, "schema": "goescape.rows/2"}
    yield "an unknown column", {**row, "extra": 1}
    yield "a number as text", {**row, "line": "1"}
    yield "a list of tags", {**row, "tags": ["a"]}
    yield "an unknown sink", {**row, "sink_type": "heap"}
    yield "half a byte", {**row, "allocated_bytes": 0.5}
    yield "no sink", {name: value for name, value in row.items() if name != "sink"}


def check_samples(tool):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([tool, folder], check=True)
        for name in ("sample", "hostile", "empty"):
            check_valid(name, SCHEMA, (pathlib.Path(folder) / f"{name}.json").read_text(encoding="utf-8"))
            for line in (pathlib.Path(folder) / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                check_valid(f"{name}.jsonl", FINDING, line)
            check_rows(name, pathlib.Path(folder), name)
        check_rows("a diff", pathlib.Path(folder), "diff", changes=True)
        check_rows("a check", pathlib.Path(folder), "check", changes=True)
        report = parse_strictly((pathlib.Path(folder) / "sample.json").read_text(encoding="utf-8"))
    accepted = [description for description, broken in broken_copies(report) if validator(SCHEMA).is_valid(broken)]
    assert not accepted, f"the schema accepts broken reports: {accepted}"


def check_kinds():
    """The schema names exactly the kinds of the table in lib/model/kind.h, in its order; rows have the same ones."""
    for name in ("kind", "category"):
        assert ROWS_SCHEMA["definitions"][name] == SCHEMA["definitions"][name], f"{name} differs between schemas"
    table = (ROOT / "lib" / "model" / "kind.h").read_text(encoding="utf-8").split("kKinds{{")[1].split("}};")[0]
    kinds = [row.split('"')[1] for row in table.splitlines() if row.strip().startswith("{Kind::")]
    assert SCHEMA["definitions"]["kind"]["enum"] == kinds, "the kinds of the schema and of lib/model/kind.h differ"


# Two commits between which everything happens that a comparison can tell.
OLD = {
    "go.mod": GO_MOD,
    "keep.go": "package m\n\n//go:noinline\nfunc keep(p *int) int { return *p }\n",
    "m.go": "package m\n\nfunc Use() int {\n\tx := 1\n\treturn keep(&x)\n}\n\nfunc Old() *int {\n\ty := 2\n\treturn &y\n}\n",
    "gone.go": "package m\n\nfunc Gone() *int {\n\tz := 3\n\treturn &z\n}\n",
    "other/other.go": "package other\n\nfunc New() *int { return new(int) }\n",
}
NEW = {
    "keep.go": "package m\n\nvar kept *int\n\n//go:noinline\nfunc keep(p *int) int {\n\tkept = p\n\treturn *p\n}\n",
    "m.go": OLD["m.go"].replace("Old", "Renamed"),
    "gone.go": None,
    "added.go": "package m\n\n//goescape:noescape\nfunc Added() *int {\n\tz := \"text\"\n\treturn length(&z)\n}\n\n"
                "func length(s *string) *int {\n\tn := len(*s) //goescape:ignore known\n\treturn &n\n}\n\n"
                "//goescape:ignore nothing\nfunc Clean() {}\n",
    "other/other.go": "package other\n\nfunc New() *int { return \"text\" }\n",
}


def first_blame(comparison):
    return next(each["blame"] for each in comparison["introduced"] if "blame" in each)


def broken_comparisons(comparison):
    """Yields a description and the comparison of a `check` that is wrong in one way."""
    edits = {
        "no schema": lambda c: c.pop("schema"),
        "a report": lambda c: c.update(schema="goescape.report/1"),
        "unknown member": lambda c: c.update(extra=1),
        "unchanged as a list": lambda c: c.update(unchanged=[]),
        "side without a name": lambda c: c["old"].pop("name"),
        "side without failures": lambda c: c["new"].pop("failures"),
        "introduced without code_changed": lambda c: c["introduced"][0].pop("code_changed"),
        "fixed with code_changed": lambda c: c["fixed"][0].update(code_changed=True),
        "blame without a reason": lambda c: first_blame(c).pop("reason"),
        "unknown reason": lambda c: first_blame(c).update(reason="x"),
        "moved without the old finding": lambda c: c["moved"][0].pop("old"),
        "package without a delta": lambda c: c["packages"][0].pop("delta"),
        "unknown status": lambda c: c["packages"][0].update(old_status="maybe"),
        "gate without a verdict": lambda c: c["gate"].pop("failed"),
        "gate that does not say whether it is complete": lambda c: c["gate"].pop("complete"),
        "unknown rule": lambda c: c["gate"]["violations"][0].update(rule="x"),
        "notice without a sentence": lambda c: c["gate"]["notices"][0].pop("sentence"),
    }
    for description, edit in edits.items():
        broken = copy.deepcopy(comparison)
        edit(broken)
        yield description, broken


def check_complete(comparison):
    """The repository above is worth something only if all kinds of members are there."""
    for name in ("introduced", "fixed", "moved", "undecided", "packages"):
        assert comparison[name], f"{name} is empty"
    assert any("blame" in each for each in comparison["introduced"]), "nothing has a blame"
    assert comparison["new"]["failures"] and not comparison["old"]["failures"], "the wrong side failed"


def check_lines(text):
    """Each line of JSON Lines holds what a member of the document holds."""
    for line in text.splitlines():
        members = parse_strictly(line)
        name = members.pop("change", None) or next(iter(members))
        if name == "gate":
            schema, value = DIFF_SCHEMA["properties"]["gate"], {**members["gate"], "violations": [], "notices": []}
        else:
            names = {"fixed": "finding"}
            schema, value = {"$ref": f"#/definitions/{names.get(name, name)}"}, members.get(name, members)
        check_valid(f"the line of {name}", {**schema, "definitions": DIFF_SCHEMA["definitions"]}, json.dumps(value))


def check_comparisons():
    if shutil.which("go") is None or shutil.which("git") is None:
        print("no comparison is validated: there is no Go or no git")
        return
    with Repository() as repository:
        repository.commit(OLD)
        repository.commit(NEW)
        flags = ("check", "--base", "HEAD~1", "--budget", ".Renamed=0", "--hot", ".Nobody", "--hot", "...", "-f")
        diff, _ = repository.expect(3, "diff", "HEAD~1", "HEAD", "-f", "json")
        check, _ = repository.expect(3, *flags, "json")
        for name, text in (("diff", diff), ("check", check)):
            check_valid(name, DIFF_SCHEMA, text)
            check_complete(parse_strictly(text))
        check_lines(repository.run("diff", "HEAD~1", "HEAD", "-f", "jsonl")[1])
        check_lines(repository.run(*flags, "jsonl")[1])
    comparison = parse_strictly(check)
    rules = {violation["rule"] for violation in comparison["gate"]["violations"]}
    assert rules == {"new_escape", "budget", "assertion", "unanalysed"}, rules
    assert comparison["gate"]["complete"] is False, "a package did not compile, and the gate is complete"
    assert "gate" not in parse_strictly(diff), "diff has a gate"
    accepted = [what for what, broken in broken_comparisons(comparison) if validator(DIFF_SCHEMA).is_valid(broken)]
    assert not accepted, f"the schema accepts broken comparisons: {accepted}"


def broken_explanations(explanation):
    """Yields a description and an explanation that is wrong in one way."""
    edits = {
        "no schema": lambda e: e.pop("schema"),
        "a report": lambda e: e.update(schema="goescape.report/1"),
        "no location": lambda e: e.pop("location"),
        "unknown member": lambda e: e.update(extra=1),
        "finding without why": lambda e: e["findings"][0].pop("why"),
        "part without code": lambda e: e["findings"][0]["way"][0].pop("code"),
        "code without a line": lambda e: e["findings"][0]["way"][0]["code"][0].pop("line"),
        "note as text": lambda e: e["findings"][0]["notes"].append("x"),
    }
    for description, edit in edits.items():
        broken = copy.deepcopy(explanation)
        edit(broken)
        yield description, broken


def check_explanations():
    """What explain writes fits its schema, which says of findings what that of reports says."""
    for name in ("allocation", "category", "count", "flow_step", "kind"):
        assert EXPLANATION_SCHEMA["definitions"][name] == SCHEMA["definitions"][name], f"{name} differs between schemas"
    log = ROOT / "testdata" / "readme" / "quickstart.log"
    for location in ("cmd/ingest/main.go:30", "ingest.New", "NewLast"):
        text = goescape("explain", location, "--from", log, "-f", "json")
        check_valid(f"the explanation of {location}", EXPLANATION_SCHEMA, text)
    explanation = parse_strictly(goescape("explain", "cmd/ingest/main.go:30", "--from", log, "-f", "json"))
    assert [finding["kind"] for finding in explanation["findings"]] == ["moved_to_heap"], explanation
    accepted = [what for what, broken in broken_explanations(explanation)
                if validator(EXPLANATION_SCHEMA).is_valid(broken)]
    assert not accepted, f"the schema accepts broken explanations: {accepted}"


HISTORY = (({"go.mod": GO_MOD, "m.go": "package m\n\nvar kept *int\n"}, "nothing"),
           ({"m.go": "package m\n\nfunc New() *int {\n\tx := 1\n\treturn &x\n}\n"}, "one"),
           ({"n/n.go": "package n\n\nvar broken int = \"\"\n"}, "broken"), ({"n/n.go": "package n\n"}, "mended"))


def broken_histories(listed, trend, bisected):
    """Yields a schema, a description and a document that is wrong in one way."""
    point = trend["points"][0]
    yield "history", "no points", {**listed, "setups": [{**listed["setups"][0], "points": None}]}
    yield "history", "setup 0", {**listed, "setups": [{**listed["setups"][0], "setup": 0}]}
    yield "history", "the schema of a trend", {**listed, "schema": trend["schema"]}
    yield "trend", "no point at all", {**trend, "points": []}
    yield "trend", "a time without a zone", {**trend, "points": [{**point, "author_time": "2026-01-01T00:00:00"}]}
    yield "trend", "a short hash", {**trend, "points": [{**point, "commit": "0123456789ab"}]}
    yield "trend", "an unknown kind", {**trend, "points": [{**point, "counts": {"unknown": 1}}]}
    yield "bisect", "no commit", {name: value for name, value in bisected.items() if name != "introduced_by"}
    yield "bisect", "half a finding", {**bisected, "finding": {"id": bisected["finding"]["id"]}}
    yield "bisect", "unknown commits as a number", {**bisected, "unknown": 1}


def check_history():
    """What history show, trend and bisect write, with and without a commit that does not build."""
    if shutil.which("go") is None or shutil.which("git") is None:
        print("no history is validated: there is no Go or no git")
        return
    schemas = {name: json.loads((ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
               for name in ("history", "trend", "bisect")}
    for name in ("allocation", "category", "count", "finding", "flow_step", "kind", "profile"):
        assert schemas["bisect"]["definitions"][name] == SCHEMA["definitions"][name], f"{name} differs between schemas"
    assert schemas["history"]["definitions"] == schemas["trend"]["definitions"], "points differ between schemas"
    assert schemas["trend"]["definitions"]["counts"] == SCHEMA["definitions"]["counts"], "counts differ between schemas"
    with Repository() as repository:
        first, _, broken, _ = [repository.commit(files, message) for files, message in HISTORY]
        repository.expect(3, "history", "record", f"{first}..HEAD", err=f"{broken[:12]} is not recorded")
        repository.expect(0, "history", "record", first)
        texts = {"history": repository.expect(0, "history", "show", "-f", "json")[0],
                 "trend": repository.expect(0, "history", "trend", "--package", "./...", "-f", "json")[0],
                 "bisect": repository.expect(0, "history", "bisect", "New", first, "-f", "json")[0]}
        doubtful, _ = repository.expect(0, "history", "bisect", "New", "-f", "json")
        repository.commit({"m.go": "package m\n\nvar broken int = \"\"\n"})
        last = repository.commit({"m.go": "package m\n\nfunc Other() []string {\n\treturn make([]string, 3)\n}\n"})
        unknown, _ = repository.expect(3, "history", "bisect", "Other", first, last, "-f", "json")
    for name, text in (*texts.items(), ("bisect", doubtful), ("bisect", unknown)):
        check_valid(f"what history {name} writes", schemas[name], text)
    assert parse_strictly(unknown)["unknown"], "no commit is in doubt"
    documents = [parse_strictly(text) for text in texts.values()]
    assert len(documents[1]["points"]) == 3 and documents[2]["before"] == first, documents
    accepted = [what for name, what, broken in broken_histories(*documents) if validator(schemas[name]).is_valid(broken)]
    assert not accepted, f"the schemas accept {accepted}"


def check_root_causes():
    log = ROOT / "testdata" / "readme" / "quickstart.log"
    text = goescape("report", "-q", "--root-causes", "--from", log, "-f", "json")
    check_valid("a report with root causes", SCHEMA, text)
    causes = parse_strictly(text)["root_causes"]
    assert causes[0]["name"] == "fmt.Sprintf" and causes[0]["type"] == "call" and causes[0]["packages"] > 1, causes[0]
    assert causes == sorted(causes, key=lambda cause: -cause["values"]), "the largest is not the first"
    assert "root_causes" not in parse_strictly(goescape("report", "-q", "--from", log, "-f", "json"))


def check_merged():
    """Reports of several platforms, shards, and comparisons of what was merged."""
    if shutil.which("go") is None or shutil.which("git") is None:
        print("no merged report is validated: there is no Go or no git")
        return
    escape = "package m\n\nfunc {0}() *int {{\n\tx := 1\n\treturn &x\n}}\n"
    files = {"go.mod": GO_MOD, "m.go": escape.format("M"), "m_windows.go": escape.format("W") + "var broken int = \"\"\n",
             "n/n.go": escape.format("N").replace("package m", "package n")}
    with Repository() as repository:
        repository.commit(files)
        matrix, _ = repository.expect(3, "report", "--goos", "linux,windows", "-f", "json", "./...")
        check_valid("a report of two platforms", SCHEMA, matrix)
        assert parse_strictly(matrix)["failures"][0]["variants"] == ["windows/amd64"], "the failure is that of one platform"
        repository.commit({"m_windows.go": escape.format("W")})
        matrix, _ = repository.expect(0, "report", "--goos", "linux,windows", "-f", "json", "./...")
        check_valid("a report of two platforms", SCHEMA, matrix)
        assert any("variants" in finding for finding in parse_strictly(matrix)["findings"]), "one is only on windows"
        shard, _ = repository.expect(0, "report", "--shard", "1/2", "-f", "json", "./...")
        check_valid("a shard", SCHEMA, shard)
        diff, _ = repository.expect(3, "diff", "HEAD~1", "HEAD", "--goos", "linux,windows", "-f", "json")
        check_valid("a comparison of two platforms", DIFF_SCHEMA, diff)


def goescape(*arguments):
    return subprocess.run([os.environ["GOESCAPE"], *arguments], check=True, stdout=subprocess.PIPE, text=True,
                          encoding="utf-8").stdout


def main():
    check_kinds()
    check_explanations()
    check_root_causes()
    check_history()
    check_merged()
    check_samples(pathlib.Path(os.environ["GOESCAPE_TOOLS"]) / "render_samples")
    check_comparisons()


main()
