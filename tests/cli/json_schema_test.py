#!/usr/bin/env python3
"""Validates written reports against docs/report.schema.json with a validator that is not part of this project.

The reports are the hand-built ones of tests/render, written by tools/render_samples. That the schema can say no is
checked by breaking a report in many ways.
"""

import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: the Python module jsonschema is not installed (Debian: python3-jsonschema)")
    sys.exit(125)

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
FINDING = {"$ref": "#/definitions/finding", "definitions": SCHEMA["definitions"]}


def validator(schema):
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def parse_strictly(text):
    """Parses JSON, refusing what Python takes and RFC 8259 does not, and keys that occur twice."""

    def refuse(constant):
        raise ValueError(f"{constant} is not JSON")

    def unique(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            raise ValueError(f"a key occurs twice among {keys}")
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=unique)


def check_valid(name, schema, text):
    errors = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in
              validator(schema).iter_errors(parse_strictly(text))]
    assert not errors, f"{name} does not fit the schema:\n" + "\n".join(errors[:10])


def broken_copies(report):
    """Yields a description and a report that is wrong in one way."""
    edits = {
        "no schema": lambda r: r.pop("schema"),
        "another schema": lambda r: r.update(schema="goescape.report/2"),
        "unknown member": lambda r: r.update(extra=1),
        "no findings": lambda r: r.pop("findings"),
        "findings as an object": lambda r: r.update(findings={}),
        "unknown kind": lambda r: r["findings"][0].update(kind="escapes"),
        "unknown category": lambda r: r["findings"][0].update(category="other"),
        "short id": lambda r: r["findings"][0].update(id="v1:0"),
        "line below 0": lambda r: r["findings"][0].update(line=-1),
        "line as text": lambda r: r["findings"][0].update(line="1"),
        "no occurrence": lambda r: r["findings"][0].update(occurrences=0),
        "finding without message": lambda r: r["findings"][0].pop("message"),
        "finding with unknown member": lambda r: r["findings"][0].update(extra=1),
        "flow step without via": lambda r: r["findings"][2]["flow"][0].pop("via"),
        "reason without line": lambda r: r["findings"][2]["flow"][0]["via"][0].pop("line"),
        "derefs too low": lambda r: r["findings"][2]["flow"][0].update(derefs=-2),
        "count of an unknown kind": lambda r: r["packages"][0]["counts"].update(unknown=1),
        "count of 0": lambda r: r["packages"][0]["counts"].update(escapes_to_heap=0),
        "unknown status": lambda r: r["packages"][0].update(status="maybe"),
        "package without heap": lambda r: r["packages"][0].pop("heap"),
        "other_categories with an unknown one": lambda r: r["packages"][0]["other_categories"].update(mine={}),
        "totals without heap": lambda r: r["totals"].pop("heap"),
        "tags as text": lambda r: r["toolchain"].update(tags="a,b"),
        "dirty as text": lambda r: r["module"].update(dirty="yes"),
        "sample that is no text": lambda r: r["unrecognized"]["samples"].append(1),
        "failure without message": lambda r: r["failures"][0].pop("message"),
    }
    for description, edit in edits.items():
        broken = copy.deepcopy(report)
        edit(broken)
        yield description, broken


def check_samples(tool):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([tool, folder], check=True)
        for name in ("sample", "hostile", "empty"):
            check_valid(name, SCHEMA, (pathlib.Path(folder) / f"{name}.json").read_text(encoding="utf-8"))
            for line in (pathlib.Path(folder) / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                check_valid(f"{name}.jsonl", FINDING, line)
        report = parse_strictly((pathlib.Path(folder) / "sample.json").read_text(encoding="utf-8"))
    accepted = [description for description, broken in broken_copies(report) if validator(SCHEMA).is_valid(broken)]
    assert not accepted, f"the schema accepts broken reports: {accepted}"


def check_kinds():
    """The schema names exactly the kinds of the table in lib/model/kind.h, in its order."""
    table = (ROOT / "lib" / "model" / "kind.h").read_text(encoding="utf-8").split("kKinds{{")[1].split("}};")[0]
    kinds = [row.split('"')[1] for row in table.splitlines() if row.strip().startswith("{Kind::")]
    assert SCHEMA["definitions"]["kind"]["enum"] == kinds, "the kinds of the schema and of lib/model/kind.h differ"


def main():
    check_kinds()
    check_samples(pathlib.Path(os.environ["GOESCAPE_TOOLS"]) / "render_samples")


main()
