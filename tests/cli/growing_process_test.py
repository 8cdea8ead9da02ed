#!/usr/bin/env python3
"""Runs the service of docs/growing-process.md for real, as it is and with both patches: what its memory and its profile say
is what the page says of them. Every allocation is in the profile here, and not one of 512 KiB; a few that the runtime
makes for itself while it allocates are said to stand on the same lines."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

from repository import SKIPPED

GROWING = pathlib.Path(__file__).resolve().parents[2] / "testdata" / "growing-process"
VISITORS, PAGES = 400, 5
LINE = 1024  # The buffer of the audit log, in bytes.
PAGE = 40    # A page in a session.

for program in ("go", "git"):
    if shutil.which(program) is None:
        print(f"skipped: there is no {program}")
        sys.exit(SKIPPED)
if not pathlib.Path("/proc/self/smaps").exists():
    print("skipped: there is no /proc/self/smaps")
    sys.exit(SKIPPED)


def goescape(*arguments, cwd):
    run = subprocess.run([os.environ["GOESCAPE"], *map(str, arguments), "-f", "json"], cwd=cwd, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    assert run.returncode == 0, f"{arguments}: {run.returncode} {run.stderr}"
    return json.loads(run.stdout)


def build(source, target, package="."):
    subprocess.run(["go", "build", "-buildvcs=false", "-o", target, package], cwd=source, check=True,
                   env={**os.environ, "CGO_ENABLED": "0", "GOWORK": "off"})


@contextlib.contextmanager
def running(program, *flags):
    process = subprocess.Popen([program, "-listen", "127.0.0.1:0", *flags], stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "GODEBUG": "memprofilerate=1"})
    try:
        yield process.pid, "http://" + process.stdout.readline().split()[-1]
    finally:
        process.kill()
        process.wait()


def visit(folder, address):
    """Lets the visitors come; returns the bytes in use behind them."""
    told = subprocess.run([folder / "load", "-service", address, f"-visitors={VISITORS}", f"-pages={PAGES}"],
                          stdout=subprocess.PIPE, text=True, check=True).stdout
    assert f"{VISITORS * PAGES} requests, " in told, told
    with urllib.request.urlopen(address + "/debug/vars") as variables:
        return json.load(variables)["memstats"]["HeapAlloc"]


def heap(memory):
    return next(row for row in memory["kinds"] if row["kind"] == "heap")


def profile_of(address, target):
    with urllib.request.urlopen(address + "/debug/pprof/heap?gc=1") as profile:
        target.write_bytes(profile.read())


def finding(report, file, function):
    found = [each for each in report["findings"] if each["file"] == file and each["function"] == function]
    return max(found, key=lambda each: each.get("profile", {}).get("bytes", 0), default=None)


def about(found, expected):
    return expected <= found <= expected * 1.05


def check_growing(folder, source):
    """The map grows by what it says, sessions are in use, and the buffer of each line is what was allocated most."""
    program = folder / "visits"
    with running(program) as (pid, address):
        before = folder / "before.smaps"
        before.write_bytes(pathlib.Path(f"/proc/{pid}/smaps").read_bytes())
        at_first = goescape("proc", "--binary", program, before, cwd=folder)
        visit(folder, address)
        live = goescape("proc", "--since", before, pid, cwd=folder)
        assert heap(live)["growth"]["resident"] == heap(live)["resident"] - heap(at_first)["resident"], live["kinds"]
        assert heap(live)["resident"] >= VISITORS * PAGES * PAGE, heap(live)
        assert live["build_info"]["module"]["path"] == "example.com/visits", live["build_info"]
        profile_of(address, folder / "heap.pb.gz")
    report = goescape("report", "--verify", "--profile", folder / "heap.pb.gz", cwd=source)
    line = finding(report, "audit/audit.go", "(*Log).Printf")
    assert line["message"] == "moved to heap: buffer", line
    assert about(line["profile"]["objects"], VISITORS * PAGES), line
    assert about(line["profile"]["bytes"], VISITORS * PAGES * LINE), line
    assert line["allocation"]["verdict"] == "allocates" and line["allocation"]["bytes"] == LINE, line
    session = finding({"findings": [each for each in report["findings"] if "&Session" in each["expression"]]},
                      "sessions/sessions.go", "(*Store).Visit")
    assert about(session["profile"]["objects"], VISITORS), session
    assert kept_sessions(folder / "heap.pb.gz") >= VISITORS * PAGES * PAGE


def kept_sessions(profile):
    """The bytes in use that the store of sessions allocated, by pprof."""
    told = subprocess.run(["go", "tool", "pprof", "-sample_index=inuse_space", "-unit=B", "-top", profile],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True).stdout
    rows = re.findall(r"^ *(\d+)B .*sessions\.\(\*Store\)\.Visit", told, re.MULTILINE)
    return sum(map(int, rows))


def check_mended(folder, source):
    """The sessions end, and no heap decision of the audit log allocates for a visit."""
    for patch in ("expire-sessions.patch", "audit-without-garbage.patch"):
        subprocess.run(["git", "apply", GROWING / patch], cwd=source, check=True,
                       env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder)})
    build(source, folder / "visits")
    with running(folder / "visits", "-idle=40ms") as (_, address):
        visit(folder, address)
        while kept_now(address, folder) > 0:  # Sessions end when the next look at the clock comes.
            pass
        profile_of(address, folder / "heap.pb.gz")
    report = goescape("report", "--verify", "--profile", folder / "heap.pb.gz", cwd=source)
    line = finding(report, "audit/audit.go", "(*Log).Visit")
    assert line is None, line
    session = finding({"findings": [each for each in report["findings"] if "&Session" in each["expression"]]},
                      "sessions/sessions.go", "(*Store).Visit")
    assert session["profile"]["objects"] >= VISITORS, "they are allocated as before"


def kept_now(address, folder):
    profile_of(address, folder / "now.pb.gz")
    told = subprocess.run(["go", "tool", "pprof", "-sample_index=inuse_objects", "-top", "-lines", folder / "now.pb.gz"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True).stdout
    lines = re.findall(r"^ *(\d+) .*sessions\.\(\*Store\)\.Visit .*sessions\.go:38$", told, re.MULTILINE)
    return sum(map(int, lines))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        source = folder / "source"
        shutil.copytree(GROWING / "visits", source)
        build(source, folder / "load", "./load")
        build(source, folder / "visits")
        check_growing(folder, source)
        check_mended(folder, source)


if __name__ == "__main__":
    main()
