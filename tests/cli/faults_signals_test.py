#!/usr/bin/env python3
"""Signals at random moments of `diff`: whatever the moment, the next run leaves no worktree, no lock, no temporary file
behind, and its answer is the right one. FAULTS_RUNS says how many runs; FAULTS_SEED repeats one that failed."""

import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

from faults import PATIENCE, Mark
from repository import CLEAN, ESCAPING, GO_MOD, Repository, require_go

RUNS = int(os.environ.get("FAULTS_RUNS", "12"))
SEED = int(os.environ.get("FAULTS_SEED", str(random.SystemRandom().randrange(1 << 32))))
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
# Both sides from worktrees, and one that is the working tree: that has temporary files of its own.
COMMANDS = (("diff", "HEAD~2", "HEAD~1", "-f", "json"), ("diff", "HEAD~2", "-f", "json"))


def leftovers(repository):
    """What a run may not leave: worktrees, git's records of them, locks, temporary files."""
    git = repository.root / ".git"
    left = [*repository.cache.glob("worktrees/*"), *git.glob("worktrees/*"), *git.rglob("*.lock"),
            *repository.cache.glob("*/tmp-*"), *pathlib.Path(repository.environment["TMPDIR"]).glob("goescape-*")]
    return [str(path) for path in left]


def prepare(repository):
    files = {f"p{number}/p.go": CLEAN.replace("package m", f"package p{number}") for number in range(20)}
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN, **files})
    repository.commit({"m.go": ESCAPING})
    repository.commit({"README": "later\n"})
    repository.write({"new.go": "package m\n"})
    temporary = pathlib.Path(repository.folder.name) / "tmp"
    temporary.mkdir()
    repository.environment["TMPDIR"] = str(temporary)


def answer_of(text):
    return sorted(finding["function"] for finding in json.loads(text)["introduced"])


def how_long(repository, command):
    """How long a run takes that finds nothing in the cache of reports, and what it says."""
    begin = time.monotonic()
    out, _ = repository.expect(0, *command)
    return time.monotonic() - begin, answer_of(out)


def forget_reports(repository):
    for path in repository.cache.glob("*/*.pb"):
        path.unlink()


def disturb(repository, command, number, delay):
    """Sends the signal so long after the start, to the run alone."""
    mark = Mark()
    with subprocess.Popen([os.environ["GOESCAPE"], *command], cwd=repository.root, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, env={**repository.environment, **mark.environment}) as run:
        time.sleep(delay)
        run.send_signal(number)
        out, err = run.communicate(timeout=PATIENCE)
        # By the signal itself: before main() has come to take it over.
        assert run.returncode in (0, 130, -number), f"{number}: exit {run.returncode}\n{out}\n{err}"
        return run.returncode, out, mark


def check(repository):
    chance = random.Random(SEED)
    prepare(repository)
    times = {}
    for command in COMMANDS:
        how_long(repository, command)
        forget_reports(repository)
        times[command] = how_long(repository, command)
        assert times[command][1] == ["New"], times
    ended, slowest = {}, (0, "")
    for turn in range(RUNS):
        number, command = SIGNALS[turn % len(SIGNALS)], COMMANDS[turn // len(SIGNALS) % len(COMMANDS)]
        seconds, answer = times[command]
        forget_reports(repository)
        delay = chance.uniform(0, 0.8 * seconds)
        what = f"seed {SEED}, turn {turn}: {number.name} after {delay:.3f} s of {' '.join(command)}"
        begin = time.monotonic()
        code, out, mark = disturb(repository, command, number, delay)
        ended[number.name, code] = ended.get((number.name, code), 0) + 1
        if code == 0:
            assert answer_of(out) == answer, what
        elif number != signal.SIGKILL:
            assert out == "", f"{what}: half an answer: {out[:200]}"
            assert leftovers(repository) == [], f"{what}: {leftovers(repository)}"
            assert mark.processes() == [], f"{what}: {mark.processes()}"
        # The next run begins at once, whatever the killed one had started.
        out, _ = repository.expect(0, *command)
        assert answer_of(out) == answer, what
        assert leftovers(repository) == [], f"{what}: {leftovers(repository)}"
        mark.wait_until_gone()
        slowest = max(slowest, (time.monotonic() - begin, what))
    print("the slowest: {:.1f} s, {}".format(*slowest))
    print(f"seed {SEED}, {RUNS} runs:", ", ".join(f"{count} x {name} -> {code}" for (name, code), count in sorted(ended.items())))
    assert repository.git("status", "--porcelain") == "?? new.go"


def main():
    require_go()
    with Repository() as repository:
        check(repository)


if __name__ == "__main__":
    sys.exit(main())
