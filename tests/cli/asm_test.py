#!/usr/bin/env python3
"""Checks `goescape asm`: what a function may be called, what is marked, and what is said where there is no code."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 125
FILES = {
    "go.mod": "module example.com/m/v2\n\ngo 1.18\n",
    "m.go": """package m

import "example.com/m/v2/codec"

type Item struct{ a, b int64 }

type Store struct{ items []*Item }

func (s *Store) Add(n int64) *Item {
\titem := &Item{a: n}
\ts.items = append(s.items, item)
\treturn item
}

func Length[T any](values []T) *int64 {
\tn := int64(len(values))
\treturn &n
}

var Lengths = []*int64{Length([]string{"a"}), Length([]int{1})}

func Counter() func() int64 {
\tcount := int64(0)
\treturn func() int64 { count++; return count }
}

func Direct(n int64) int64 {
\treturn func(x int64) int64 { return x*x + n }(n)
}

func Fields(text string) []string { return codec.Fields(text) }
""",
    "m_test.go": """package m

import "testing"

func TestAdd(t *testing.T) { new(Store).Add(1) }
""",
    "codec/codec.go": """package codec

import "fmt"

const title = "a\x1b[31mb" // red \x1b[31m here

//go:noinline
func Title() any { return fmt.Sprint(title, 1) /* \x1b[2J */ }

