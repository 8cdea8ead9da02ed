#!/usr/bin/env python3
"""Installs the build into a folder, as `cmake --install` does, and looks at what is there."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 125
PROGRAM = pathlib.Path(os.environ["GOESCAPE"])
ROOT = pathlib.Path(__file__).resolve().parents[2]

# The generated files, by the arguments that print them.
GENERATED = {"share/man/man1/goescape.1": ["man"],
             "share/bash-completion/completions/goescape": ["completion", "bash"],
             "share/zsh/site-functions/_goescape": ["completion", "zsh"],
             "share/fish/vendor_completions.d/goescape.fish": ["completion", "fish"]}


def output_of(program, *arguments):
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=True, text=True).stdout


def embedded_libraries():
    """Of each library in the page its folder, whose it is, and the name that Debian has for its licence."""
    vendor = ROOT / "lib" / "render" / "html" / "vendor"
    for library in json.loads((vendor / "libraries.json").read_text(encoding="utf-8")):
        text = (vendor / library["folder"] / "LICENSE").read_text(encoding="utf-8")
        holder = re.search(r"Copyright (?:\(c\) )?(.*)", text)[1]
        yield library["folder"], holder, {"MIT": "Expat"}.get(library["license"], library["license"])


def main():
    build = PROGRAM.parent
    if shutil.which("cmake") is None or not (build / "cmake_install.cmake").exists():
        print("skipped: there is no cmake, or the program does not lie in the folder of a build")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["cmake", "--install", build, "--prefix", folder], stdout=subprocess.DEVNULL, check=True)
        prefix = pathlib.Path(folder)
        installed = prefix / "bin" / "goescape"
        assert output_of(installed, "--version").startswith("goescape ")
        for name, arguments in GENERATED.items():
            assert (prefix / name).read_text(encoding="utf-8") == output_of(installed, *arguments), name
        documents = prefix / "share" / "doc" / "goescape"
        for name in ("LICENSE", "README.md", "CHANGELOG.md"):
            assert (documents / name).read_bytes() == (ROOT / name).read_bytes(), name
        third_party = (documents / "THIRD-PARTY").read_text(encoding="utf-8")
        assert "BSD-3-google" in third_party
        for folder, holder, name in embedded_libraries():
            entry = f"Files: lib/render/html/vendor/{folder}/*\nCopyright: {holder}\nLicense: {name}\n"
            assert entry in third_party and f"\nLicense: {name}\n " in third_party, f"{folder} is not listed: {entry}"
        for path in (ROOT / "docs").iterdir():
            assert (documents / "docs" / path.name).exists(), f"docs/{path.name} is not installed"


main()
