#!/usr/bin/env python3
"""`goescape history bisect` on a history of twelve commits: one brings the decision, one does not build, one renames the
file, others move things around."""

import json
import sys

from repository import GO_MOD, Repository, run_each

HEAD = "package m\n\n"
BEFORE = "func Sum(values []int) int {\n\ttotal := 0\n\tfor _, v := range values {\n\t\ttotal += v\n\t}\n\treturn total\n}\n"
NEW = "func New() *int {\n\tx := 1\n\treturn &x\n}\n"
STACK = "func New() *int {\n\treturn nil\n}\n"
OTHER = "func Other() *string {\n\ts := \"\"\n\treturn &s\n}\n"


def twelve_commits(repository):
    commit = repository.commit
    return [
        commit({"go.mod": GO_MOD, "m.go": HEAD + BEFORE}, "0: begin"),
        commit({"m.go": HEAD + BEFORE + "\n" + STACK}, "1: a function without heap"),
        commit({"sub/s.go": "package sub\n\nfunc F() {}\n"}, "2: another package"),
        commit({"m.go": HEAD + BEFORE + "\n" + OTHER + "\n" + STACK}, "3: another decision"),
        commit({"m.go": HEAD + BEFORE + "\n" + OTHER + "\n" + NEW}, "4: the decision"),
        commit({"doc.go": "// Package m is small.\npackage m\n"}, "5: a comment"),
        commit({"m.go": HEAD + BEFORE + "\n" + OTHER + "\nfunc New() *int {\n\treturn \"text\"\n}\n"}, "6: does not build"),
        commit({"m.go": HEAD + BEFORE + "\n" + OTHER + "\n" + NEW}, "7: mended"),
        commit({"m.go": None, "new.go": HEAD + BEFORE + "\n" + OTHER + "\n" + NEW}, "8: the file has another name"),
        commit({"new.go": HEAD + "// A comment.\n\n" + BEFORE + "\n" + OTHER + "\n" + NEW}, "9: lines move"),
        commit({"new.go": HEAD + "// A comment.\n\n" + BEFORE + "\n" + OTHER + "\n" + NEW.replace("New", "Make")}, "10: renamed"),
        commit({"sub/s.go": "package sub\n\nfunc F() int { return 1 }\n"}, "11: elsewhere"),
    ]


def bisected(repository, *arguments, code=0):
    out, err = repository.expect(code, "history", "bisect", "-f", "json", *arguments)
    return json.loads(out), err


def check_finds_the_commit(repository):
    commits = twelve_commits(repository)
    for arguments in (["Make"], ["Make", commits[0]], ["Make", commits[3]], ["Make", commits[0], "HEAD"], ["new.go:19"]):
        found, err = bisected(repository, *arguments)
        assert found["introduced_by"]["commit"] == commits[4], (arguments, found["introduced_by"], err)
        assert found["introduced_by"]["subject"] == "4: the decision"
        assert found["before"] == commits[3] and found["unknown"] == [] and not found["all_commits"]
        assert found["asked"]["function"] == "Make" and found["asked"]["file"] == "new.go", found
        assert found["finding"]["function"] == "New" and found["finding"]["file"] == "m.go", "as it was there"
        assert found["code_changed"] and found["recorded"] == 0, found
    assert repository.untouched()
    out, err = repository.expect(0, "history", "bisect", found["asked"]["id"], out=f"commit {commits[4]}\n")
    for words in ("    4: the decision\n", "there   m.go:", "(in New)", f"before  {commits[3][:12]}: not there",
                  "why     the commit added or changed this line"):
        assert words in out, (words, out)
    out, _ = repository.expect(0, "history", "bisect", "-q", "Make", err="")
    assert commits[4] in out


