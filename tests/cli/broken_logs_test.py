#!/usr/bin/env python3
"""Logs of builds in which the go command, or a tool that it ran, failed are never clean; logs of tests that failed are.
Needs a Go toolchain."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from repository import require_go

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOESCAPE = pathlib.Path(os.environ.get("GOESCAPE", ROOT / "build" / "goescape"))
FILES = {
    "go.mod": "module example.com/m\n\ngo 1.18\n",
    "a/a.go": "package a\n\nimport \"example.com/m/b\"\n\nfunc F(n int) *int { b.B(); return &n }\n",
    "b/b.go": "package b\n\nfunc B() {}\n",
    "ok/ok.go": "package ok\n\nfunc F(n int) *int { return &n }\n",
    "ok/ok_test.go": "package ok\n\nimport \"testing\"\n\nfunc TestF(t *testing.T) { F(1) }\n",
}
# Stands in front of every tool; what it does with the compiler of package b is put in.
TOOL = "#!/bin/sh\ncase \"$*\" in *\"-p example.com/m/b \"*) %s;; esac\nexec \"$@\"\n"
BIG = ("package b\n\ntype T [1 << 27]int64\n\nfunc F(n int) *int { return &n }\n\n//go:noinline\n"
       "func G(a, b, c T) (T, T) { return b, a }\n\nfunc B() { var z T; x, y := G(z, z, z); println(x[1] + y[2]) }\n")
GOOD = ("# example.com/m/a\na/a.go:5:8: moved to heap: n\n# example.com/m/b\nb/b.go:3:6: can inline B\n"
        "# example.com/m/ok\nok/ok.go:3:8: moved to heap: n\n")
failed = []


def check(condition, text):
    if not condition:
        failed.append(text)
        print("FAILED:", text)


class Module:
    def __init__(self, folder, **files):
        self.root = pathlib.Path(folder) / "m"
        shutil.rmtree(self.root, ignore_errors=True)
        self.cache = pathlib.Path(folder) / "cache"
        for name, text in {**FILES, **files.pop("files", {})}.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, encoding="utf-8")

    def log(self, *arguments, env=None):
        """How the go command ended, and all that it printed."""
        run = subprocess.run(["go", *arguments, "./..."], cwd=self.root, stdout=subprocess.PIPE, text=True,
                             stderr=subprocess.STDOUT, env={**os.environ, "GOFLAGS": "", **(env or {})})
        return run.returncode, run.stdout

    def read(self, log, command="report", flags=("-f", "json")):
        run = subprocess.run([GOESCAPE, command, "--from", "-", *flags], cwd=self.root, input=log,
                             capture_output=True, text=True, env={**os.environ, "GOESCAPE_CACHE": str(self.cache)})
        return run.returncode, run.stdout, run.stderr

    def gate(self, log):
        """As read(), against a base that has the escapes of the good packages."""
        base = self.cache.with_name("base.json")
        base.write_text(self.read(GOOD)[1], encoding="utf-8")
        return self.read(log, "check", ("--base-report", base))


def check_failed(module, name, log, package, words):
    """The log is incomplete, and the failure of the package, or of any where that is None, holds the words."""
    code, out, err = module.read(log)
    told = {failure["package"]: failure["message"] for failure in json.loads(out)["failures"]} if out else {}
    check(code == 3 and "the report is incomplete" in err, f"{name} ends with {code}: {err}\n{log}")
    said = "\n".join(told.values()) if package is None else told.get(package, "nothing")
    check(words in said, f"{name}: failed are {told}")
    code, _, err = module.gate(log)
    check(code == 3, f"{name}: the gate ends with {code}: {err}")


def check_broken(module, name, arguments, package, words, env=None):
    code, log = module.log(*arguments, env=env)
    if "moved to heap: n" not in log and "# " not in log:
        return  # Up to Go 1.23 what cannot be loaded keeps go test from everything else, too.
    check(code != 0 and "moved to heap: n" in log, f"{name}: go ended with {code}:\n{log}")
    check_failed(module, name, log, package, words)


def test_loading(folder):
    test = ("test", "-run", "xxx", "-gcflags=-m")
    cycle = {"b/b.go": "package b\n\nimport \"example.com/m/c\"\n\nfunc B() { c.C() }\n",
             "c/c.go": "package c\n\nimport \"example.com/m/b\"\n\nfunc C() { b.B() }\n"}
    check_broken(Module(folder, files=cycle), "an import cycle", test, "example.com/m/a", "")
    check_broken(Module(folder, files=cycle), "an import cycle in events", (test[0], "-json", *test[1:]),
                 "example.com/m/a", "")
    excluded = {"b/b.go": "//go:build ignore\n\npackage b\n\nfunc B() {}\n"}
    check_broken(Module(folder, files=excluded), "excluded files", test, "example.com/m/a", "")
    embed = {"b/b.go": "package b\n\nimport _ \"embed\"\n\n//go:embed nope.txt\nvar s string\n\nfunc B() {}\n"}
    check_broken(Module(folder, files=embed), "a file that is not there", test, "example.com/m/a", "")


def test_killed(folder):
    for word, words in {"kill -9 $$": "signal: killed", "exit 3": "exit status 3",
                        "echo 'fatal error: runtime: out of memory' >&2; exit 2": "fatal error: runtime: out of memory",
                        "echo 'mkdir x: no space left on device' >&2; exit 1": "no space left on device"}.items():
        tool = pathlib.Path(folder) / "tool.sh"
        tool.write_text(TOOL % word, encoding="utf-8")
        tool.chmod(0o755)
        for command in ("build", "test", "vet"):
            module = Module(folder)
            code, log = module.log(command, f"-toolexec={tool}", "-gcflags=-m")
            check(code != 0, f"{command} with {word}: go ended with {code}")
            check_failed(module, f"{command} with {word}", log, "example.com/m/b", words)


def test_tools(folder):
    build = ("build", "-gcflags=-m")
    check_broken(Module(folder, files={"b/b.go": BIG}), "a frame that is too large", build, "example.com/m/b",
                 "stack frame too large")
    assembly = {"b/b.go": "package b\n\nfunc B()\n", "b/b.s": "TEXT \u00b7B(SB),0,$0\n\tNOPE\n"}
    check_broken(Module(folder, files=assembly), "bad assembly", build, "example.com/m/b", "unrecognized instruction")
    c = {"b/b.go": "package b\n\n// int x;\nimport \"C\"\n\nfunc B() { _ = C.x }\n"}
    module = Module(folder, files=c)
    code, log = module.log(*build, env={"CC": "nope", "CGO_ENABLED": "1"})
    check(code != 0, f"no C compiler: go ended with {code}")
    check_failed(module, "no C compiler", log, "runtime/cgo" if "# runtime/cgo" in log else "example.com/m/b", "nope")
    module = Module(folder, files={"b/b.go": c["b/b.go"].replace("int x;", "#cgo pkg-config: nope")})
    code, log = module.log(*build, env={"PKG_CONFIG": "/nope/pkg-config", "CGO_ENABLED": "1"})
    check(code != 0, f"no pkg-config: go ended with {code}")
    check_failed(module, "no pkg-config", log, None, "/nope/pkg-config")  # Up to Go 1.19 without a package.


def test_failing_tests(folder):
    for body in ("t.Errorf(\"undefined: got\")", "panic(\"boom\")", "os.Exit(3)",
                 "os.Stdout.WriteString(\"fatal error: shown\\nrun: x: exit status 1\\n\"); t.Fail()"):
        text = f"package ok\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nvar _ = os.Exit\n\nfunc TestF(t *testing.T) {{ {body} }}\n"
        for flags in ((), ("-v",), ("-json",)):
            module = Module(folder, files={"ok/ok_test.go": text})
            code, log = module.log("test", *flags, "-vet=off", "-gcflags=-m")
            check(code == 1 and "moved to heap: n" in log, f"{body} {flags}: go ended with {code}:\n{log}")
            code, _, err = module.read(log)
            check(code == 0, f"{body} {flags}: ends with {code}: {err}\n{log}")


def test_cut_events(folder):
    module = Module(folder)
    whole = "".join(json.dumps({"ImportPath": "m", "Action": "build-output", "Output": text}, separators=(",", ":")) + "\n"
                    for text in ("# m\n", "./a.go:1:1: can inline F\n"))
    code, _, err = module.read(whole)
    check(code == 0, f"a whole log of events ends with {code}: {err}")
    for cut in ("{\"ImportPath\":\"n\",\"Action\":\"build-fai", "{\"Impo",
                "{\"ImportPath\":\"m\",\"Action\":\"build-output\",\"Output\":\"./a.go:2:2: moved to hea"):
        code, out, err = module.read(whole + cut)
        check(code == 3 and "the run failed: an event of the log is no JSON" in err, f"{cut} ends with {code}: {err}")
        check(json.loads(out)["failures"][0]["package"] == "", f"{cut}: {out}")
        check(module.gate(whole + cut)[0] == 3, f"{cut} passes the gate")


require_go()
with tempfile.TemporaryDirectory() as scratch:
    test_loading(scratch)
    test_killed(scratch)
    test_tools(scratch)
    test_failing_tests(scratch)
    test_cut_events(scratch)
sys.exit(1 if failed else 0)
