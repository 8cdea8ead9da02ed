#!/usr/bin/env python3
"""Reads the built program with binutils: whether it carries what makes mistakes in it hard to exploit."""

import os
import platform
import re
import shutil
import subprocess
import sys

SKIPPED = 125


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def check_loading(program):
    """Anywhere in memory, with nothing left to be linked and nothing at once writable and executable."""
    header = output("readelf", "-hW", program)
    assert re.search(r"Type:\s+DYN", header), f"it is no position-independent executable:\n{header}"
    segments = output("readelf", "-lW", program)
    assert "GNU_RELRO" in segments, f"no part of it becomes read-only:\n{segments}"
    stack = re.search(r"GNU_STACK.*", segments)
    assert stack and "RWE" not in stack[0], f"its stack can be executed:\n{segments}"
    assert not re.search(r"LOAD.*RWE", segments), f"a part is writable and executable:\n{segments}"
    dynamic = output("readelf", "-dW", program)
    assert re.search(r"FLAGS_1.*\bNOW\b", dynamic), f"functions are bound when they are called:\n{dynamic}"
    for unwanted in ("TEXTREL", "RPATH", "RUNPATH"):
        assert f"({unwanted})" not in dynamic, f"it has a {unwanted}:\n{dynamic}"


def check_checks(program):
    """Functions of the C and C++ libraries that only checking code calls."""
    symbols = output("readelf", "--dyn-syms", "-W", program)
    assert "__stack_chk_fail" in symbols, "no function guards its return address"
    assert re.search(r"\b__\w+_chk\b(?<!__stack_chk)", symbols), "no copy is checked against the size of its target"
    assert "__glibcxx_assert_fail" in symbols or "__replacement_assert" in output("nm", "-C", program) \
        or "std::abort" in output("nm", "-DC", program), "no index of a container is checked"


def check_instructions(program):
    """Big frames touch every page of the stack, and functions that may be called through a pointer say so."""
    if platform.machine() != "x86_64":
        return
    code = output("objdump", "-d", "--no-show-raw-insn", program)
    assert re.search(r"sub +\$0x1000,%rsp\s+[0-9a-f]+:\s+or[ql] +\$0x0,", code), "large frames are not probed"
    assert len(re.findall(r"^\s+[0-9a-f]+:\s+endbr64", code, re.M)) > 500, "functions lack endbr64"


def main():
    program = os.environ["GOESCAPE"]
    built = output(program, "--version")
    if "Release build" not in built or not all(map(shutil.which, ("readelf", "objdump", "nm"))):
        print(f"skipped: only release builds are hardened, and binutils must be there\n{built}")
        sys.exit(SKIPPED)
    check_loading(program)
    check_checks(program)
    check_instructions(program)


if __name__ == "__main__":
    main()
