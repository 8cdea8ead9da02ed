#!/usr/bin/env python3
"""A second run over a work tree where nothing was changed does not read what the compiler says again, and gives the same
report; whatever was changed since then is in it, also where sizes and times of files do not tell."""

import json
import os
import pathlib
import shutil

from repository import CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, run_each

REMARK = "that report is taken from the cache"


def heard(repository, *more, **environment):
    """Runs report; returns whether the compiler was listened to, and the findings."""
    target = repository.root.parent / "report.json"
    _, err = repository.expect(0, "report", "--verbose", "--format", f"json={target}", *more, "./...", **environment)
    return REMARK not in err, json.loads(target.read_text(encoding="utf-8"))


def functions(document):
    return sorted(finding["function"] for finding in document["findings"])


def check_nothing_changed(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING, "m_test.go": "package m\n\nfunc helper() *int { return new(int) }\n"})
    for options in ((), ("--verify",), ("--tests",), ("--kinds", "all"), ("--level", "1")):
        first, report = heard(repository, *options)
        second, again = heard(repository, *options)
        assert first and not second, f"{options}: {first}, {second}"
        assert again == report, options
    # Asked for something else in between, each finds its own.
    assert not heard(repository)[0]


def check_changes(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    assert functions(heard(repository)[1]) == ["New"]
    repository.write({"m.go": TWO_ESCAPES})
    anew, report = heard(repository)
    assert anew and functions(report) == ["New", "Other"], report
    repository.write({"more/more.go": "package more\n\nfunc More() *int { return new(int) }\n"})
    anew, report = heard(repository)
    assert anew and functions(report) == ["More", "New", "Other"], report
    shutil.rmtree(repository.root / "more")
    anew, report = heard(repository)
    assert anew and functions(report) == ["New", "Other"], report


def check_hidden_change(repository):
    """The same size and the same time: only the go command knows."""
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    heard(repository)
    source = repository.root / "m.go"
    before = source.stat()
    source.write_text(ESCAPING.replace("func New()", "func Old()"), encoding="utf-8")
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    anew, report = heard(repository)
    assert anew and functions(report) == ["Old"], report


def check_dependency(repository):
    """What a parameter of another module does decides about a value here."""
    keeps = "package d\n\nvar kept *int\n\nfunc Take(p *int) { kept = p }\n"
    repository.commit({"go.mod": GO_MOD + "\nrequire example.com/d v0.0.0\n\nreplace example.com/d => ./d\n",
                       "m.go": "package m\n\nimport \"example.com/d\"\n\nfunc Use() {\n\tx := 1\n\td.Take(&x)\n}\n",
                       "d/go.mod": GO_MOD.replace("/m", "/d"), "d/d.go": keeps})
    assert functions(heard(repository)[1]) == ["Use"]
    repository.write({"d/d.go": keeps.replace("kept = p", "_ = p")})
    assert functions(heard(repository)[1]) == []
    anew, report = heard(repository)
    assert not anew and functions(report) == []


def check_revision(repository):
    first = repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    _, report = heard(repository)
    assert report["module"]["revision"] == first and not report["module"]["dirty"], report["module"]
    second = repository.commit({"README.md": "text"})
    repository.write({"README.md": "other text"})
    anew, report = heard(repository)
    assert not anew and report["module"]["revision"] == second and report["module"]["dirty"], report["module"]


def check_settings(repository):
    """In none of these the run before is taken for this one."""
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING, "m_windows.go": "package m\n\nfunc Windows() *int { return new(int) }\n"})
    heard(repository)
    assert functions(heard(repository, GOOS="windows")[1]) == ["New", "Windows"]
    assert functions(heard(repository, "--goos", "windows")[1]) == ["New", "Windows"]
    assert functions(heard(repository)[1]) == ["New"]
    assert heard(repository, GOFLAGS="-gcflags=-l")[0]
    assert not heard(repository)[0]


def check_failure(repository):
    """A run that failed is not kept, and a kept one does not hide a failure."""
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    heard(repository)
    repository.write({"b/b.go": "package b\n\nfunc B() int { return \"text\" }\n"})
    for _ in range(2):
        repository.expect(3, "report", "./...", out="b/b.go:3")
    (repository.root / "b/b.go").unlink()
    anew, report = heard(repository)
    assert functions(report) == ["New"], report
    shutil.rmtree(repository.root / "b")
    assert functions(heard(repository)[1]) == ["New"]


def check_damage(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    heard(repository)
    for change in (lambda content: content[:len(content) // 2], lambda content: bytes([content[0] ^ 1]) + content[1:]):
        kept, = pathlib.Path(repository.cache, "runs").glob("*.pb")
        kept.write_bytes(change(kept.read_bytes()))
        _, err = repository.expect(0, "report", "./...", out="1 heap decision")
        assert err.count("\n") == 1 and "damaged; it is made again" in err, err
        anew, report = heard(repository)
        assert not anew and functions(report) == ["New"], report


def check_no_cache(repository):
    """Nothing to tell the user of: the run is as it would be without a cache."""
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    repository.cache.write_text("in the way", encoding="utf-8")
    for _ in range(2):
        _, err = repository.expect(0, "report", "./...", out="1 heap decision")
        assert err == "", err


def check_gate(repository):
    """`check` compares what is there now."""
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.expect(0, "check", "--base", "HEAD", "./...")
    repository.expect(0, "check", "--base", "HEAD", "./...")
    repository.write({"m.go": ESCAPING})
    for _ in range(2):
        repository.expect(1, "check", "--base", "HEAD", "./...", out="New")


if __name__ == "__main__":
    run_each(check_nothing_changed, check_changes, check_hidden_change, check_dependency, check_revision, check_settings,
             check_failure, check_damage, check_no_cache, check_gate)
