#!/usr/bin/env python3
"""What Go's build cache has lost is told, and never taken for a package without heap decisions."""

import os
import pathlib
import shutil
import sys

from repository import ESCAPING, GO_MOD, Repository, require_go

TYPES_ONLY = "package types\n\ntype T struct{ a, b int }\n"


def forget_diagnostics(cache):
    """Removes what the compiler said from Go's build cache, and nothing else of the package."""
    entries = [path for path in cache.glob("??/*-d") if b": moved to heap: x" in path.read_bytes()]
    assert entries, "the go command keeps what the compiler said"
    for path in entries:
        path.unlink()


def main():
    require_go()
    with Repository() as repository:
        repository.environment["GOCACHE"] = os.path.join(repository.folder.name, "go-build")
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING, "types/types.go": TYPES_ONLY})
        repository.expect(0, "report", "./...", out="1 heap decision")
        forget_diagnostics(pathlib.Path(repository.environment["GOCACHE"]))
        # The run before heard it, and the package is still the same.
        repository.expect(0, "report", "./...", out="1 heap decision")
        shutil.rmtree(repository.cache)
        # Older releases of Go compile such a package again.
        code, out, err = repository.run("report", "./...")
        if code == 0:
            assert "1 heap decision" in out, out
        else:
            # Nor is it kept for the next run.
            for more in ((), (), ("--verify",), ("--verify",)):
                code, out, err = repository.run("report", *more, "./...")
                lost = "the build cache has lost that; run go clean -cache" in out
                assert (code == 3 and lost) or (more and "1 heap decision" in out), f"exit {code}\n{out}\n{err}"
            repository.expect(3, "check", "--base", "HEAD", "./...")
        repository.expect(0, "report", "./types")
        repository.expect(0, "report", "./...", "--gcflags=-d=panic", out="1 heap decision")


if __name__ == "__main__":
    sys.exit(main())
