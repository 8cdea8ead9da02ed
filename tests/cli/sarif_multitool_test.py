#!/usr/bin/env python3
"""Validates SARIF output with the SARIF Multitool of Microsoft (MIT, https://github.com/microsoft/sarif-sdk), with its
rules for all consumers and those for GitHub. npm brings it, once for each build directory; where there is no npm, or it
does not run, the test is skipped.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import sarif_documents

PACKAGE = "@microsoft/sarif-multitool-linux"
VERSION = "5.7.0"
HOME = pathlib.Path(os.environ["GOESCAPE_TOOLS"]).parent / f"sarif-multitool-{VERSION}"
PROGRAM = HOME / "node_modules" / PACKAGE / "Sarif.Multitool"
ENVIRONMENT = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_BUNDLE_EXTRACT_BASE_DIR": str(HOME)}
FINDING = re.compile(r"/([^/\n]+)\.sarif\(\d+,\d+\): (error|warning) (\w+): (.*)")
# What we cannot have: a web page about the program, a region for what stands in no file.
ACCEPTED = {"SARIF2005", "SARIF2017"}


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(125)


def install():
    if not PROGRAM.exists():
        if shutil.which("npm") is None:
            skip("there is no npm to bring the SARIF Multitool")
        run = subprocess.run(["npm", "install", "--prefix", HOME, "--ignore-scripts", "--no-audit", "--no-fund",
                              f"{PACKAGE}@{VERSION}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode != 0:
            skip(f"npm does not bring the SARIF Multitool:\n{run.stdout}")
    PROGRAM.chmod(0o755)
    try:
        subprocess.run([PROGRAM, "version"], env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        skip(f"the SARIF Multitool does not run here: {error}")


def complaints(documents):
    """For each document by its name the rules that it breaks, with what is wrong."""
    found = {name: [] for name in documents}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in documents.items():
            (pathlib.Path(folder) / f"{name}.sarif").write_text(text, encoding="utf-8")
        run = subprocess.run([PROGRAM, "validate", f"{folder}/*.sarif", "--output", f"{folder}/found.json", "--level",
                              "Error;Warning", "--kind", "Fail;Open;Review;Informational", "--rule-kind", "Sarif;Ghas"],
                             env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert f"{len(documents)} files scanned" in run.stdout, run.stdout
    assert "Analysis completed successfully" in run.stdout, run.stdout
    for name, level, rule, sentence in FINDING.findall(run.stdout):
        if level == "error" or rule not in ACCEPTED:
            found[name].append(f"{name}: {level} {rule}: {sentence[:300]}")
    return found


def broken_copies(text):
    """The validator is worth something only if it minds what is wrong."""
    document = json.loads(text)
    document["runs"][0]["results"][0]["ruleIndex"] = 1000
    yield "index out of range", json.dumps(document)
    document = json.loads(text)
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b.go"
    yield "blank in a URI", json.dumps(document)


def main():
    install()
    documents = sarif_documents.built()
    documents |= {f"compiled {name}": sarif for name, (sarif, _) in sarif_documents.compiled().items()}
    broken = dict(broken_copies(documents["sample"]))
    found = complaints(documents | broken)
    wrong = [complaint for name in documents for complaint in found[name]]
    assert not wrong, "\n".join(wrong[:20])
    accepted = [name for name in broken if not found[name]]
    assert not accepted, f"the validator accepts {accepted}"
    print(f"{len(documents)} documents are valid")


main()
