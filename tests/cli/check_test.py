#!/usr/bin/env python3
"""`goescape check` over real little repositories: what passes the gate, what does not, and whose word counts."""

import json
import pathlib
import sys

from repository import BROKEN, CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, Repository, require_go

# ESCAPING with its decision suppressed.
IGNORED = ESCAPING.replace("\tx := 1", "\tx := 1 //goescape:ignore known")


def gate(text):
    return json.loads(text)["gate"]


def branch(repository, files):
    """A branch `work` off main, with a change of its own."""
    repository.git("checkout", "--quiet", "-b", "work")
    return repository.commit(files)


def check_new_escapes():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        branch(repository, {"m.go": TWO_ESCAPES})
        out, _ = repository.expect(1, "check")
        assert "Other" in out and "m.go:17" in out, out
        repository.expect(0, "check", "--max-new", "1")
        repository.expect(0, "check", "--advisory", out="Other")
        repository.expect(1, "check", "--base", "main")
        repository.expect(0, "check", "--base", "HEAD")
        repository.expect(1, "check", "--hot", "example.com/m.Other")
        repository.expect(0, "check", "--hot", "example.com/m.Sum")
        repository.expect(0, "check", "--hot", "example.com/m.Sum", "--hot", "....go", "--max-new", "1")
        repository.expect(1, "check", "--hot", "example.com/m.Sam", out="--hot example.com/m.Sam names a function")
        repository.expect(1, "check", "--hot", "n.go", out="--hot n.go names a file that was not compiled")
        out, _ = repository.expect(1, "check", "-f", "json")
        assert gate(out)["failed"] is True, out
        repository.expect(1, "check", "-f", "json=a.json", "-q")
        assert repository.untouched()


def check_merge_base():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": TWO_ESCAPES})
        branch(repository, {"other.go": "package m\n"})
        repository.git("checkout", "--quiet", "main")
        repository.commit({"m.go": CLEAN})
        repository.git("checkout", "--quiet", "work")
        repository.expect(1, "check", "--base", "main")
        repository.expect(0, "check", "--base", "main", "--against-merge-base")
        repository.expect(0, "check")


def check_working_tree():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        repository.write({"m.go": TWO_ESCAPES})
        repository.expect(1, "check", out="Other")
        repository.write({"m.go": ESCAPING.replace("\n\n", "\n\n\n// Moved down.\n\n")})
        repository.expect(0, "check")


def check_budgets_and_assertions():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        branch(repository, {"m.go": ESCAPING.replace("func Sum", "//goescape:noescape\nfunc Sum")})
        repository.expect(0, "check")
        repository.expect(1, "check", "--budget", "example.com/m=0")
        repository.expect(0, "check", "--budget", "example.com/m=1")
        repository.expect(1, "check", "--budget", "example.com/gone=1")
        repository.write({"m.go": ESCAPING.replace("func New", "//goescape:noescape\nfunc New")})
        repository.expect(1, "check", "--advisory", "--no-advisory")
        repository.write({"m.go": ESCAPING})
        repository.write({"win/w_windows.go": "package win\n\n//goescape:noescape\nfunc W() {}\n"})
        repository.expect(1, "check", out="win/w_windows.go:3: the file was not compiled")
        repository.expect(0, "check", ".")
        repository.expect(1, "check", "--budget", "n.go=9", "--advisory", "--no-advisory", out="a file that was not compiled")
        repository.expect(2, "check", "--budget", "example.com/m", err="PATTERN=N")


def check_words():
    """What a script passes by mistake is no default."""
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        for flag, word, problem in (("--max-new", "-1", "-1 is no whole number, 0 or more"),
                                    ("--max-new", "9" * 30, "is no whole number"),
                                    ("--base", "", "the revision is missing"),
                                    ("--hot", "", "the pattern is missing"),
                                    ("--base-report", "", "the file is missing"),
                                    ("--from", "", "the file is missing"),
                                    ("--top", "-1", "-1 is no whole number, 0 or more"),
                                    ("--top", "", "is no whole number, 0 or more"),
                                    ("--top", "99999999999999", "99999999999999 is no whole number up to 4294967295")):
            _, err = repository.expect(2, "check", flag, word, err=f"goescape: {flag}: ")
            assert problem in err and err.count("\n") == 1, err
        repository.expect(2, "report", "--from", "", err="--from: the file is missing")
        repository.expect(2, "diff", "", err="an empty name is neither a file nor a revision")
        repository.expect(3, "report", "--timeout", "0.0000001s", err="goescape: ")
        repository.expect(2, "check", "--base", "HEAD", "--base-report", "m.go", err="--base excludes --base-report")
        repository.expect(2, "check", "--colour", "always", err='did you mean "--color"?')
        repository.expect(2, "check", "-f", "json=a", "-f", "csv=a", err="a is named for two outputs")
        assert not (repository.root / "a").exists()


