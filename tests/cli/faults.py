"""What tests of faults have in common: a fake go command, processes that must be gone, sentences that must be there."""

import os
import pathlib
import subprocess
import tempfile
import time
import uuid

PATIENCE = 120
FAKES = pathlib.Path(__file__).resolve().parent.parent / "fakes"
FAKE_GO = str(FAKES / "go")
LOG = "# example.com/m\n./m.go:3:2: moved to heap: x\n"


class Mark:
    """Tells the processes that a run starts by a variable of their environment."""

    def __init__(self):
        self.value = uuid.uuid4().hex
        self.environment = {"FAULTS_MARK": self.value}

    def processes(self):
        """The command lines of those that live, zombies apart."""
        mark = f"FAULTS_MARK={self.value}".encode()
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.append((folder / "cmdline").read_bytes().decode("utf-8", "replace"))
            except OSError:
                continue
        return found

    def wait_until_gone(self):
        """A killed process takes a moment to end."""
        end = time.monotonic() + PATIENCE
        while left := self.processes():
            assert time.monotonic() < end, f"still there: {left}"
            time.sleep(0.02)


def environment(folder, **more):
    """The tests' own, with a cache below `folder` and no settings but those in `more`."""
    clean = {name: value for name, value in os.environ.items()
             if not name.startswith(("GIT_", "GOESCAPE_", "GITHUB_", "CI_"))}
    return {**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "GOESCAPE_CACHE": str(pathlib.Path(folder) / "cache"), **more}


def goescape(*arguments, **how):
    """Runs goescape to its end; arguments of subprocess.run() may be given."""
    how.setdefault("stdin", subprocess.DEVNULL)
    how.setdefault("stdout", subprocess.PIPE)
    how.setdefault("stderr", subprocess.PIPE)
    return subprocess.run([os.environ["GOESCAPE"], *arguments], text=True, errors="replace", timeout=PATIENCE, **how)


def hold_to_sentence(run, code, *words):
    """One sentence of goescape's on standard error, with these words in it, and this exit code."""
    said = f"{run.args}: exit {run.returncode}\n{run.stdout}\n{run.stderr}"
    assert run.returncode == code, f"expected exit {code}: {said}"
    lines = [line for line in run.stderr.splitlines() if line]
    assert lines and lines[-1].startswith("goescape: "), said
    assert "internal error" not in run.stderr and "terminate called" not in run.stderr, said
    for word in words:
        assert word in run.stderr, f"expected {word!r}: {said}"


def run_each(*checks):
    """Hands each of the checks a folder of its own."""
    for check in checks:
        with tempfile.TemporaryDirectory() as folder:
            check(pathlib.Path(folder))
