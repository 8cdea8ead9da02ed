#!/usr/bin/env python3
"""Go's cache programs (GOCACHEPROG, Go 1.24 on) serve goescape: a machine that has compiled nothing yet gets the
diagnostics of another one out of what they share. Needs the Go module proxy, for the program."""

import os
import pathlib
import subprocess
import sys
import tempfile

from repository import SKIPPED, require_go

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULE = ROOT / "testdata" / "modules" / "quickstart"
PROGRAM = "github.com/bradfitz/go-tool-cache/cmd/go-cacher@v0.0.0-20260722201841-0bb331e19f64"
# Called by the go command in front of every tool; tells of compilers that really compile.
TOOLEXEC = """#!/bin/sh
case "$*" in
*/compile*-V=full*) ;;
*/compile*) echo x >> "$COMPILED" ;;
esac
exec "$@"
"""


def install(folder):
    """The cache program; None where it cannot be had."""
    environment = {**os.environ, "GOBIN": str(folder), "GOFLAGS": "", "GOWORK": "off"}
    environment.pop("GOCACHEPROG", None)
    run = subprocess.run(["go", "install", PROGRAM], cwd=folder, env=environment, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True)
    return None if run.returncode else folder / "go-cacher"


class Machine:
    """A build cache of its own, and what it shares with others."""

    def __init__(self, folder, name, toolexec, program, shared):
        self.compiled = folder / f"compiled-{name}"
        self.flag = f"--build-flag=-toolexec={toolexec}"
        self.environment = {**os.environ, "GOCACHE": str(folder / f"gocache-{name}"), "COMPILED": str(self.compiled),
                            "GOESCAPE_CACHE": str(folder / f"goescape-{name}"),
                            "GOCACHEPROG": f"{program} --cache-dir={shared}"}

    def report(self, directory):
        """The JSON report, and how many packages the compiler was run for."""
        self.compiled.write_text("", encoding="utf-8")
        run = subprocess.run([os.environ["GOESCAPE"], "report", "-C", str(directory), "-f", "json", self.flag, "./..."],
                             env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert run.returncode == 0, f"exit {run.returncode}: {run.stderr}"
        return run.stdout, self.compiled.read_text(encoding="utf-8").count("x")


def main():
    require_go()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = install(folder)
        if program is None:
            print("skipped: the cache program cannot be installed from the module proxy, or Go is older than it needs")
            return SKIPPED
        toolexec = folder / "toolexec"
        toolexec.write_text(TOOLEXEC, encoding="utf-8")
        toolexec.chmod(0o755)
        first = Machine(folder, "first", toolexec, program, folder / "shared")
        second = Machine(folder, "second", toolexec, program, folder / "shared")
        apart = Machine(folder, "apart", toolexec, program, folder / "not-shared")
        report, compiled = first.report(MODULE)
        assert compiled > 5, f"the first machine compiles the module: {compiled}"
        assert '"kind":"moved_to_heap"' in report.replace(": ", ":"), report[:2000]
        again, compiled = second.report(MODULE)
        assert compiled == 0, f"the second machine compiles nothing: {compiled}"
        assert again == report, "both machines report the same"
        _, compiled = apart.report(MODULE)
        assert compiled > 5, f"the count counts: a machine with nothing in common compiles: {compiled}"
        return 0


if __name__ == "__main__":
    sys.exit(main())
