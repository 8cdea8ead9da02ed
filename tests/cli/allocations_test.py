#!/usr/bin/env python3
"""Holds the verdicts of --verify to what a running program allocates: testdata/modules/allocations measures each of its
functions with testing.AllocsPerRun. Needs a Go toolchain.

A function allocates where the code of one of its findings does, always or for some values; which of these a value is
only the running program knows, so a function all of whose allocations are conditional is right either way.
"""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULE = ROOT / "testdata" / "modules" / "allocations"
GOESCAPE = os.environ["GOESCAPE"]
GO = os.environ.get("TEST_GO", "go")

LEAST = 0.98
MOST_UNKNOWN = 0.05


def measured(module, folder):
    file = folder / "counts.json"
    # The code that goescape sees: what -trimpath and -m change is not it.
    subprocess.run([GO, "test", "-count=1", "."], cwd=module, check=True, env={**os.environ, "ALLOCATIONS": str(file)},
                   stdout=subprocess.PIPE)
    return json.loads(file.read_text(encoding="utf-8"))


def reported(module):
    run = subprocess.run([GOESCAPE, "report", "-q", "--go", GO, "--verify", "-f", "json", "."], cwd=module, check=True,
                         stdout=subprocess.PIPE)
    return json.loads(run.stdout)


def functions_of(report):
    """Its findings by function; those of functions that only the measured ones call are theirs."""
    callers = {"upTo": ["AppendAndReturn"], "keepAll": ["BoxVariadic"], "makeNode": ["InlinedTwice"],
               "newOf[...]": ["Generic", "GenericOfPointer"], "box[...]": ["GenericBox"],
               "boxSmall[...]": ["GenericBoxOfByte"]}
    findings = collections.defaultdict(list)
    for finding in report["findings"]:
        name = finding["function"].split(".func")[0]
        for caller in callers.get(name, [name]):
            findings[caller].append(finding)
    return findings


def verdict_of(findings):
    allocations = [finding["allocation"] for finding in findings]
    if any(each["verdict"] == "allocates" and not each["conditional"] for each in allocations):
        return "always"
    if any(each["verdict"] == "allocates" for each in allocations):
        return "sometimes"
    return "unknown" if any(each["verdict"] == "unknown" for each in allocations) else "never"


def main():
    if shutil.which(GO) is None:
        print("skipped: there is no go command")
        sys.exit(125)
    with tempfile.TemporaryDirectory() as folder:
        module = pathlib.Path(folder) / "allocations"
        shutil.copytree(MODULE, module)
        counts = measured(module, pathlib.Path(folder))
        report = reported(module)
    findings = functions_of(report)
    verdicts = {name: verdict_of(findings[name]) for name in counts}
    said = {"always", "sometimes"}
    right = sum(verdicts[name] in said for name, count in counts.items() if count > 0)
    allocating = sum(count > 0 for count in counts.values())
    claimed = sum(verdicts[name] == "always" or (verdicts[name] == "sometimes" and count > 0)
                  for name, count in counts.items())
    wrong = [name for name, count in counts.items() if (count > 0) != (verdicts[name] in said)
             and not (verdicts[name] == "sometimes" and count == 0)]
    decisions = [each for each in report["findings"] if each["kind"] in ("escapes_to_heap", "moved_to_heap")]
    unknown = sum(each["allocation"]["verdict"] == "unknown" for each in decisions) / len(decisions)
    precision, recall = right / claimed, right / allocating
    print(f"{report['toolchain']['go_version']}: {len(counts)} functions, {allocating} allocate; precision "
          f"{precision:.3f}, recall {recall:.3f}, {unknown:.1%} of {len(decisions)} decisions unknown; sometimes: "
          f"{sum(each == 'sometimes' for each in verdicts.values())}")
    for name in wrong:
        print(f"  {name}: {counts[name]} allocations, verdict {verdicts[name]}")
    assert len(counts) >= 60
    assert precision >= LEAST and recall >= LEAST and unknown <= MOST_UNKNOWN


main()
