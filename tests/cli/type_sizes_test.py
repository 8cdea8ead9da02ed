#!/usr/bin/env python3
"""Holds the bytes that --verify says of types of dependencies to what reflect says of them: of the standard library, of a
module whose path has a dot in its last element, in arrays and boxed. Needs a Go toolchain."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

GOESCAPE = os.environ["GOESCAPE"]
GO = os.environ.get("TEST_GO", "go")

GO_MOD = """module example.com/m

go 1.19

require example.com/dep.v3 v1.0.0

replace example.com/dep.v3 => ./dep
"""

DEP = """package dep

type Node struct {
	Next   *Node
	Values [7]int16
}

type Flat struct{ A, B, C int32 }

type Mark string
"""

# What is allocated, and whether the collector looks into it.
TYPES = {
    "bytes.Buffer": True,
    "strings.Builder": True,
    "sync.Mutex": False,
    "sync.Once": False,
    "time.Time": True,
    "time.Duration": False,
    "net/url.URL": True,
    "bufio.Reader": True,
    "container/list.List": True,
    "example.com/dep%2ev3.Node": True,
    "example.com/dep%2ev3.Flat": False,
    "[4]sync.Mutex": False,
    "[2][3]example.com/dep%2ev3.Node": True,
}
BOXED = {"example.com/dep%2ev3.Flat": False, "time.Time": True}


def in_source(symbol):
    """The type of a symbol as Go writes it: the last element of the path in front."""
    close = symbol.rfind("]") + 1
    return symbol[:close] + symbol[close:].split("/")[-1].replace("dep%2ev3", "dep")


def source():
    imports = "\n".join(f'\t"{path}"' for path in (
        "bufio", "bytes", "container/list", "errors", "net/url", "strings", "sync", "time"))
    functions = [f"func New{index}() *{in_source(symbol)} {{ return new({in_source(symbol)}) }}"
                 for index, symbol in enumerate(TYPES)]
    functions += [f"func Box{index}(x {in_source(symbol)}) any {{ return x }}" for index, symbol in enumerate(BOXED)]
    functions.append('func Error() error { return errors.New("it") }')
    return f'package m\n\nimport (\n{imports}\n\n\tdep "example.com/dep.v3"\n)\n\n' + "\n\n".join(functions) + "\n"


PRINTER = """package m

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
)

func TestSizes(t *testing.T) {
	fmt.Println("Error", reflect.TypeOf(errors.New("it")).Elem().Size())
%s
}
"""


def sizes_in_go(module):
    lines = [f'\tfmt.Println("New{index}", reflect.TypeOf(New{index}()).Elem().Size())' for index in range(len(TYPES))]
    lines += [f'\tfmt.Println("Box{index}", reflect.TypeOf(*new({in_source(symbol)})).Size())'
              for index, symbol in enumerate(BOXED)]
    printer = PRINTER % "\n".join(lines)
    used = sorted({in_source(symbol).split(".")[0] for symbol in BOXED})
    paths = {"dep": 'dep "example.com/dep.v3"', "time": '"time"'}
    (module / "m_test.go").write_text(printer.replace("import (", "import (\n\t" + "\n\t".join(paths[x] for x in used)),
                                      encoding="utf-8")
    run = subprocess.run([GO, "test", "-count=1", "-v", "."], cwd=module, check=True, stdout=subprocess.PIPE, text=True)
    return {words[0]: int(words[1]) for words in map(str.split, run.stdout.splitlines())
            if len(words) == 2 and words[1].isdigit()}


def report(module, *arguments, go=GO, **environment):
    run = subprocess.run([GOESCAPE, "report", "-q", "--go", go, "--verify", "-f", "json", *arguments, "."], cwd=module,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **environment}, check=True)
    return json.loads(run.stdout)


def allocations_of(said):
    return {finding["function"]: finding["allocation"] for finding in said["findings"]
            if finding["allocation"]["verdict"] == "allocates"}


def check(allocations, sizes):
    assert set(sizes) == set(allocations), f"{sorted(sizes)} are measured, {sorted(allocations)} reported"
    for function, size in sizes.items():
        allocation = allocations[function]
        assert allocation["bytes"] == size, f"{function}: {size} bytes, {allocation}"
        assert allocation["size_class"] >= size, allocation
    scanned = {f"New{index}": pointers for index, pointers in enumerate(TYPES.values())}
    scanned.update({f"Box{index}": pointers for index, pointers in enumerate(BOXED.values())})
    for function, pointers in scanned.items():
        assert allocations[function]["pointer_free"] != pointers, f"{function}: {allocations[function]}"


def refusing_go(folder):
    """A go command that lists no packages but the named ones. Bytes are then those that a call is given."""
    script = folder / "go"
    script.write_text('#!/bin/sh\nfor word; do\n  shift\n  [ "$word" = -deps ] || set -- "$@" "$word"\ndone\n'
                      f'exec {GO} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def main():
    if shutil.which(GO) is None:
        print("skipped: there is no go command")
        sys.exit(125)
    with tempfile.TemporaryDirectory() as folder:
        module = pathlib.Path(folder) / "m"
        (module / "dep").mkdir(parents=True)
        for name, text in {"go.mod": GO_MOD, "m.go": source(), "dep/dep.go": DEP,
                           "dep/go.mod": "module example.com/dep.v3\n\ngo 1.19\n"}.items():
            (module / name).write_text(text, encoding="utf-8")
        sizes = sizes_in_go(module)
        assert sizes["Error"] == 16 and len(sizes) == len(TYPES) + len(BOXED) + 1, sizes
        first = report(module)
        check(allocations_of(first), sizes)
        for driver in ("build", "compile"):
            check(allocations_of(report(module, "--driver", driver)), sizes)
        check(allocations_of(report(module, "--tags", "some", "--race")), sizes)
        check(allocations_of(report(module, GOFLAGS="-gcflags=all=-N")), sizes)
        without = allocations_of(report(module, go=refusing_go(pathlib.Path(folder))))
        assert set(without) == set(sizes) and without["Box0"]["bytes"] == 0 and without["Box1"]["bytes"] == 0, without
    print(f"{first['toolchain']['go_version']}: {len(sizes)} types agree")


if __name__ == "__main__":
    sys.exit(main())
