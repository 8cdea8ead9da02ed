#!/usr/bin/env python3
"""`-f rows`: every command that writes reports writes the same rows of them, and each row tells what it is of."""

import json

from repository import BROKEN, CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, run_each

CALL = ESCAPING + "\nvar sink any\n\n//go:noinline\nfunc Keep(v any) { sink = v }\n\nfunc Call(n int) { Keep(n) }\n"
LINUX = "package m\n\nfunc OnLinux() *int {\n\tl := 1\n\treturn &l\n}\n"
SINK = ("sink_type", "sink", "sink_package")


def rows(text):
    return [json.loads(line) for line in text.splitlines()]


def without(row, *columns):
    return {name: value for name, value in row.items() if name not in columns}


def same_rows(a, b):
    return sorted(map(json.dumps, a)) == sorted(map(json.dumps, b))


def check_report(repository):
    """From the compiler and from a saved report; with what tells commits and builds apart."""
    revision = repository.commit({"go.mod": GO_MOD, "m.go": CALL})
    saved = f"{repository.folder.name}/saved.json"
    text, _ = repository.expect(0, "report", "-f", "rows", "-f", f"json={saved}", "./...")
    findings = json.loads(open(saved, encoding="utf-8").read())["findings"]
    told = rows(text)
    assert [row["id"] for row in told] == [finding["id"] for finding in findings]
    assert [tuple(row[name] for name in SINK) for row in told] == [("result", "New", "example.com/m"), ("call", "m.Keep", "")]
    assert all(row["module"] == "example.com/m" and row["revision"] == revision and not row["dirty"] for row in told), told
    assert all(row["allocation"] is None and row["profile_bytes"] is None for row in told), told
    assert repository.expect(0, "report", "--from", saved, "-f", "rows")[0] == text
    repository.write({"m.go": CALL + "\n// changed\n"})
    assert all(row["dirty"] for row in rows(repository.expect(0, "report", "-f", "rows", "./...")[0]))


def check_verified(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    row, = rows(repository.expect(0, "report", "--verify", "--goarch", "amd64", "-f", "rows", "./...")[0])
    assert (row["allocation"], row["allocated_type"], row["allocated_bytes"]) == ("allocates", "int", 8), row


def check_merged(repository):
    """The rows of what was merged are those of its parts."""
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING, "m_linux.go": LINUX})
    parts, files = [], []
    for goos in ("linux", "windows"):
        files.append(f"{repository.folder.name}/{goos}.json")
        parts += rows(repository.expect(0, "report", "--goos", goos, "-f", "rows", "-f", f"json={files[-1]}", "./...")[0])
    assert len(parts) == 3 and {row["goos"] for row in parts} == {"linux", "windows"}, parts
    assert same_rows(rows(repository.expect(0, "merge", "-f", "rows", *files)[0]), parts)
    assert same_rows(rows(repository.expect(0, "report", "--goos", "linux,windows", "-f", "rows", "./...")[0]), parts)


def check_changes(repository):
    old = repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    new = repository.commit({"m.go": CLEAN + "\nfunc Other() []string {\n\treturn make([]string, 3)\n}\n"})
    changes = [(row["change"], row["revision"]) for row in rows(repository.expect(0, "diff", old, new, "-f", "rows")[0])]
    assert changes == [("introduced", new), ("fixed", old)], changes
    repository.expect(1, "check", "--base", old, "-f", "rows", out='"change":"introduced"')


def check_failed(repository):
    """What did not compile has no rows, which must not look as if it was clean."""
    repository.commit({"go.mod": GO_MOD, "m.go": BROKEN})
    out, _ = repository.expect(3, "report", "-f", "rows", "./...")
    assert out == "", out


def check_history(repository):
    """All recorded commits: the rows of their reports, but for the sinks, which need flows, and nobody keeps those."""
    commits = [repository.commit({"go.mod": GO_MOD, "m.go": text}) for text in (CLEAN, ESCAPING, TWO_ESCAPES)]
    repository.expect(0, "history", "record", f"{commits[0]}..HEAD")
    repository.expect(0, "history", "record", commits[0])
    told = rows(repository.expect(0, "history", "show", "-f", "rows")[0])
    assert [row["revision"] for row in told] == [commits[1], commits[2], commits[2]], told
    reported = rows(repository.expect(0, "report", "-f", "rows", "./...")[0])
    assert [without(row, *SINK) for row in told[1:]] == [without(row, *SINK) for row in reported]
    assert {row["sink_type"] for row in told} == {""} and {row["sink_type"] for row in reported} == {"result"}
    assert rows(repository.expect(0, "history", "show", "--last", "1", "-f", "rows")[0]) == told[1:]
    assert rows(repository.expect(0, "history", "show", "--since", "HEAD~1", "-f", "rows")[0]) == told[1:]
    shown = json.loads(repository.expect(0, "history", "show", "--since", "HEAD~1", "-f", "json")[0])
    assert [(len(setup["points"]), setup["elsewhere"]) for setup in shown["setups"]] == [(1, 0)], shown
    repository.expect(0, "history", "show", "HEAD", "-f", "rows", out='"change":"introduced"')
    repository.expect(2, "history", "trend", "-f", "rows", err="history show -f rows")
    repository.expect(2, "history", "bisect", "New", "-f", "rows", err="text and json are there")


def check_history_of_tests(repository):
    """That test files were compiled, too, is part of what a row is of."""
    test = "package m\n\nimport \"testing\"\n\nfunc TestNew(t *testing.T) { t.Log(New()) }\n"
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING, "m_test.go": test})
    repository.expect(0, "history", "record", "--tests")
    told = rows(repository.expect(0, "history", "show", "-f", "rows")[0])
    assert told and all(row["tests"] for row in told), told


if __name__ == "__main__":
    run_each(check_report, check_verified, check_merged, check_changes, check_failed, check_history, check_history_of_tests)
