#!/usr/bin/env python3
"""Checks that the documents show what the program prints, that what they point to exists, and that docs/output.md and
docs/process.md name every member and every word of the JSON that the schemas describe."""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
# Files of the tree named in code: `lib/model/kind.h`, `scripts/test`. Words in capitals stand for others: `CASE`.
NAMED = re.compile(r"`(?:\./)?((?:app|cmake|docs|lib|scripts|testdata|tests)/[\w./-]*[\w/])`")

PLACEHOLDER = re.compile(r"\b(?:CASE|FLOOR|NAME)\b")


def dead_references(document):
    text = document.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        if not (document.parent / target).exists():
            yield f"{document.name}: link to {target}, which does not exist"
    for target in NAMED.findall(text):
        if not (PLACEHOLDER.search(target) or (ROOT / target).exists()):
            yield f"{document.name}: names {target}, which does not exist"


def words_of(schema):
    """The names of all members, and what those may hold that hold one of a few words."""
    if isinstance(schema, list):
        for part in schema:
            yield from words_of(part)
    elif isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from schema.get("enum", ())
        for part in schema.values():
            yield from words_of(part)


def undocumented(document, schemas):
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    named = {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"\w+", code)}
    for name in schemas:
        schema = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
        for word in sorted(set(words_of(schema)) - named):
            yield f"{document}: does not name {word}, which is in {name}.schema.json"


def main():
    dead = [*undocumented("output.md", ("report", "diff")), *undocumented("process.md", ("proc",))]
    dead += [message for document in DOCUMENTS for message in dead_references(document)]
    print("\n".join(dead))
    check = subprocess.run([ROOT / "scripts" / "regenerate-readme", "--check"])
    return 1 if dead or check.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
