#!/usr/bin/env python3
"""A go command that dies, hangs, prints garbage or stops half-way: a sentence, exit 3, nothing left running."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

from faults import FAKE_GO, LOG, PATIENCE, Mark, environment, goescape, hold_to_sentence, run_each

# What the fake go command does, and what goescape says.
SENTENCES = (("killed", "was ended by signal 9 (Killed): its output is incomplete"),
             ("garbage", "printed something else than packages"),
             ("json_garbage", "described a package unreadably"),
             ("half", "stopped in the middle of a package with exit code 2", "the disk is full"),
             ("fails_late", "something else broke"),
             ("says_nothing", "toolchain not available"),
             ("no_package", "matched no packages"),
             ("binary_garbage", "printed something else than packages"))
COMMANDS = (("report",), ("baseline", "write"), ("explain", "a.go:3"), ("asm", "F"))


def check_misbehaving_go(folder):
    for mood, *words in SENTENCES:
        run = goescape("report", "--go", FAKE_GO, cwd=folder, env=environment(folder, GOESCAPE_FAKE=mood))
        hold_to_sentence_or_failure(run, *words)
    for command in COMMANDS:
        for mood in ("killed", "half"):
            run = goescape(*command, "--go", FAKE_GO, cwd=folder, env=environment(folder, GOESCAPE_FAKE=mood))
            assert run.returncode == 3 and run.stderr.startswith("goescape: "), f"{command} {mood}: {run}"
    assert not (folder / ".goescape.baseline").exists(), "a failed run wrote a baseline"


def hold_to_sentence_or_failure(run, *words):
    """What went wrong beside packages is part of the report."""
    said = f"{run.returncode} {run.stdout} {run.stderr}"
    assert run.returncode == 3 and "internal error" not in run.stderr, said
    for word in words:
        assert word in run.stdout + run.stderr, f"expected {word!r}: {said}"


def check_driver_that_dies_while_compiling(folder):
    """Half of the diagnostics are no report."""
    out = folder / "report.json"
    for driver in ("list", "build"):
        run = goescape("report", "--go", FAKE_GO, "--driver", driver, "-f", "json", "-o", str(out), cwd=folder,
                       env=environment(folder, GOESCAPE_FAKE="killed"))
        hold_to_sentence(run, 3, "incomplete")
        assert not out.exists() and os.listdir(folder) == ["cache"], os.listdir(folder)


def check_hanging_go(folder):
    for mood in ("hang", "hang_deaf", "hang_after_half"):
        mark = Mark()
        run = goescape("report", "--go", FAKE_GO, "--timeout", "300ms", cwd=folder,
                       env=environment(folder, GOESCAPE_FAKE=mood, **mark.environment))
        hold_to_sentence(run, 3, "go list did not end within the 300 ms that --timeout allows")
        assert run.stdout == "" and run.stderr.count("\n") == 1, run.stderr
        mark.wait_until_gone()


def check_places_of_the_limit(folder):
    """A flag wins over a variable, a variable over the file."""
    (folder / ".goescape.json").write_text('{"timeout": "200ms"}', encoding="utf-8")
    hanging = environment(folder, GOESCAPE_FAKE="hang")
    hold_to_sentence(goescape("--go", FAKE_GO, cwd=folder, env=hanging), 3, "200 ms")
    hold_to_sentence(goescape("--go", FAKE_GO, cwd=folder, env={**hanging, "GOESCAPE_TIMEOUT": "0.3s"}), 3, "300 ms")
    run = goescape("--go", FAKE_GO, "--timeout", "0", cwd=folder, env=environment(folder, GOESCAPE_FAKE="well"))
    assert run.returncode == 0, run.stderr
    for wrong in ("5", "-1s", "soon", "", "1d"):
        run = goescape("--timeout", wrong, "--go", FAKE_GO, cwd=folder, env=hanging)
        hold_to_sentence(run, 2, "--timeout")
    (folder / ".goescape.json").write_text('{\n"timeout": "soon"}', encoding="utf-8")
    hold_to_sentence(goescape(cwd=folder, env=hanging), 2, ".goescape.json:2", '"soon" is no time')


def check_input_that_never_ends(folder):
    reader, writer = os.pipe()
    try:
        os.write(writer, LOG.encode())
        run = goescape("--from", "-", "--timeout", "200ms", cwd=folder, env=environment(folder), stdin=reader)
        hold_to_sentence(run, 3, "standard input did not end within the 200 ms")
    finally:
        os.close(reader)
        os.close(writer)


def check_time_that_is_enough(folder):
    run = goescape("--go", FAKE_GO, "--timeout", "10m", cwd=folder, env=environment(folder, GOESCAPE_FAKE="well"))
    assert run.returncode == 0 and "1 heap decision" in run.stdout, run


def check_hanging_git(folder):
    if shutil.which("git") is None:
        print("no git: not tried whether a hanging one is given up")
        return
    work = folder / "work"
    work.mkdir()
    clean = environment(folder, GIT_AUTHOR_NAME="G", GIT_AUTHOR_EMAIL="g@example.com", GIT_COMMITTER_NAME="G",
                        GIT_COMMITTER_EMAIL="g@example.com")
    for arguments in (("init", "--quiet"), ("commit", "--quiet", "--allow-empty", "-m", "x")):
        subprocess.run(["git", *arguments], cwd=work, env=clean, check=True)
    programs = folder / "bin"
    programs.mkdir()
    hanging = programs / "git"
    hanging.write_text(f'#!/bin/sh\ncase "$*" in *" rev-parse "*) exec "{shutil.which("git")}" "$@" ;; esac\n'
                       "sleep 600 &\nwait\n", encoding="utf-8")
    hanging.chmod(0o755)
    mark = Mark()
    run = goescape("diff", "HEAD", "--go", FAKE_GO, "--timeout", "500ms", cwd=work,
                   env={**clean, "GOESCAPE_FAKE": "well", "PATH": f"{programs}:{clean['PATH']}", **mark.environment})
    hold_to_sentence(run, 3, "did not end within the 500 ms")
    mark.wait_until_gone()


def check_death_of_goescape(folder):
    """The go command is told when goescape is killed, and ends."""
    mark = Mark()
    with subprocess.Popen([os.environ["GOESCAPE"], "--go", FAKE_GO], cwd=folder, stderr=subprocess.DEVNULL,
                          env=environment(folder, GOESCAPE_FAKE="hang_simply", **mark.environment)) as run:
        end = time.monotonic() + PATIENCE
        while len(mark.processes()) < 2:
            assert time.monotonic() < end and run.poll() is None, "the fake go command does not start"
            time.sleep(0.01)
        run.kill()
    if sys.platform == "linux":
        mark.wait_until_gone()


def main():
    assert pathlib.Path(FAKE_GO).exists()
    run_each(check_misbehaving_go, check_driver_that_dies_while_compiling, check_hanging_go, check_places_of_the_limit,
             check_input_that_never_ends, check_time_that_is_enough, check_hanging_git, check_death_of_goescape)


if __name__ == "__main__":
    sys.exit(main())
