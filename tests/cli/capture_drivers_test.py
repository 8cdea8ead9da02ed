#!/usr/bin/env python3
"""The three drivers say the same about real modules, and real failures are told as such. Needs a Go toolchain."""
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MODULES = ROOT / "testdata" / "modules"
TOOL = pathlib.Path(os.environ.get("GOESCAPE_TOOLS", ROOT / "build" / "tests" / "tools")) / "capture_tool"
SKIPPED = 125
failed = []


def minor_release():
    """20 of go1.20.3."""
    version = subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"go1\.(\d+)", version)
    return int(found[1]) if found else 99


def check(condition, text):
    if not condition:
        failed.append(text)
        print("FAILED:", text)


def capture(directory, *arguments, env=None):
    run = subprocess.run([TOOL, "-C", directory, *arguments], capture_output=True, env={**os.environ, **(env or {})})
    text, err = run.stdout.decode(), run.stderr.decode()
    if not err.startswith("{"):
        return run.returncode, text, err
    build = json.loads(err)
    build["packages"].sort(key=lambda package: (package["import_path"], package["files"]))  # -deps has another order.
    return run.returncode, text, build


def normal(text):
    """Sorted lines. The main function of a test program has no stable name: a cache entry or a temporary file."""
    return sorted(re.sub(r"[^ \n]*(/[0-9a-f]{64}-d|/_testmain\.go):", "_testmain.go:", text).splitlines())


def check_drivers_agree(directory, *arguments):
    code, text, build = capture(directory, "--driver", "list", *arguments)
    check(code == 0 and text, f"{directory} {arguments}: list ended with {code}: {build}")
    for driver in ("build", "compile"):
        other_code, other, other_build = capture(directory, "--driver", driver, *arguments)
        check(other_code == code, f"{directory} {arguments}: {driver} ended with {other_code}: {other_build}")
        difference = "\n".join(difflib.unified_diff(normal(text), normal(other), "list", driver, lineterm="", n=0))
        check(not difference, f"{directory} {arguments}: {driver} says something else than list:\n{difference}")
        check(other_build == build, f"{directory} {arguments}: {driver} describes another build")
    return text, build


def failures(build):
    return {failure["package"].removeprefix("example.com/broken/"): failure["message"] for failure in build["failures"]}


def test_agreement(scratch):
    cases = ["generics", "embed", "assembly", "tests", "vendored", "linedirectives"]
    # Up to Go 1.19 the positions of cgo's files name folders of the run, so there the texts differ.
    if minor_release() >= 20 and (shutil.which("gcc") or shutil.which("clang")):
        cases.append("cgo")
    for case in cases:
        check_drivers_agree(MODULES / case, "--tests")
        # What cgo makes comes from the build cache afterwards, and names the folder that it was made for.
        elsewhere = pathlib.Path(scratch) / "elsewhere" / case
        shutil.copytree(MODULES / case, elsewhere)
        check_drivers_agree(elsewhere, "--tests")
    check_drivers_agree(MODULES / "generics", "--level", "1", "--gcflags", "-N")
    check_drivers_agree(MODULES / "generics", "main.go")
    check_drivers_agree(MODULES / "assembly", "--goarch", "arm64", "--goos", "darwin")
    text, build = check_drivers_agree(MODULES / "workspace", "./left/...", "./right/...")
    check(build["module_dir"] == str(MODULES / "workspace"), "the workspace is the module at its root")
    check("right/right.go:5:2: moved to heap: result" in text, "the workspace module is compiled")
    odd = pathlib.Path(scratch) / "Grüße @ -dir 9 'x'" / "9"
    shutil.copytree(MODULES / "generics", odd)
    _, build = check_drivers_agree(odd)
    check(build["module_dir"] == str(odd), "a module in an odd directory is found")
    lone = pathlib.Path(scratch) / "lone"
    lone.mkdir()
    (lone / "main.go").write_text("package main\n\nfunc main() { x := 1; kept = &x }\n\nvar kept *int\n")
    text, _ = check_drivers_agree(lone, "main.go")
    check("./main.go:3:15: moved to heap: x" in text, "a lone file is compiled")
    check(sorted(os.listdir(lone)) == ["main.go"], "no driver leaves anything behind")


def test_failures():
    for driver in ("list", "build", "compile"):
        code, text, build = capture(MODULES / "broken", "--driver", driver, "--tests", "./...")
        check(code == 3, f"{driver}: broken packages end with {code}")
        told = failures(build)
        told.pop("brokentest.test", None)  # Up to Go 1.19 the test program has failed as well.
        words = {"typeerror": "cannot use \"text\"", "syntaxerror": "syntax error", "missingimport": "no required module",
                 "cycle": "import cycle not allowed", "cycle2": "import cycle", "dependent": "", "brokentest": "\"text\""}
        check(set(told) == set(words), f"{driver}: failed are {sorted(told)}")
        for package, part in words.items():
            check(part in told.get(package, ""), f"{driver}: {package} failed with {told.get(package)}")
        check("moved to heap: n" in text, f"{driver}: the good package is reported")
    code, _, build = capture(MODULES / "broken", "./excluded")
    said = "build constraints exclude all Go files" if minor_release() >= 20 else "no Go files in"
    check(code == 3 and said in build, f"an excluded package: {build}")
    code, _, build = capture(MODULES / "broken", "./excluded/...", "./good")
    check(code == 3 and "matched no packages" in build["failures"][0]["message"], f"a pattern without packages: {build}")


def test_errors(scratch):
    empty = pathlib.Path(scratch) / "empty"
    empty.mkdir()
    for arguments, words in [(["./..."], "no go.mod"), (["."], "no go.mod"), (["nothing.go"], "nothing.go")]:
        code, _, error = capture(empty, *arguments)
        check(code == 3 and words in error and error.count("\n") == 1, f"{arguments} here: {code} {error}")
    code, _, error = capture(MODULES / "generics", "./nowhere")
    check(code == 3 and "nowhere" in error, f"a missing package: {error}")
    code, _, error = capture(MODULES / "generics", *(f"./nowhere{number}" for number in range(1000)))
    check(code == 3 and error.endswith("; and 997 more\n"), f"a thousand missing packages: {error[-200:]}")
    if minor_release() >= 21:  # Where GOTOOLCHAIN began.
        code, _, error = capture(MODULES / "generics", env={"GOTOOLCHAIN": "go9.99.9", "GOPROXY": "off"})
        check(code == 3 and "9.99.9" in str(error), f"a toolchain that is not to be had: {error}")


def test_goflags():
    # Older releases split GOFLAGS at every space, whatever the quotes.
    flags = "'-gcflags=all=-N -l' -m -n -json -tags=z" if minor_release() >= 20 else "-gcflags=all=-N -m -n -json -tags=z"
    compiler_flags = "-m=2 -N -l" if minor_release() >= 20 else "-m=2 -N"
    code, text, build = capture(MODULES / "generics", env={"GOFLAGS": flags})
    check(code == 0 and ("inlining call" not in text or minor_release() < 20) and "escapes to heap" in text, "GOFLAGS is honoured")
    check(build["gcflags"] == compiler_flags and build["tags"] == ["z"], f"GOFLAGS is told: {build}")
    code, _, build = capture(MODULES / "tests", "--total", "--tests")
    check(code == 0 and build["total"] >= build["reached"], f"the packages are counted: {build}")


if not shutil.which("go"):
    print("skipped: there is no go command")
    sys.exit(SKIPPED)
with tempfile.TemporaryDirectory() as folder:
    test_agreement(folder)
    test_failures()
    test_errors(folder)
    test_goflags()
sys.exit(1 if failed else 0)
