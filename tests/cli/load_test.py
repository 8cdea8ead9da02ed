#!/usr/bin/env python3
"""Reads large made-up logs from a pipe and holds the memory that takes to what docs/reliability.md says of it.

The sizes are such that a byte more for each of the items would be seen, and no larger. scripts/bench --rows load reads
the sizes of which the limits are meant.
"""

import os
import subprocess
import tempfile

from large_logs import MEBI, long_event, long_line, packages, unique_findings

# Instrumented programs need several times as much, so they are run for what they find and not measured.
MEASURED = "Release build" in subprocess.run([os.environ["GOESCAPE"], "--version"], check=True, text=True,
                                             stdout=subprocess.PIPE).stdout


def repeated_findings(count, times):
    for _ in range(times):
        yield from unique_findings(count)


class Output:
    """What a report wrote, as far as it is asked for."""

    def __init__(self, file):
        # Not read as a whole: the system counts what this script has in memory to the programs that it starts.
        self.lines = 0
        self.end = b""
        file.seek(0)
        while piece := file.read(MEBI // 4):
            self.lines += piece.count(b"\n")
            self.end = piece[-200:]

    def expect_findings(self, count):
        """Holds the rows of a report in CSV to this many."""
        assert self.lines - 1 == count, f"{self.lines - 1} rows and not {count}; at last {self.end}"


def run_program(arguments, pieces=()):
    """Runs goescape with this input; returns what it wrote and the most memory it had at a time, in bytes."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([os.environ["GOESCAPE"], *arguments], stdin=subprocess.PIPE, stdout=out)
        for piece in pieces:
            process.stdin.write(piece)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, f"{arguments}: exit {process.returncode}"
        return Output(out), usage.ru_maxrss * 1024


def run(pieces, *arguments):
    """Feeds a report with the pieces."""
    return run_program(["report", "--quiet", "-j1", "--from", "-", *arguments], pieces)


def merge(paths):
    return run_program(["merge", "--quiet", "-f", "csv", *paths])


def expect_at_most(what, most, used):
    print(f"{what}: {used / 1e6:.1f} MB, at most {most / 1e6:.1f} MB")
    assert not MEASURED or used <= most, f"{what} took {used} bytes of memory, more than {most}"


def least():
    """What a report of next to nothing takes: the program, its libraries and its buffers, or what this script has."""
    return run(unique_findings(1), "-f", "csv")[1]


def check_long_line(base):
    out, used = run(long_line(64), "-f", "csv")
    out.expect_findings(2)
    # 1 MiB of it is kept, twice at most while it comes, and goes through the finding to the output.
    expect_at_most("a line of 64 MiB", base + 12 * MEBI, used)


def check_long_event(base):
    out, used = run(long_event(32), "-f", "csv")
    out.expect_findings(1)
    expect_at_most("an event of 32 MiB", base + 6 * 32 * MEBI, used)


def check_unique_findings(base):
    for form in ("csv", "text"):
        out, used = run(unique_findings(200000), "-f", form)
        if form == "csv":
            out.expect_findings(200000)
        expect_at_most(f"200,000 findings as {form}", base + 400 * 200000, used)


def check_repetition():
    _, once = run(unique_findings(20000), "-f", "csv")
    out, often = run(repeated_findings(20000, 20), "-f", "csv")
    out.expect_findings(20000)
    expect_at_most("20,000 findings, each printed 20 times", once + 4 * MEBI, often)


def check_packages(base):
    for form in ("csv", "html"):
        out, used = run(packages(5000), "-f", form)
        if form == "csv":
            out.expect_findings(5000)
        expect_at_most(f"5,000 packages as {form}", base + 4000 * 5000, used)


def check_merging(base):
    """A hundred reports of different findings, and one a hundred times."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/{number}.json" for number in range(100)]
        for number, path in enumerate(paths):
            run(unique_findings(1000, first=10000 * number), "-f", f"json={path}")
        out, used = merge(paths)
        out.expect_findings(100 * 1000)
        expect_at_most("100 reports of 1,000 findings each", base + 600 * 100 * 1000, used)
        out, used = merge(paths[:1] * 100)
        out.expect_findings(1000)
        expect_at_most("one of these a hundred times", base + 600 * 100 * 1000, used)


def main():
    base = least()
    check_long_line(base)
    check_long_event(base)
    check_unique_findings(base)
    check_repetition()
    check_packages(base)
    check_merging(base)


if __name__ == "__main__":
    main()
