#!/usr/bin/env python3
"""Compares what `goescape diff` says about the changes in testdata/changes with their known answers.

A case is a folder with the module before (old/) and after (new/) the change and the answer, want.json. Its lists
`introduced`, `fixed` and `moved` hold what identifies a finding: function and expression, never a line; `text`, a part
of the line of source it stands in, where equal ones are to be told apart; and what else counts (package, category,
code_changed, the function `old` and `old_expression` of a pair and its step, the members of blame). Nothing may be
missing and nothing left over. `unchanged` and `undecided` are numbers. `oldest` is the first minor release of Go with
that answer, where older ones decide otherwise. `open` says why goescape does not find the right answer: such a case has
to deviate, so that the word goes when the reason does, but it has to be a true mirror like all others.

Each case is compared forward, backward (which has to be the mirror) and with itself (nothing). The go command is the
one in PATH, or the one named by the environment variable GO.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 125
CASES = pathlib.Path(__file__).resolve().parents[2] / "testdata" / "changes"
FAILED_BUILD = 3


class Repository:
    """A case as two commits; what git and goescape keep goes to the same temporary folder."""

    def __init__(self, folder, case, go):
        self.path = folder / case.name
        self.go = go
        self.path.mkdir()
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GOESCAPE_"))}
        self.environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GOESCAPE_CACHE": str(folder / "cache")}
        for role in ("AUTHOR", "COMMITTER"):
            self.environment |= {f"GIT_{role}_NAME": "Gopher", f"GIT_{role}_EMAIL": "gopher@example.com"}
        self.git("init", "--quiet")
        for side in ("old", "new"):
            self.git("rm", "-r", "--quiet", "--ignore-unmatch", ".")
            shutil.copytree(case / side, self.path, dirs_exist_ok=True)
            self.git("add", "--all")
            self.git("commit", "--quiet", "--message", side)

    def git(self, *arguments):
        command = ["git", *arguments]
        run = subprocess.run(command, cwd=self.path, env=self.environment, stdout=subprocess.PIPE, check=True, text=True)
        return run.stdout

    def diff(self, old, new):
        """The comparison as JSON, and the exit code."""
        command = [os.environ["GOESCAPE"], "diff", old, new, "--go", self.go, "--format", "json"]
        run = subprocess.run(command, cwd=self.path, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert run.stdout, f"{self.path.name}: exit {run.returncode}: {run.stderr.decode(errors='replace')}"
        return json.loads(run.stdout), run.returncode

    def line(self, revision, finding):
        """The source line of a finding; empty where there is none."""
        if not finding["line"] or finding["file"].startswith("<"):
            return ""
        return self.git("show", f"{revision}:{finding['file']}").splitlines()[finding["line"] - 1]


def facts_of_pair(pair):
    """A moved finding with the members that answers name."""
    return {**pair["new"], "step": pair["step"], "old": pair["old"]["function"], "old_expression": pair["old"]["expression"]}


def fits(want, fact, text):
    """Whether a finding is what an answer asks for; only what the answer names counts."""
    for key, value in want.items():
        if key == "text":
            if value not in text:
                return False
        elif key == "blame" and value is not None:
            blame = fact.get("blame") or {}
            if any(blame.get(name) != part for name, part in value.items()):
                return False
        elif fact.get(key) != value:
            return False
    return True


def described(fact, text):
    known = {key: fact[key] for key in ("package", "function", "expression", "code_changed", "blame", "old", "step") if key in fact}
    return f"{known} in {text.strip()!r}"


def pair_off(title, wants, facts):
    """What is missing and what is left over; every fact comes with its line of source."""
    left = list(facts)
    for want in sorted(wants, key=lambda want: -len(want)):
        match = next((fact for fact in left if fits(want, *fact)), None)
        if match is None:
            yield f"{title}: missing {want}"
        else:
            left.remove(match)
    yield from (f"{title}: not expected {described(*fact)}" for fact in left)


def forward_deviations(repository, want, diff):
    sources = {"introduced": "HEAD", "fixed": "HEAD~1"}
    for title, revision in sources.items():
        facts = [(finding, repository.line(revision, finding)) for finding in diff[title]]
        yield from pair_off(title, want[title], facts)
    moved = [(facts_of_pair(pair), repository.line("HEAD", pair["new"])) for pair in diff["moved"]]
    yield from pair_off("moved", want["moved"], moved)
    for number in ("unchanged", "undecided"):
        if diff[number] != want[number]:
            yield f"{number}: {diff[number]} instead of {want[number]}"


def place(finding):
    return tuple(finding[key] for key in ("file", "line", "column", "function", "kind", "expression"))


def mirror_deviations(forward, backward):
    for title, counterpart in (("introduced", "fixed"), ("fixed", "introduced")):
        if sorted(map(place, forward[title])) != sorted(map(place, backward[counterpart])):
            yield f"{title} forward is not {counterpart} backward: {list(map(place, backward[counterpart]))}"
    pairs = sorted((place(pair["old"]), place(pair["new"])) for pair in forward["moved"])
    if pairs != sorted((place(pair["new"]), place(pair["old"])) for pair in backward["moved"]):
        yield f"moved backward is not the mirror of moved forward: {backward['moved']}"
    yield from (f"{number} backward: {backward[number]}, forward: {forward[number]}" for number in ("unchanged", "undecided")
                if forward[number] != backward[number])


def wanted(case):
    return json.loads((case / "want.json").read_text(encoding="utf-8"))


def minor_release(go):
    version = subprocess.run([go, "version"], stdout=subprocess.PIPE, text=True, check=True).stdout
    release = re.search(r"go1\.(\d+)", version)
    return int(release[1]) if release else sys.maxsize


def deviations(case, folder, go):
    want = wanted(case)
    repository = Repository(folder, case, go)
    forward, code = repository.diff("HEAD~1", "HEAD")
    wrong = list(forward_deviations(repository, want, forward))
    if "open" in want:
        wrong = [] if wrong else ["has the right answer now and is no longer open"]
    expected = FAILED_BUILD if want["undecided"] else 0
    if code != expected:
        wrong.append(f"exit code {code} instead of {expected}")
    wrong += mirror_deviations(forward, repository.diff("HEAD", "HEAD~1")[0])
    itself, _ = repository.diff("HEAD", "HEAD")
    wrong += [f"{title} of a commit compared with itself" for title in ("introduced", "fixed", "moved") if itself[title]]
    if repository.git("status", "--porcelain") or len(repository.git("worktree", "list").splitlines()) != 1:
        wrong.append("the repository is not as it was")
    return [f"{case.name}: {each}" for each in wrong]


def main():
    go = shutil.which(os.environ.get("GO", "go"))
    if go is None or shutil.which("git") is None:
        print("skipped: there is no go, or no git")
        return SKIPPED
    chosen, minor = sys.argv[1:], minor_release(go)
    cases = sorted(path for path in CASES.iterdir() if not chosen or path.name in chosen)
    cases = [case for case in cases if minor >= wanted(case).get("oldest", 0)]
    with tempfile.TemporaryDirectory(prefix="goescape-changes.") as name:
        folder = pathlib.Path(name).resolve()
        with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            wrong = [each for found in pool.map(lambda case: deviations(case, folder, go), cases) for each in found]
    unsolved = sum("open" in wanted(case) for case in cases)
    print("\n".join(wrong + [f"{len(cases)} cases, {unsolved} of them open, {len(wrong)} deviations"]))
    return 1 if wrong or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
