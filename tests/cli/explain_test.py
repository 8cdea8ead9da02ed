#!/usr/bin/env python3
"""Checks `goescape explain`: what a location may be, what is said of it, and what is said where there is nothing."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 125
FILES = {
    "go.mod": "module example.com/m\n\ngo 1.18\n",
    "m.go": """package m

import "example.com/m/codec"

func Key() int {
\tp := codec.Point{X: 1}
\tcodec.Keep(&p)
\treturn p.X
}

func Sum(a, b *int) int { return *a + *b }
""",
    "codec/codec.go": """package codec

type Point struct{ X int }

var last *Point

//go:noinline
func Keep(p *Point) { last = p }

type Box struct{ p *Point }

func (b *Box) Put() func() {
\tcount := 0
\treturn func() { count++ }
}
""",
}


def goescape(folder, *arguments, stdin=""):
    run = subprocess.run([os.environ["GOESCAPE"], *arguments], cwd=folder, input=stdin, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    return run.returncode, run.stdout, run.stderr


def explained(folder, *arguments, **options):
    code, out, err = goescape(folder, "explain", "-q", *arguments, **options)
    assert code == 0, f"{arguments}: {code}\n{out}{err}"
    return out


def check_what_is_said(folder):
    out = explained(folder, "m.go:6", "--", "./...")
    for words in ("m.go:6:2: moved to heap: p [passed_to_leaking_parameter]", "6 | p := codec.Point{X: 1}", "in Key, v1:",
                  "It is passed to a function whose parameter leaks: codec.Keep.", "The way to the heap",
                  "is passed to a call: codec.Keep(&p)  m.go:7", "7 | codec.Keep(&p)",
                  "parameter p of codec.Keep leaks to the heap  codec/codec.go:8", "8 | func Keep(p *Point) { last = p }",
                  "codec.Keep cannot be inlined: marked go:noinline", "What would change it"):
        assert words in out, f"{words!r} is missing in\n{out}"
    out = explained(folder, "codec/codec.go:13")
    assert "func literal is on the heap: it is returned  codec/codec.go:14" in out, out


def check_verdicts(folder):
    assert "allocates" not in explained(folder, "m.go:6", "--", "./...")
    out = explained(folder, "--verify", "m.go:6", "--", "./...")
    assert "allocates 8 bytes of example.com/m/codec.Point" in out, out


def check_spellings(folder):
    expected = explained(folder, "codec/codec.go:13")
    inner = folder / "codec"
    for where, location in ((folder, "./codec/codec.go:13:2"), (folder, str(inner / "codec.go") + ":13"),
                            (folder, "codec/../codec/codec.go:13"), (inner, "codec.go:13"), (inner, "../codec/codec.go:13"),
                            (inner, "codec/codec.go:13")):
        out = explained(where, location)
        assert out == expected, f"{location} in {where}:\n{out}\n{expected}"
    by_name = explained(folder, "(*Box).Put")
    assert "count" in by_name and "func literal" in by_name, by_name
    for name in ("codec.(*Box).Put", "example.com/m/codec.(*Box).Put"):
        assert explained(folder, name) == by_name, name
    _, report, _ = goescape(folder, "report", "-q", "-f", "json", "./...")
    found = next(each for each in json.loads(report)["findings"] if each["line"] == 13)
    assert explained(folder, found["id"]) == expected and explained(folder, found["id"][:12]) == expected


def check_where_nothing_escapes(folder):
    out = explained(folder, "m.go:11")
    assert out.startswith("Nothing escapes at m.go:11.") and "does not escape" in out, out


def check_reading(folder):
    _, report, _ = goescape(folder, "report", "-q", "--kinds", "all", "-f", "json", "./...")
    (folder / "saved.json").write_text(report)
    out = explained(folder, "--from", "saved.json", "m.go:6")
    assert "parameter p of codec.Keep leaks to the heap" in out, out
    assert "6 | p := codec.Point{X: 1}" in out, "the sources are at hand"
    with tempfile.TemporaryDirectory() as elsewhere:
        out = explained(elsewhere, "--from", str(folder / "saved.json"), "m.go:6")
        assert "codec.Keep(&p)" in out and " | " not in out, "and here they are not"
    log = "# example.com/x\n./x.go:3:2: moved to heap: x\x1b[31m\n"
    out = explained(folder, "--from", "-", "x.go:3", stdin=log)
    assert "\\x1b[31m" in out and "\x1b" not in out and "The compiler gave no reason" in out, out


def check_json(folder):
    document = json.loads(explained(folder, "-f", "json", "m.go:6"))
    assert document["schema"] == "goescape.explanation/1" and document["location"] == "m.go:6", document
    finding = next(each for each in document["findings"] if each["kind"] == "moved_to_heap")
    assert finding["why"].startswith("It is passed") and finding["change"], finding
    assert finding["way"][0]["code"][-1]["line"] == 7, finding
    explained(folder, "-f", "json", "-o", "out.json", "m.go:6")
    assert json.loads((folder / "out.json").read_text()) == document


def check_mistakes(folder):
    for arguments, words in ((["m.go:3"], "the compiler says nothing about m.go:3; the nearest heap decisions are in line 6"),
                             (["nn.go:3"], "no file nn.go is part of the report"),
                             (["Kye"], 'nothing about a function Kye; did you mean "Key"?'),
                             (["v1:ffffffffffffffffff"], "no finding has the id"),
                             (["v1:"], "v1: is the beginning of every id"),
                             (["m.go:0"], "m.go:0: lines and columns begin at 1"),
                             (["m.go:6:0"], "m.go:6:0: lines and columns begin at 1"),
                             ([], "explain needs to know what"), (["m.go:6", "-f", "html"], "there is no format"),
                             (["a", "b"], "b")):
        code, out, err = goescape(folder, "explain", "-q", *arguments)
        assert code == 2 and not out and words in err, f"{arguments}: {code}\n{out}{err}"
    code, _, err = goescape(folder, "explain", "-q", "--from", "missing.json", "m.go:6")
    assert code == 3 and "missing.json" in err, err
    (folder / "codec" / "broken.go").write_text("package codec\n\nvar x int = \"\"\n")
    code, out, err = goescape(folder, "explain", "-q", "codec/codec.go:13")
    assert code == 3 and not out and "did not compile" in err, f"{code}\n{out}{err}"


def main():
    if shutil.which("go") is None:
        print("there is no go command")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        for file, text in FILES.items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(text)
        check_what_is_said(folder)
        check_verdicts(folder)
        check_spellings(folder)
        check_where_nothing_escapes(folder)
        check_reading(folder)
        check_json(folder)
        check_mistakes(folder)


main()
