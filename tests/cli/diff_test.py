#!/usr/bin/env python3
"""`goescape diff` over real little repositories: what can be compared, and what is said when it cannot be."""

import json
import shutil
import sys

from repository import BROKEN, CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, Repository, require_go


def introduced(text):
    return [finding["function"] for finding in json.loads(text)["introduced"]]


def check_revisions():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.commit({"m.go": ESCAPING})
        repository.git("tag", "--annotate", "--message", "release", "v1")
        out, _ = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "json")
        assert introduced(out) == ["New"], out
        out, _ = repository.expect(0, "diff", "v1", "HEAD~1", "-f", "json")
        assert introduced(out) == [] and len(json.loads(out)["fixed"]) == 1, out
        out, _ = repository.expect(0, "diff", "HEAD", "-f", "json")
        assert introduced(out) == [], "a clean working tree equals its commit"
        repository.write({"m.go": TWO_ESCAPES})
        out, _ = repository.expect(0, "diff", "HEAD", "-f", "json")
        assert introduced(out) == ["Other"], out
        repository.expect(1, "diff", "HEAD", "--exit-code")
        repository.expect(0, "diff", "HEAD~1", "HEAD~1", "--exit-code")
        assert repository.untouched()
        assert (repository.root / "m.go").read_text(encoding="utf-8") == TWO_ESCAPES


def check_second_run_compiles_nothing():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.commit({"m.go": ESCAPING})
        first, err = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "json", "-v")
        assert err.count(" -export ") == 2, err
        second, err = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "json", "-v")
        assert "worktree" not in err and err.count("comes from the cache") == 2, err
        assert first == second, "the cache changes what is said"


def check_files():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.expect(0, "report", "-f", "json=old.json", "--kinds", "all")
        repository.commit({"m.go": ESCAPING, "old.json": (repository.root / "old.json").read_text(encoding="utf-8")})
        repository.expect(0, "report", "-f", "json=new.json", "--kinds", "all")
        out, _ = repository.expect(0, "diff", "old.json", "new.json", "-f", "json")
        assert introduced(out) == ["New"], out
        out, _ = repository.expect(0, "diff", "old.json", "HEAD", "-f", "json")
        assert introduced(out) == ["New"], out
        out, _ = repository.expect(0, "diff", "./old.json", "-f", "json")
        assert introduced(out) == ["New"], out
        repository.write({"log": "# example.com/m\n./m.go:12:2: moved to heap: x\n"})
        repository.expect(0, "diff", "old.json", "log")
        repository.expect(0, "diff", "old.json", "new.json", "-f", "json=diff.json")
        repository.expect(3, "diff", "old.json", "diff.json", err="diff.json is a saved comparison")
        repository.expect(0, "report", "-f", "json=few.json", "--kinds", "leaking_param")
        repository.expect(3, "diff", "few.json", "new.json", err="few.json gives no report: it counts heap decisions")
        repository.write({"noise": "no log at all\n"})
        repository.expect(3, "diff", "old.json", "noise", err="noise gives no report")


def check_names():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.write({"main": "no report"})
        _, err = repository.expect(2, "diff", "main", err="both a file and a revision")
        assert "./main" in err and "refs/heads/main" in err, err
        repository.expect(3, "diff", "./main", err="./main gives no report")
        repository.expect(0, "diff", "refs/heads/main")
        repository.expect(2, "diff", "no-such-thing", err="there is no file no-such-thing")
        repository.expect(2, "diff", "HEAD..HEAD", err="HEAD..HEAD")
        repository.expect(2, "diff", err="needs something to compare with")
        repository.expect(2, "diff", "HEAD", "HEAD", "HEAD", err="diff --help")
        repository.expect(2, "diff", "-", "-", err="standard input")
        repository.expect(2, "diff", "HEAD", "HEAD", "--", "./nowhere", err="./nowhere names no packages")
        repository.expect(0, "diff", "--help", out="goescape diff v1.2.0 v1.3.0")
    with Repository() as repository:
        repository.expect(2, "diff", "HEAD", err="there is no file HEAD")


def check_a_side_that_fails():
    with Repository() as repository:
        good = repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        bad = repository.commit({"m.go": BROKEN})
        for sides in ((good, bad), (bad, good)):
            out, err = repository.expect(3, "diff", *sides, "-f", "json")
            assert introduced(out) == [], f"a package that failed on one side introduces nothing: {out}"
            said = [line for line in err.splitlines() if "did not compile" in line]
            assert len(said) == 1 and bad[:8] in said[0] and good[:8] not in said[0], err
        assert repository.untouched()


def check_packages_that_one_side_lacks():
    with Repository() as repository:
        repository.commit({"README": "no code yet\n"})
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.commit({"sub/sub.go": ESCAPING.replace("package m", "package sub")})
        out, _ = repository.expect(0, "diff", "HEAD~2", "HEAD", "-f", "json")
        assert introduced(out) == ["New"], "before the module there was nothing"
        for pattern in ("./sub", "./sub/...", "example.com/m/sub"):
            out, _ = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "json", "--", pattern)
            assert introduced(out) == ["New"], f"{pattern}: {out}"
            out, _ = repository.expect(0, "diff", "HEAD", "HEAD~1", "-f", "json", "--", pattern)
            assert len(json.loads(out)["fixed"]) == 1, f"{pattern}: {out}"
        code, out, err = repository.run("diff", "HEAD~1", "HEAD", "-f", "json", cwd=repository.root / "sub")
        assert code == 0 and introduced(out) == ["New"], f"from a folder that the base lacks: {err}"


def check_toolchains():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        go = shutil.which("go")
        out, _ = repository.expect(0, "diff", "--go", go, "--new-go", go, "-f", "json")
        assert introduced(out) == [] and json.loads(out)["unchanged"] == 1, out
        repository.expect(0, "diff", "HEAD", "--new-go", go)
        repository.expect(3, "diff", "--new-go", "/no/such/go", err="/no/such/go")
        repository.expect(0, "report", "-f", "json=saved.json")
        repository.expect(2, "diff", "saved.json", "--new-go", go, err="was compiled already")


def main():
    require_go()
    check_revisions()
    check_second_run_compiles_nothing()
    check_files()
    check_names()
    check_a_side_that_fails()
    check_packages_that_one_side_lacks()
    check_toolchains()


if __name__ == "__main__":
    sys.exit(main())