def check_failures():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        branch(repository, {"m.go": BROKEN})
        out, err = repository.expect(3, "check", err="1 package did not compile")
        assert "the base" not in err and "passed" not in out and "the gate is undecided" in out, out + err
        out, _ = repository.expect(3, "check", "-f", "json")
        assert gate(out)["complete"] is False and gate(out)["failed"] is False, out
        repository.expect(3, "check", "--advisory")
        repository.commit({"m.go": ESCAPING})
        _, err = repository.expect(3, "check", "--base", "HEAD~1", err="the base, HEAD~1")
        assert "1 package did not compile" in err and "1 heap decision undecided. Name" in err, err
        repository.commit({"m.go": CLEAN})
        repository.expect(0, "check", "--base", "HEAD~2")
        repository.expect(2, "check", "--base", "nowhere", err="nowhere")
        repository.expect(3, "check", "./nowhere", err="nowhere")


def check_without_base():
    with Repository() as repository:
        repository.write({"go.mod": GO_MOD, "m.go": ESCAPING})
        _, err = repository.expect(2, "check", err="goescape baseline write")
        assert "--base-report" in err and err.count("\n") == 1, err
        repository.expect(0, "baseline", "write", err="1 accepted")
        repository.expect(0, "check")
        repository.write({"m.go": TWO_ESCAPES})
        repository.expect(1, "check", out="Other")
        repository.expect(2, "check", "--baseline", "nowhere", err="there is no baseline file nowhere")


def check_saved_reports():
    with Repository() as repository:
        repository.write({"go.mod": GO_MOD, "m.go": ESCAPING})
        repository.expect(0, "report", "-f", "json=old.json", "--kinds", "all")
        repository.write({"m.go": TWO_ESCAPES})
        repository.expect(0, "report", "-f", "json=new.json", "--kinds", "all")
        repository.expect(1, "check", "--from", "new.json", "--base-report", "old.json", out="Other")
        repository.expect(0, "check", "--from", "old.json", "--base-report", "new.json")
        repository.expect(1, "check", "--base-report", "old.json", out="Other")
        repository.expect(2, "check", "--base-report", "old.json", "--trusted-config", err="--base-report")


def check_configuration():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        branch(repository, {"m.go": TWO_ESCAPES, ".goescape.json": '{"max_new": 1} // One for free.\n'})
        repository.expect(0, "check")
        repository.expect(1, "check", GOESCAPE_MAX_NEW="0")
        repository.expect(0, "check", "--max-new", "2", GOESCAPE_MAX_NEW="0")
        repository.expect(1, "check", "--max-new", "0")
        repository.write({".goescape.json": '{"max_new": "1"}'})
        repository.expect(2, "check", err='.goescape.json:1: "max_new" must be')
        repository.write({".goescape.json": '{"budgets": {"example.com/m": {"heap": 1}}, "max_new": 1}'})
        repository.expect(1, "check")


def check_trusted_configuration():
    """A change that loosens everything it can does not pass by that."""
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN, ".goescape.json": '{"hot": []}'})
        branch(repository, {"m.go": ESCAPING, ".goescape.json": '{"max_new": 100}'})
        repository.expect(0, "check")
        repository.expect(1, "check", "--trusted-config")
        repository.expect(1, "check", GOESCAPE_TRUSTED_CONFIG="true")
        repository.commit({".goescape.json": "{not even JSON"})
        repository.expect(1, "check", "--trusted-config", "--base", "main")
        repository.commit({".goescape.json": None, "m.go": IGNORED})
        repository.expect(0, "check")
        repository.expect(1, "check", "--trusted-config")
        repository.commit({"m.go": ESCAPING})
        repository.expect(0, "baseline", "write")
        repository.expect(0, "check")
        repository.expect(1, "check", "--trusted-config")
        repository.expect(1, "check", "--trusted-config", "--baseline", ".goescape.baseline")
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN, ".goescape.json": '{"max_new": 1}'})
        branch(repository, {"m.go": ESCAPING, ".goescape.json": '{"max_new": 0}'})
        repository.expect(1, "check")
        repository.expect(0, "check", "--trusted-config")
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": IGNORED})
        moved = TWO_ESCAPES.replace('\ts := ""', '\ts := "" //goescape:ignore known')
        branch(repository, {"m.go": moved})
        repository.expect(0, "check")
        repository.expect(1, "check", "--trusted-config", out="does not stand in the base")
        repository.commit({"m.go": "package m\n\n// Moved down.\n" + IGNORED.removeprefix("package m\n")})
        out, _ = repository.expect(0, "check", "--trusted-config")
        assert "does not stand in the base" not in out, out


