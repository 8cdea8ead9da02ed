#!/usr/bin/env python3
"""Checks how the command line is read, with a go command that only notes what it was asked for."""

import os
import pathlib
import subprocess
import tempfile

FAKE_GO = """#!/bin/sh
printf '%s\\n' "$@" >>"$GO_NOTES"
echo "fake: $1 refused" >&2
exit 1
"""


def arguments_of_go(folder, flags):
    """What the fake go command was given for `goescape report FLAGS ./named`."""
    go, notes = folder / "go", folder / "notes"
    go.write_text(FAKE_GO)
    go.chmod(0o755)
    notes.write_text("")
    command = [os.environ["GOESCAPE"], "report", "--go", str(go), *flags, "./named"]
    run = subprocess.run(command, cwd=folder, env={**os.environ, "GO_NOTES": str(notes)}, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    assert run.returncode == 3, f"{flags}: exit {run.returncode}, {run.stderr}"
    return notes.read_text().splitlines()


def check_repeatable_flags_leave_the_packages_alone(folder):
    for flags in (["-f", "json"], ["--format", "text"], ["--tags", "a,b"], ["--gcflags", "-l"], ["--package", "x"],
                  ["--build-flag", "-v"], ["--file", "x"], ["--function", "x"], ["--kinds", "all"],
                  ["--include", "all"], ["-f", "json=a.json", "-f", "text"], ["--gcflags", "-l", "--gcflags", "-N"]):
        given = arguments_of_go(folder, flags)
        assert "./named" in given, f"{flags} swallowed the package: go was given {given}"


def check_usage_errors(folder):
    for flags, words in ((["-f", "yaml"], 'no format "yaml"'), (["--kinds", "heap"], 'no kind "heap"'),
                         (["--include", "mine"], 'no category "mine"'), (["--sort", "size"], 'no order "size"'),
                         (["--level", "3"], "--level"), (["--no-such-flag"], "--no-such-flag"), (["-f"], "--format"),
                         (["--color", "sometimes"], "sometimes"), (["-f", "json", "-f", "text"], "standard output"),
                         (["-f", "json="], "name of the file")):
        run = subprocess.run([os.environ["GOESCAPE"], "report", "--from", "/dev/null", *flags], cwd=folder,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert run.returncode == 2, f"{flags}: exit {run.returncode}, {run.stderr}"
        assert words in run.stderr and run.stderr.count("\n") == 1, f"{flags}: {run.stderr}"
        assert not run.stdout, f"{flags}: {run.stdout}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_repeatable_flags_leave_the_packages_alone(pathlib.Path(folder))
        check_usage_errors(folder)


main()