func Fields(text string) []string { return []string{text} }
""",
}


def asm(folder, *arguments):
    run = subprocess.run([os.environ["GOESCAPE"], "asm", *arguments], cwd=folder, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    return run.returncode, run.stdout, run.stderr


def shown(folder, *arguments):
    code, out, err = asm(folder, "-q", *arguments)
    assert code == 0 and err == "", f"{arguments}: {code}\n{out}{err}"
    return out


def heads(out):
    """The symbols of the functions that are shown: each stands above a line of facts."""
    lines = out.splitlines()
    return [lines[at - 1] for at, line in enumerate(lines) if line.startswith("STEXT")]


def check_names(folder):
    out = shown(folder, "(*Store).Add")
    assert heads(out) == ["example.com/m/v2.(*Store).Add"], out
    for name in ("m.(*Store).Add", "example.com/m/v2.(*Store).Add"):
        assert shown(folder, name) == out, name
    for name in ("codec.Fields", "example.com/m/v2/codec.Fields"):
        assert heads(shown(folder, name)) == ["example.com/m/v2/codec.Fields"], name
    assert len(heads(shown(folder, "Fields"))) == 2, "a function of each package"
    assert len(heads(shown(folder, "Fields", "./codec"))) == 1
    out = shown(folder, "Counter.func1")
    assert heads(out) == ["example.com/m/v2.Counter.func1"] and ">>" not in out, out


def check_generic_names(folder):
    out = shown(folder, "Length")
    assert "example.com/m/v2.Length[go.shape.int]" in heads(out), out
    assert "example.com/m/v2.Length[go.shape.string]" in heads(out), out
    for name in ("Length[...]", "Length[int]", "m.Length", "example.com/m/v2.Length"):
        assert shown(folder, name) == out, name


def marks(out):
    """The instructions that are marked, with the remark below each."""
    lines = out.splitlines()
    return [(lines[at].split()[-1], lines[at + 1].strip()) for at, line in enumerate(lines) if line.startswith("  >>")]


def check_marks(folder):
    out = shown(folder, "(*Store).Add")
    run = subprocess.run([os.environ["GOESCAPE"], "report", "-q", "--verify", "-f", "json", "./..."], cwd=folder,
                         stdout=subprocess.PIPE, check=True)
    found = [each for each in json.loads(run.stdout)["findings"] if each["function"] == "(*Store).Add"]
    ids = {each["message"]: each["id"] for each in found}
    assert marks(out) == [
        ("runtime.newobject(SB)", "allocates 16 bytes of example.com/m/v2.Item: &Item{...} escapes to heap "
                                  f"({ids['&Item{...} escapes to heap']})"),
        ("runtime.growslice(SB)", f"may allocate *example.com/m/v2.Item: append escapes to heap "
                                  f"({ids['append escapes to heap']})"),
    ], marks(out)


def check_sources(folder):
    lines = shown(folder, "(*Store).Add").splitlines()
    for number, text in ((10, "item := &Item{a: n}"), (11, "s.items = append(s.items, item)")):
        assert any(re.fullmatch(rf"m\.go:{number} +{re.escape(text)}", line) for line in lines), lines
    mark = next(at for at, line in enumerate(lines) if "runtime.newobject" in line)
    above = [line for line in lines[:mark] if line.startswith("m.go:")]
    assert above[-1].startswith("m.go:10 "), above


def check_all(folder):
    plain, everything = shown(folder, "Counter"), shown(folder, "--all", "Counter")
    for word in ("PCDATA ", "FUNCDATA ", " TEXT "):
        assert word not in plain and word in everything, word
    kept = [line for line in everything.splitlines() if line.startswith("  ")]
    assert all(line in kept for line in plain.splitlines() if line.startswith("  "))


def check_inlined_away(folder):
    code, out, err = asm(folder, "-q", "Direct.func1")
    assert code == 3 and out == "", out
    assert "Direct.func1 has no code of its own: its only call is inlined" in err and "//go:noinline" in err, err
    out = shown(folder, "codec.Fields")
    assert "1 call of it is inlined: the code is in the callers; //go:noinline above it keeps the calls" in out, out
    text = FILES["codec/codec.go"].replace("func Fields", "//go:noinline\nfunc Fields")
    (folder / "codec/codec.go").write_text(text)
    out = shown(folder, "codec.Fields")
    assert "inlined" not in out, out
    assert "codec.Fields(SB)" in shown(folder, "m.Fields"), "the caller calls it now"
    (folder / "codec/codec.go").write_text(FILES["codec/codec.go"])


def check_mistakes(folder):
    for name, words in (("Cuonter", 'no function Cuonter was compiled in these packages; did you mean "Counter"?'),
                        ("Add", 'no function Add was compiled in these packages; did you mean "(*Store).Add"?'),
                        ("Quite.Another", "no function Quite.Another was compiled in these packages\n")):
        code, out, err = asm(folder, "-q", name)
        assert code == 3 and out == "" and words in err, f"{name}: {code} {err}"
    code, _, err = asm(folder)
    assert code == 2, err


def check_broken_package(folder):
    (folder / "bad").mkdir()
    (folder / "bad/bad.go").write_text("package bad\n\nfunc Bad() { undefined() }\n\nfunc Good() *int { return new(int) }\n")
    code, out, err = asm(folder, "-q", "Good")
    assert code == 3 and out == "" and "did not compile" in err and "no function" not in err, f"{code}\n{err}"
    code, out, err = asm(folder, "-q", "Counter")
    assert code == 3 and len(heads(out)) == 1 and "did not compile" in err, "what compiled is shown, and what did not, too"
    shutil.rmtree(folder / "bad")


def check_hostile_texts(folder):
    for arguments in (["Title"], ["--all", "Title"], ["--color", "always", "Title"]):
        out = shown(folder, *arguments)
        assert r"/* \x1b[2J */" in out, out
        assert "\x1b[2J" not in out and "\x1b[31mb" not in out, repr(out)
    assert "\x1b" not in shown(folder, "Title")


def check_tests(folder):
    plain, tested = shown(folder, "(*Store).Add"), shown(folder, "--tests", "(*Store).Add")
    assert tested.startswith(plain), "once, though compiled twice; only that the test has it inlined is new"
    assert heads(shown(folder, "--tests", "TestAdd")) == ["example.com/m/v2.TestAdd"]
    assert asm(folder, "-q", "TestAdd")[0] == 3


def check_closed_pipe(folder):
    """A reader that stops early is no failure: the output of this one is larger than a pipe holds."""
    body = "\n".join(f"\ts = append(s, &Item{{{n}, n}})" for n in range(1500))
    (folder / "large.go").write_text(f"package m\n\nfunc Large(n int64) (s []*Item) {{\n{body}\n\treturn s\n}}\n")
    run = subprocess.run(["bash", "-c", '"$GOESCAPE" asm Large . | head -n 2; echo "${PIPESTATUS[0]}"'], cwd=folder,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stderr == "" and run.stdout.splitlines()[0] == "example.com/m/v2.Large", run
    assert run.stdout.splitlines()[2] == "0", run.stdout
    (folder / "large.go").unlink()


def main():
    if shutil.which("go") is None:
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name, text in FILES.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)
        for check in (check_names, check_generic_names, check_marks, check_sources, check_all, check_inlined_away,
                      check_mistakes, check_broken_package, check_hostile_texts, check_tests, check_closed_pipe):
            check(folder)


main()
