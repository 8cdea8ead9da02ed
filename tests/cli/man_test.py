#!/usr/bin/env python3
"""Checks the manual page: that it has every flag of every --help, and that formatters have nothing to say about it."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from command_flags import commands, flags_of, output_of

SKIPPED = 125


def sections(page):
    """The part of the page about each command."""
    parts = page.split(".SS goescape ")
    return {part.partition("\n")[0]: part for part in parts[1:]}


def check_every_flag(page):
    about = sections(page)
    for command in commands():
        plain = about[command].replace("\\-", "-")
        for flag in flags_of(command):
            name = flag.replace("--no-", "--[no-]") if flag.startswith("--no-") else flag
            spellings = (f"{name}", name.replace("--", "--[no-]", 1))
            assert any(f"\\fB{each}\\fR" in plain or f", {each}\\fR" in plain or f"\\fB{each}, " in plain
                       for each in spellings), f"{command} {flag} is not in the manual page"


def check_it_is_plain(page):
    assert page.isascii()
    for line in page.splitlines():
        assert line.strip(), "an empty line"
        assert not line.startswith("'"), line


def check_formatters(page):
    checkers = [command for command in (["mandoc", "-T", "lint", "-W", "warning"], ["groff", "-man", "-ww", "-Tutf8", "-z"],
                                        ["man", "--warnings", "-l"]) if shutil.which(command[0])]
    if not checkers:
        print("skipped: there is neither mandoc nor groff nor man")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "goescape.1"
        path.write_text(page)
        for checker in checkers:
            run = subprocess.run([*checker, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            said = run.stderr + (run.stdout if checker[0] == "mandoc" else "")
            assert run.returncode == 0 and not said, f"{checker}: exit {run.returncode}\n{said}"


def main():
    page = output_of("man")
    check_every_flag(page)
    check_it_is_plain(page)
    check_formatters(page)


main()
