#!/usr/bin/env python3
"""`goescape baseline`: what is accepted, dropped and shown, and that nothing is written when it should not be."""

import sys

from repository import BROKEN, CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, Repository, require_go


def check_life_of_a_baseline():
    with Repository() as repository:
        repository.write({"go.mod": GO_MOD, "m.go": TWO_ESCAPES})
        file = repository.root / ".goescape.baseline"
        repository.expect(2, "baseline", "show", err="there is no baseline in")
        repository.expect(2, "baseline", "prune", err="goescape baseline write")
        assert not file.exists()
        repository.expect(0, "baseline", "write", err="2 accepted")
        out, _ = repository.expect(0, "baseline", "show")
        assert out.count("v1:") == 2 and "New" in out and "Other" in out, out
        written = file.read_bytes()
        repository.expect(0, "baseline", "write", err="0 of them new, 0 dropped")
        assert file.read_bytes() == written, "written again it is the same"
        repository.write({"m.go": ESCAPING})
        repository.expect(0, "baseline", "prune", err="1 accepted")
        out, _ = repository.expect(0, "baseline", "show")
        assert out.count("v1:") == 1 and "Other" not in out, out
        repository.write({"m.go": TWO_ESCAPES})
        repository.expect(0, "baseline", "prune", "-v", err="1 accepted")
        out, _ = repository.expect(0, "baseline", "show")
        assert "Other" not in out, "prune adds nothing"


def check_places():
    with Repository() as repository:
        repository.write({"go.mod": GO_MOD, "m.go": ESCAPING, "sub/sub.go": CLEAN.replace("package m", "package sub")})
        code, _, err = repository.run("baseline", "write", cwd=repository.root / "sub")
        assert code == 0 and (repository.root / ".goescape.baseline").exists(), f"it belongs beside go.mod: {err}"
        repository.expect(0, "baseline", "write", "other", err="wrote other")
        repository.expect(0, "baseline", "show", "other", out="New")
        repository.write({".goescape.json": '{"baseline": "ci/accepted"}'})
        repository.expect(3, "baseline", "write", err="ci/accepted")
        (repository.root / "ci").mkdir()
        repository.expect(0, "baseline", "write", err="ci/accepted")
        repository.expect(2, "baseline", "write", "./...", err="packages stand behind --")
        repository.expect(2, "baseline", "write", ".", err="packages stand behind --")
        repository.expect(0, "baseline", "write", "third", "--", "./sub", err="0 accepted")


def check_refusals():
    with Repository() as repository:
        repository.write({"go.mod": GO_MOD, "m.go": ESCAPING})
        repository.expect(0, "baseline", "write")
        file = repository.root / ".goescape.baseline"
        written = file.read_bytes()
        repository.write({"m.go": BROKEN})
        for action in ("write", "prune"):
            repository.expect(3, "baseline", action, err="stays as it is")
            assert file.read_bytes() == written
        repository.expect(2, "baseline", err="baseline --help")
        repository.expect(2, "baseline", "writ", err='did you mean "write"?')
        file.write_text("<<<<<<< ours\n", encoding="utf-8")
        repository.expect(2, "baseline", "show", err=".goescape.baseline")


def check_suppressed_decisions_are_not_accepted():
    with Repository() as repository:
        repository.write({"go.mod": GO_MOD, "m.go": ESCAPING.replace("\tx := 1", "\tx := 1 //goescape:ignore known")})
        repository.expect(0, "baseline", "write", err="0 accepted")


def main():
    require_go()
    check_life_of_a_baseline()
    check_places()
    check_refusals()
    check_suppressed_decisions_are_not_accepted()


if __name__ == "__main__":
    sys.exit(main())
