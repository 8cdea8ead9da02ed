#!/usr/bin/env python3
"""Checks that the verdicts of `report --verify` are the same however the packages are compiled and the log is read, and
what is said where there is nothing to verify with."""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 125
MODULES = pathlib.Path(__file__).resolve().parents[2] / "testdata" / "modules"
HEAP = ("escapes_to_heap", "moved_to_heap")
GCFLAGS = "-m=2 -S=2 -d=closure=1,escapedebug=1"
LOG_GCFLAGS_BEFORE_25 = "-m=2 -S=2 -d=closure=1"


def goescape(folder, *arguments, stdin=""):
    run = subprocess.run([os.environ["GOESCAPE"], *arguments], cwd=folder, input=stdin, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    return run.returncode, run.stdout, run.stderr


def verified(folder, *arguments, expected=0, **options):
    code, out, err = goescape(folder, "report", "-q", "--verify", "-f", "json", *arguments, **options)
    assert code == expected, f"{arguments}: {code}\n{err}"
    return json.loads(out)


FACTS = ("verdict", "reason", "type", "bytes")


def verdicts(report, facts=FACTS):
    """What is known of each heap decision, by the decision."""
    return {(each["id"], each["line"], each["column"]): tuple(each["allocation"][fact] for fact in facts)
            for each in report["findings"] if each["kind"] in HEAP}


def silent(report):
    return collections.Counter((each["kind"], each["file"], each["line"], each["function"], each["expression"])
                               for each in report["findings"] if each["kind"] not in HEAP)


def expect_same(report, expected, what, facts=FACTS):
    ours, theirs = verdicts(report, facts), verdicts(expected, facts)
    differing = [(key, ours.get(key), theirs.get(key)) for key in ours.keys() | theirs.keys()
                 if ours.get(key) != theirs.get(key)]
    assert not differing, f"{what}: {differing}"
    assert silent(report) == silent(expected), f"{what}: {(silent(report) - silent(expected), silent(expected) - silent(report))}"


def check_drivers(module, expected):
    for driver in ("list", "build", "compile"):
        expect_same(verified(module, "--driver", driver), expected, driver)


def check_level(module, expected):
    """At -m the compiler does not name functions; what is known of the decisions is the same."""
    report = verified(module, "--level", "1")
    ours, theirs = (collections.Counter((each["file"], each["line"], each["column"], each["message"],
                                         each["allocation"]["verdict"], each["allocation"]["type"])
                                        for each in one["findings"] if each["kind"] in HEAP) for one in (report, expected))
    assert ours == theirs, (ours - theirs, theirs - ours)


def check_other_platform(module, expected):
    report = verified(module, "--goarch", "arm64", ".")
    here = verified(module, "--goarch", "amd64", ".")
    expect_same(report, here, "arm64")
    assert report["toolchain"]["goarch"] == "arm64" and expected["findings"]
    check_platforms_without_types(module, here)


def check_platforms_without_types(module, here):
    """Elsewhere calls are read without their types: less may be known, but nothing else."""
    allocating = {key for key, verdict in verdicts(here).items() if verdict[0] == "allocates"}
    for arch in ("riscv64", "386", "s390x"):
        found = verdicts(verified(module, "--goarch", arch, "."))
        silent_ones = [key for key in allocating if found[key][0] == "no_allocation"]
        assert not silent_ones, f"{arch}: {silent_ones}"
    code, out, err = goescape(module, "report", "--verify", "--goos", "js", "--goarch",
                              "wasm", ".")
    assert code == 3 and out == "" and "cannot be told from the assembly for wasm" in err, f"{code}\n{err}"


def log_of(module, gcflags=GCFLAGS):
    run = subprocess.run(["go", "build", f"-gcflags={gcflags}", "-trimpath", "./..."], cwd=module, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    if "escapedebug" in run.stderr and "escapedebug" in gcflags and "unknown debug key" in run.stderr:
        return log_of(module, LOG_GCFLAGS_BEFORE_25)
    assert run.returncode == 0, run.stderr[:2000]
    return run.stderr


def check_logs(module, expected):
    """A log does not hold the sizes of the types of dependencies."""
    facts = ("verdict", "reason", "type")
    log = log_of(module)
    (module / "build.log").write_text(log, encoding="utf-8", errors="surrogateescape")
    plain = None
    for jobs in ("1", "2", "7"):
        report = verified(module, "--from", "build.log", "-j", jobs)
        expect_same(report, expected, f"--from -j {jobs}", facts)
        assert plain is None or report == plain, f"-j {jobs} differs"
        plain = report
    expect_same(verified(module, "--from", "-", stdin=log), expected, "standard input", facts)
    (module / "build.log").unlink()


def check_logs_without_assembly(module):
    log = "# example.com/x\n./x.go:3:2: moved to heap: x\n"
    code, out, err = goescape(module, "report", "--verify", "--from", "-", stdin=log)
    assert code == 3 and out == "", f"{code}\n{out}"
    assert err == ("goescape: standard input holds no assembly to verify with; make it with go build "
                   "-gcflags='-m=2 -S=2' ./... 2> FILE\n"), err


def check_saved_reports(module, expected):
    (module / "saved.json").write_text(json.dumps(expected))
    code, out, err = goescape(module, "report", "--verify", "--from", "saved.json", "-f", "json")
    assert code == 0 and verdicts(json.loads(out)) == verdicts(expected), "what was verified stays so"
    code, out, _ = goescape(module, "report", "-q", "-f", "json=plain.json", ".")
    assert code == 0
    code, out, err = goescape(module, "report", "--verify", "--from", "plain.json", "-f", "json")
    assert code == 3 and out == "" and "plain.json" in err, f"{code}\n{err}"
    (module / "saved.json").unlink()
    (module / "plain.json").unlink()


def check_kinds(module, expected):
    report = verified(module, "--kinds", "moved_to_heap")
    assert {each["kind"] for each in report["findings"]} == {"moved_to_heap"}
    assert all("allocation" in each for each in report["findings"])
    moved = {key for key, _ in verdicts(report).items()}
    assert moved == {(each["id"], each["line"], each["column"]) for each in expected["findings"]
                     if each["kind"] == "moved_to_heap"}


def check_own_flags(module, expected):
    """The flags of the user's that ask the compiler for the same, for less, and for something else."""
    for flags in ("--gcflags=-S", "--gcflags=--S=1", "--gcflags=-d=closure=0", "--build-flag=-gcflags=-d closure=0",
                  "--gcflags=-d=checkptr=0,escapedebug=0", "--build-flag=-gcflags=-d=wb=1 -S", "--gcflags=-dwarf=true"):
        report = verified(module, flags)
        expect_same(report, expected, flags)
        assert report["unrecognized"]["count"] == 0, f"{flags}: {report['unrecognized']}"
    for variable in ("-gcflags=-S", "-gcflags=-d=closure=0"):
        environment = {**os.environ, "GOFLAGS": variable}
        run = subprocess.run([os.environ["GOESCAPE"], "report", "-q", "--verify", "-f", "json"], cwd=module, check=True,
                             stdout=subprocess.PIPE, env=environment)
        expect_same(json.loads(run.stdout), expected, variable)


def unknown_share(report):
    decisions = [each for each in report["findings"] if each["kind"] in HEAP]
    assert decisions
    return sum(each["allocation"]["verdict"] == "unknown" for each in decisions) / len(decisions)


def check_other_modules(folder):
    for name, arguments in (("tests", ["--tests"]), ("generics", []), ("linedirectives", []), ("quickstart", ["--tests"]), ("causes", [])):
        module = folder / name
        shutil.copytree(MODULES / name, module)
        report = verified(module, *arguments)
        share = unknown_share(report)
        assert share <= 0.05, f"{name}: {share:.0%} unknown"
        if name == "linedirectives":
            assert {verdict[0] for verdict in verdicts(report).values()} == {"allocates"}, verdicts(report)


def check_cgo(folder):
    if shutil.which("gcc") is None:
        return
    module = folder / "cgo"
    shutil.copytree(MODULES / "cgo", module)
    for driver in ("list", "build", "compile"):
        share = unknown_share(verified(module, "--driver", driver))
        assert share <= 0.05, f"{driver}: {share:.0%} unknown"


def check_broken_packages(folder):
    module = folder / "broken"
    shutil.copytree(MODULES / "broken", module)
    code, out, err = goescape(module, "report", "--verify", "-f", "json", "./typeerror", "./good")
    assert code == 3 and "1 package did not compile" in err, err
    report = json.loads(out)
    assert [each["package"] for each in report["failures"]] == ["example.com/broken/typeerror"], report["failures"]
    assert all(each["allocation"]["verdict"] != "unknown" for each in report["findings"] if each["kind"] in HEAP)
    code, out, err = goescape(module, "report", "--verify", "-f", "json", "./typeerror")
    assert code == 3, f"{code}\n{out}{err}"


def main():
    if shutil.which("go") is None:
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        module = folder / "allocations"
        shutil.copytree(MODULES / "allocations", module)
        expected = verified(module)
        for check in (check_drivers, check_level, check_other_platform, check_logs, check_saved_reports, check_kinds,
                      check_own_flags):
            check(module, expected)
        check_logs_without_assembly(module)
        for check in (check_other_modules, check_cgo, check_broken_packages):
            check(folder)


main()
