#!/usr/bin/env python3
"""Makes compiler logs of any size up, piece by piece. As a program it writes one: large_logs.py KIND SIZE."""

import os
import signal
import sys

MEBI = 1 << 20


def long_line(mebibytes):
    """One diagnostic about a string constant of this size, and a short one behind it."""
    yield b'# example.com/m\na.go:1:2: "'
    for _ in range(mebibytes):
        yield b"x" * MEBI
    yield b'" escapes to heap\na.go:2:2: x escapes to heap\n'


def long_event(mebibytes):
    """One event of go build -json with an output of this size: lines of a mebibyte each, the last a diagnostic."""
    yield b'{"ImportPath":"example.com/m","Action":"build-output","Output":"'
    for _ in range(mebibytes):
        yield b"x" * (MEBI - 2) + b"\\n"
    yield b'a.go:2:2: x escapes to heap\\n"}\n'


def unique_findings(count, first=0):
    """Heap decisions that differ from each other, with numbers from `first` on; ten thousand in each package."""
    for number in range(first, first + count):
        if number % 10000 == 0:
            yield b"# example.com/m/p%d\n" % (number // 10000)
        yield b"p%d/a.go:%d:%d: variable%d escapes to heap\n" % (number // 10000, number % 10000 + 1, number % 7 + 1,
                                                                  number)


def packages(count):
    """Packages of one heap decision and one function each."""
    for number in range(count):
        yield b"# example.com/m/p%d\np%d/a.go:7:3: x escapes to heap\np%d/a.go:6:6: can inline F\n" % ((number,) * 3)


KINDS = {"line": long_line, "event": long_event, "findings": unique_findings, "packages": packages}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in KINDS:
        sys.exit(f"usage: large_logs.py {'|'.join(KINDS)} SIZE")
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    with os.fdopen(sys.stdout.fileno(), "wb", buffering=MEBI) as out:
        for piece in KINDS[sys.argv[1]](int(sys.argv[2])):
            out.write(piece)


if __name__ == "__main__":
    main()
