#!/usr/bin/env python3
"""Holds the names of functions against those of the real compiler, for the functions of tests/oracle/names.

The compiler tells the name of every function that it compiles when it says whether it can inline it. The directory of
go_functions_dump comes in GOESCAPE_TOOLS.
"""

import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys

SKIPPED = 125
ORACLE = pathlib.Path(__file__).resolve().parent.parent / "oracle"
INLINE = re.compile(r"^names/(\w+\.go):(\d+):(\d+): can(?:not)? inline (\S+?)(?: |:|$)", re.MULTILINE)


def collapse(name):
    """Type arguments as `[...]`, which may hold brackets themselves."""
    result, depth = "", 0
    for c in name:
        if c == "[":
            result += "[...]" if depth == 0 else ""
            depth += 1
        elif c == "]":
            depth -= 1
        elif depth == 0:
            result += c
    return result


def compiler_names(files):
    """The names that the compiler gives, by file, line and column."""
    command = ["go", "build", "-gcflags=-m=2", "./names"]
    build = subprocess.run(command, cwd=ORACLE, stderr=subprocess.PIPE, text=True, check=True)
    names = collections.defaultdict(set)
    for file, line, column, name in INLINE.findall(build.stderr):
        if file in files:
            names[file, int(line), int(column)].add(collapse(name))
    return names


def our_names(files, glob):
    """File, begin as line and column, and name of every function."""
    dump = os.path.join(os.environ["GOESCAPE_TOOLS"], "go_functions_dump")
    listing = "".join(f"{ORACLE}/names/{file}\n" for file in files)
    mode = "--package-glob" if glob else "--package"
    output = subprocess.run([dump, mode], input=listing, stdout=subprocess.PIPE, text=True, check=True).stdout
    for line in output.splitlines():
        if line.startswith("file "):
            file = os.path.basename(line)
        elif not line.startswith("generated "):
            begin, _, name = line.split(" ", 2)
            yield (file, *map(int, begin.split(":")), name)


def go_minor():
    version = subprocess.run(["go", "env", "GOVERSION"], stdout=subprocess.PIPE, text=True, check=True).stdout
    match = re.match(r"go1\.(\d+)", version)
    return int(match.group(1)) if match else sys.maxsize


def main():
    if shutil.which("go") is None:
        print("skipped: there is no go")
        return SKIPPED
    minor = go_minor()
    if minor < 18:
        print("skipped: this go does not know generics")
        return SKIPPED
    files = sorted(path.name for path in (ORACLE / "names").glob("*.go"))
    compiler = compiler_names(files)
    checked, wrong = 0, []
    for file, line, column, name in our_names(files, glob=minor < 22):
        if not name:
            continue
        # The compiler puts a declaration where its name is.
        literal = re.search(r"\.func\d", name)
        said = {n for (f, l, c), names in compiler.items() if f == file and l == line and (c == column or not literal)
                for n in names}
        checked += 1
        if name not in said:
            wrong.append(f"{file}:{line}:{column}: {name}, but the compiler says {sorted(said)}")
    print("\n".join(wrong + [f"{checked} names checked, {len(wrong)} wrong"]))
    return 1 if wrong or checked < 60 else 0


if __name__ == "__main__":
    sys.exit(main())