GROWING = 'package m\n\nvar all []any\n\nfunc Old(n int) {\n\tall = append(all, "http://x", n) //goescape:ignore known\n}\n'
NEW = "func New(n int) *int { all = append(all, new([100]int)); return &n }\n"


def check_trusted_comments():
    """What the base ignores is not lent to other code: by the names of files, or behind slashes in a literal."""
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": GROWING})
        branch(repository, {})
        repository.expect(0, "check", "--trusted-config")
        for name, head in (("b.go", "//line m.go:6\n"), ("b.go", "/*line ../m.go:6:1*/ "), ("m.go:6:1: can inline F (.go", "")):
            repository.write({name: f"package m\n\n{head}{NEW}"})
            code, out, err = repository.run("check", "--trusted-config")
            assert code in (1, 3) and "the comment suppresses nothing" in out and "passed" not in out, f"{name}: {code} {out} {err}"
            repository.write({name: None})
        repository.write({"m.go": GROWING.replace("n) //", "n, new([100]int)) //")})
        repository.expect(1, "check", "--trusted-config", out="does not stand in the base")


def check_trusted_baseline():
    """A baseline in the repository is the base's, also where the change put a link in its place or around it."""
    with Repository() as repository:
        outside = pathlib.Path(repository.folder.name) / "outside"
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN, "ci/base.txt": ""})
        branch(repository, {"m.go": ESCAPING})
        outside.mkdir()
        repository.expect(0, "baseline", "write", "--baseline", str(outside / "base.txt"))
        check = ("check", "--trusted-config", "--baseline")
        around = pathlib.Path(repository.folder.name) / "link"
        around.symlink_to(repository.root / "ci")
        names = ("ci/base.txt", "../work/ci/base.txt", str(repository.root / "ci/base.txt"), str(around / "base.txt"))
        for name in (*names, "other/../ci/base.txt"):
            repository.expect(1, *check, name)
        (repository.root / "ci/base.txt").unlink()
        (repository.root / "ci/base.txt").symlink_to(outside / "base.txt")
        for name in names:
            repository.expect(1, *check, name)
        (repository.root / "ci/base.txt").unlink()
        (repository.root / "ci").rmdir()
        (repository.root / "ci").symlink_to(outside)
        for name in names[:3]:
            repository.expect(1, *check, name)
        repository.expect(0, *check, str(outside / "base.txt"), out="1 accepted by the baseline")


def check_generated():
    """A file may say of itself that it is generated, but not in silence."""
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        branch(repository, {"m.go": "// Code generated by nobody. DO NOT EDIT.\n\n" + ESCAPING})
        repository.expect(0, "check", out="1 heap decision introduced in generated or")
        repository.expect(1, "check", "--include", "generated")


def check_line_directives():
    """A //line directive may give code any name, but it stays the code of its package."""
    for name in ("vendor/example.com/dep/x.go", "/usr/lib/go/src/fmt/print.go", "../other/x.go", "strings/builder.go"):
        with Repository() as repository:
            repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
            head, func, body = ESCAPING.partition("func ")
            branch(repository, {"m.go": f"{head}//line {name}:10\n{func}{body}"})
            out, _ = repository.expect(1, "check")
            assert "1 new heap decision" in out, out


def main():
    require_go()
    check_new_escapes()
    check_merge_base()
    check_working_tree()
    check_budgets_and_assertions()
    check_words()
    check_failures()
    check_without_base()
    check_saved_reports()
    check_configuration()
    check_trusted_configuration()
    check_trusted_comments()
    check_trusted_baseline()
    check_generated()
    check_line_directives()


if __name__ == "__main__":
    sys.exit(main())