def check_end_and_good(repository):
    commits = twelve_commits(repository)
    found, _ = bisected(repository, "Other")
    assert found["introduced_by"]["commit"] == commits[3]
    repository.expect(2, "history", "bisect", "Other", commits[5], err="has the finding already")
    repository.expect(2, "history", "bisect", "Other", "HEAD", commits[3], err="is no older than")
    repository.expect(2, "history", "bisect", "Nothing", err="has no heap decision Nothing")
    repository.expect(2, "history", "bisect", "Make", commits[0], commits[2], err="has no heap decision Make")
    repository.expect(2, "history", "bisect", "new.go", err="names 2 heap decisions")
    repository.expect(2, "history", "bisect", "Make", "nowhere", err="no revision nowhere")
    repository.expect(3, "history", "bisect", "Make", commits[6], err="does not build")
    repository.expect(2, "history", "bisect", "Make", "-f", "csv", err="no form in csv")
    found, _ = bisected(repository, "New", commits[0], commits[4])
    assert found["introduced_by"]["commit"] == commits[4], "BAD itself may be it"


def check_recorded_reports_are_used(repository):
    commits = twelve_commits(repository)
    repository.run("history", "record", f"{commits[0]}..HEAD")
    repository.expect(0, "history", "record", commits[0])
    found, err = bisected(repository, "Make", commits[0])
    assert found["introduced_by"]["commit"] == commits[4], err
    assert found["recorded"] >= 3 and "(recorded)" in err, (found["recorded"], err)


def check_always_there(repository):
    first = repository.commit({"go.mod": GO_MOD, "m.go": HEAD + NEW}, "first")
    repository.commit({"m.go": HEAD + NEW + "\n" + BEFORE}, "second")
    found, _ = bisected(repository, "New")
    assert found["introduced_by"]["commit"] == first and found["all_commits"] and found["before"] == "", found
    repository.expect(0, "history", "bisect", "New", out="nothing: no older commit lacks it")


def check_nobody_can_tell(repository):
    first = repository.commit({"go.mod": GO_MOD, "m.go": HEAD + STACK}, "first")
    broken = repository.commit({"m.go": HEAD + NEW.replace("return &x", "return x")}, "broken")
    last = repository.commit({"m.go": HEAD + NEW}, "last")
    found, err = bisected(repository, "New", code=3)
    assert found["introduced_by"]["commit"] == last and found["before"] == first, found
    assert [each["commit"] for each in found["unknown"]] == [broken], found
    assert "does not build, skipped" in err, err
    repository.expect(3, "history", "bisect", "New", out="which do not build")


def check_moved_between_packages(repository):
    helper = "func Box(v int) *int {\n\tboxed := v\n\treturn &boxed\n}\n\nfunc Pair(v int) (*int, *int) {\n\tone, two := v, v\n\treturn &one, &two\n}\n"
    repository.commit({"go.mod": GO_MOD, "m.go": HEAD, "a/a.go": "package a\n"}, "first")
    made = repository.commit({"a/a.go": "package a\n\n" + helper}, "made in a")
    repository.commit({"m.go": HEAD + "// Nothing.\n"}, "nothing")
    repository.commit({"a/a.go": "package a\n", "b/b.go": "package b\n\n" + helper}, "moved to b")
    repository.commit({"m.go": HEAD}, "nothing")
    found, err = bisected(repository, "b.Box")
    assert found["introduced_by"]["commit"] == made, (found["introduced_by"], err)
    assert found["finding"]["package"] == "example.com/m/a", found["finding"]


def check_blame(repository):
    caller = HEAD + "import \"example.com/m/sink\"\n\nfunc Use() {\n\tx := 1\n\tsink.Take(&x)\n}\n"
    take = "package sink\n\nvar Kept *int\n\n//go:noinline\nfunc Take(p *int) { %s }\n"
    repository.commit({"go.mod": GO_MOD, "m.go": caller, "sink/sink.go": take % "*p = 2"}, "kept on the stack")
    guilty = repository.commit({"sink/sink.go": take % "Kept = p"}, "the callee keeps it")
    repository.commit({"doc.go": HEAD}, "nothing")
    found, _ = bisected(repository, "m.Use")
    assert found["introduced_by"]["commit"] == guilty and not found["code_changed"], found
    assert "Take" in found["blame"], found


if __name__ == "__main__":
    run_each(check_finds_the_commit, check_end_and_good, check_recorded_reports_are_used, check_always_there,
             check_nobody_can_tell, check_moved_between_packages, check_blame)
    sys.exit(0)
