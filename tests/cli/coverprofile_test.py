#!/usr/bin/env python3
"""Lets `go tool cover -html` paint a coverage profile, and holds the painted lines to those of the JSON."""

import collections
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = ("quickstart", "generics", "want-kinds", "tests", "linedirectives", "vendored")

if shutil.which("go") is None:
    print("skipped: there is no go")
    sys.exit(125)


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, check=True, text=True).stdout


def painted_lines(page):
    """The lines of each file with something painted, by the name that cover shows for it."""
    names = re.findall(r'<option value="file(\d+)">(.*?) \([\d.]+%\)</option>', page)
    for number, name in names:
        source = re.search(rf'<pre class="file" id="file{number}".*?>(.*?)</pre>', page, re.S)[1]
        lines, painted = set(), False
        for index, line in enumerate(source.split("\n"), start=1):
            for piece in re.split(r"(<[^>]*>)", line):
                if piece.startswith("<span"):
                    painted = 'class="cov0"' not in piece
                elif piece.startswith("</span"):
                    painted = False
                elif painted and piece.strip():
                    lines.add(index)
        yield html.unescape(name), lines


def check_module(folder):
    goescape = os.environ["GOESCAPE"]
    text = run(goescape, "report", "--tests", "./...", "-f", "json", cwd=folder)
    report = json.loads(text)
    wanted = collections.defaultdict(set)
    for finding in report["findings"]:
        directory = pathlib.PurePosixPath(finding["file"]).parent
        package = "/".join((report["module"]["path"], *directory.parts))
        shown = finding["category"] == "module" and finding["line"] and pathlib.PurePosixPath(finding["file"]).suffix == ".go"
        if shown and finding["package"] in (package, package + "_test"):
            wanted[f"{report['module']['path']}/{finding['file']}"].add(finding["line"])
    for name, lines in wanted.items():  # A //line directive may name lines that the file does not have.
        source = (folder / name.removeprefix(f"{report['module']['path']}/")).read_text(encoding="utf-8")
        lines &= set(range(1, source.count("\n") + 1))
    with tempfile.TemporaryDirectory() as scratch:
        profile, page = pathlib.Path(scratch) / "cover.out", pathlib.Path(scratch) / "cover.html"
        run(goescape, "report", "--tests", "./...", "-f", f"coverprofile={profile}", cwd=folder)
        if not wanted:
            assert profile.read_text(encoding="utf-8") == "mode: count\n", f"{folder.name}: blocks for nothing"
            return 0
        run("go", "tool", "cover", f"-html={profile}", "-o", str(page), cwd=folder)
        painted = dict(painted_lines(page.read_text(encoding="utf-8")))
        run("go", "tool", "cover", f"-func={profile}", cwd=folder)
    assert painted == wanted, f"{folder.name}: painted are\n{painted}\nnot\n{dict(wanted)}"
    return sum(len(lines) for lines in wanted.values())


def main():
    os.environ["GOFLAGS"] = ""
    painted = {name: check_module(ROOT / "testdata" / "modules" / name) for name in MODULES}
    print(painted)
    assert painted["quickstart"] and painted["want-kinds"], "nothing is painted"


main()
