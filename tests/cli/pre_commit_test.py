#!/usr/bin/env python3
"""Runs .pre-commit-hooks.yaml with pre-commit itself: the one in PATH, or the newest of PyPI where pip is at hand."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from repository import CLEAN, ESCAPING, GO_MOD, Repository, require_go

SKIPPED = 125
ROOT = pathlib.Path(__file__).resolve().parents[2]


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def pre_commit(folder):
    """The program, installed into the folder where there is none."""
    found = shutil.which("pre-commit")
    if found:
        return found
    for command in ([sys.executable, "-m", "venv", folder / "venv"],
                    [folder / "venv" / "bin" / "pip", "install", "--quiet", "pre-commit"]):
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode != 0:
            skip("there is no pre-commit, and it could not be installed")
    return str(folder / "venv" / "bin" / "pre-commit")


def hooks_repository(folder, environment):
    """A repository that holds the hooks as they are in the work tree."""
    hooks = folder / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "hooks"]):
        subprocess.run(["git", "-C", hooks, *arguments], env=environment, check=True)
    return hooks


def check_hooks(program, hooks, repository, home):
    go_cache = subprocess.run(["go", "env", "GOCACHE"], stdout=subprocess.PIPE, check=True, text=True).stdout.strip()
    environment = {**repository.environment, "HOME": str(home), "PRE_COMMIT_HOME": str(home / "pre-commit"),
                   "GOCACHE": go_cache,
                   "PATH": f"{pathlib.Path(os.environ['GOESCAPE']).parent}:{os.environ['PATH']}"}

    def run(hook):
        run = subprocess.run([program, "try-repo", hooks, hook, "--all-files", "--color", "never"], cwd=repository.root,
                             env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return run.returncode, run.stdout

    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit({"README": "no code"})
    code, out = run("goescape-check")
    assert code == 0 and "Passed" in out, out
    repository.write({"m.go": ESCAPING})
    repository.git("add", "--all")
    code, out = run("goescape-check")
    assert code == 1 and "m.go:12:2: moved to heap: x" in out and "exit code: 1" in out, out
    code, out = run("goescape-advisory")
    assert code == 0 and "m.go:12:2: moved to heap: x" in out, out


def main():
    require_go()
    with tempfile.TemporaryDirectory() as name, Repository() as repository:
        folder = pathlib.Path(name)
        program = pre_commit(folder)
        check_hooks(program, hooks_repository(folder, repository.environment), repository, folder)


main()
