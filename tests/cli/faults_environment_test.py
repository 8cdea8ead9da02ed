#!/usr/bin/env python3
"""Surroundings that are not as usual: a locale that is not UTF-8, no home, clocks and time stamps that are wrong, several
runs at once. The answer is the same, or a sentence says what is missing."""

import concurrent.futures
import json
import os
import pathlib
import shutil
import sys
import time

from repository import CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, Repository, run_each

TEN_YEARS = 10 * 365 * 24 * 3600
GREEK = 'package m\n\nfunc Größe() any {\n\tλ := "κόσμος"\n\treturn λ\n}\n'


def check_locales(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": GREEK})
    for arguments in (("report", "--findings"), ("report", "-f", "json"), ("report", "-f", "markdown")):
        # A cache for each, or the first would answer for all.
        answers = {name: repository.expect(0, *arguments, LC_ALL=name, LANG=name, GOESCAPE_CACHE=f"{repository.cache}-{name}")
                   for name in ("C.UTF-8", "C", "POSIX", "de_DE.ISO-8859-1", "ja_JP.eucJP", "no_such_locale")}
        assert len(set(answers.values())) == 1, answers
        assert "Größe" in answers["C"][0]
    missing, words = {}, set()
    for name in ("C", "de_DE.UTF-8", "no_such_locale"):
        missing[name] = repository.expect(3, "--from", "nowhere", LC_ALL=name)
        words.add(missing[name][1])
    assert len(words) == 1 and "No such file or directory" in words.pop(), missing


def check_no_home(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.commit({"m.go": ESCAPING})
    folder = pathlib.Path(repository.folder.name)
    expected, _ = repository.expect(0, "diff", "HEAD~1", "-f", "csv")
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "GOESCAPE_CACHE", "GOCACHE", "GOPATH", "GOMODCACHE"):
        repository.environment.pop(name, None)
    _, err = repository.expect(3, "report", err="GOCACHE")
    assert err.count("\n") == 1, err
    places = {"GOCACHE": str(folder / "go-cache"), "GOPATH": str(folder / "go")}
    out, err = repository.expect(0, "diff", "HEAD~1", "-f", "csv", err="there is no cache folder", **places)
    assert out == expected and err.count("\n") == 1, err
    # Below a file nobody can make a folder, not even root.
    (folder / "file").write_text("", encoding="utf-8")
    for nothing in ({"HOME": ""}, {"HOME": str(folder / "file" / "home")}):
        out, _ = repository.expect(0, "diff", "HEAD~1", "-f", "csv", **places, **nothing)
        assert out == expected, nothing


def check_no_temporary_folder(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.write({"m.go": ESCAPING, "new.go": "package m\n"})
    expected, _ = repository.expect(0, "diff", "HEAD", "-f", "csv")
    in_the_way = pathlib.Path(repository.folder.name) / "file"
    in_the_way.write_text("", encoding="utf-8")
    for place in (str(in_the_way / "tmp"), str(in_the_way)):
        code, out, err = repository.run("diff", "HEAD", "-f", "csv", TMPDIR=place, GOTMPDIR=repository.folder.name)
        assert (code == 0 and out == expected) or (code == 3 and err.startswith("goescape: ")), (code, out, err)


def set_back(path, seconds):
    when = time.time() + seconds
    os.utime(path, (when, when))


def check_time_stamps(repository):
    """No report rests on when a file was written."""
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.commit({"m.go": ESCAPING})
    expected, _ = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "csv")
    for seconds in (TEN_YEARS, -TEN_YEARS):
        for path in (*repository.root.glob("*.go"), *repository.cache.glob("reports/*")):
            set_back(path, seconds)
        out, err = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "csv")
        assert out == expected and err == "", err
        # Sources that changed, with the stamps of before.
        stamps = (repository.root / "m.go").stat()
        repository.write({"m.go": TWO_ESCAPES})
        os.utime(repository.root / "m.go", ns=(stamps.st_atime_ns, stamps.st_mtime_ns))
        out, _ = repository.expect(0, "diff", "HEAD", "-f", "csv")
        assert "Other" in out, f"the change is not seen: {out}"
        repository.write({"m.go": ESCAPING})
    temporary = repository.cache / "reports" / "tmp-killed"
    temporary.write_bytes(b"half")
    set_back(temporary, TEN_YEARS)
    repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "csv")
    assert not temporary.exists(), "what a killed run left is known by its lock, not by its age"


def check_clock(repository):
    """A clock that is years off, or jumps, changes nothing, not even whether --timeout ends the run."""
    library = next((str(path) for path in pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
    if library is None:
        print("no libfaketime: not tried what a wrong clock does")
        return
    if b"__asan_init" in pathlib.Path(os.environ["GOESCAPE"]).read_bytes():
        print("AddressSanitizer bears no other library in front of it: not tried what a wrong clock does")
        return
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.commit({"m.go": ESCAPING})
    expected, _ = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "csv")
    for clock in ("+10y", "-10y", "+0 x100000"):
        wrong = {"LD_PRELOAD": library, "FAKETIME": clock, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        out, err = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "csv", "--timeout", "10m", **wrong)
        assert out == expected and err == "", f"{clock}: {err}"
        for path in repository.cache.glob("reports/*"):
            path.unlink()
        out, err = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "csv", "--timeout", "10m", **wrong)
        assert out == expected and err == "", f"{clock}: {err}"
    assert repository.untouched()


def check_runs_side_by_side(repository):
    """Several gates at once in one repository do not disturb each other."""
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.commit({"m.go": ESCAPING})
    repository.write({"m.go": TWO_ESCAPES})
    arguments = ("check", "--base", "HEAD~1", "-f", "json")
    expected, _ = repository.expect(1, *arguments)
    for _ in range(3):
        shutil.rmtree(repository.cache)
        with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
            runs = list(pool.map(lambda _: repository.run(*arguments), range(4)))
        assert all((code, out, err) == (1, expected, "") for code, out, err in runs), runs
        assert repository.untouched()
        assert not list(repository.cache.glob("*/tmp-*"))


def check_git_that_fails(repository):
    """A report can do without the commit; --verbose tells why it has none."""
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    arguments = ("-f", "json", "-v")
    out, err = repository.expect(0, "report", *arguments)
    assert json.loads(out)["module"]["revision"] and "does not tell the commit" not in err, err
    for damaged in (".git/index", ".git/config"):
        before = (repository.root / damaged).read_bytes()
        (repository.root / damaged).write_bytes(b"[garbage")
        out, err = repository.expect(0, "report", *arguments, err="git does not tell the commit, so the report names none: ")
        assert json.loads(out)["module"]["revision"] == "", out
        (repository.root / damaged).write_bytes(before)
    shutil.rmtree(repository.root / ".git")
    (repository.root / ".git").write_text("gitdir: /nowhere/at/all\n", encoding="utf-8")
    repository.expect(0, "report", *arguments, err="not a git repository: /nowhere/at/all")
    (repository.root / ".git").unlink()
    _, err = repository.expect(0, "report", *arguments)
    assert "does not tell the commit" not in err, "a folder without a repository has nothing to tell"


def main():
    run_each(check_locales, check_no_home, check_no_temporary_folder, check_time_stamps, check_clock, check_runs_side_by_side,
             check_git_that_fails)


if __name__ == "__main__":
    sys.exit(main())
