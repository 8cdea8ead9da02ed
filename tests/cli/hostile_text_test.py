#!/usr/bin/env python3
"""Holds every format to showing texts that try to act and letting none of them: of a module that is made of them
(testdata/modules/hostile), of names of files and folders, of a log, of saved reports, of a history and of a process.
tests/cli/hostile.py says what acts."""

import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import hostile
from repository import CLEAN, SKIPPED, run_each

MODULE = pathlib.Path(__file__).resolve().parents[2] / "testdata" / "modules" / "hostile"
# What the go command takes for the name of a file or a folder; it refuses files that begin with a mark of ASCII.
FILES = ("a<img src=x onerror=hostile()>.go", "a|b`c`.go", "a%0A::error::b.go", "a[b](x.example).go", "a;=1.go", "a\x1b[31m.go",
         "a\u202eb.go", "a##[error]b.go", "a{0}{{b}}.go", "\u3164.go", "a'\"&b.go")
FOLDERS = ("=cmd()", "+1", "::error::x", "##[error]x", "[a](x.example)", "a b", "-1;=2", "<b>")
SCHEMA_TEXTS = ("schema", "id", "kind", "category", "status", "tool", "goos", "goarch", "verdict", "step", "change", "rule")
BRANCH = "x/=cmd|a`b`<b>\u202e"
SUBJECT = "=cmd\u202e ::error::x <b>"
LINKS = ("https://github.com/owner/name/blob/",)


def formats(repository):
    said, _ = repository.expect(0, "report", "--help")
    names = re.search(r"--format.*?(text,.*?);", said, re.S).group(1)
    names = [name.strip() for name in re.sub(r"\s+(or|and)\s+|\s*,\s*", " ", names).split()]
    assert set(names) == set(hostile.CHECKS), f"formats without a check: {set(names) ^ set(hostile.CHECKS)}"
    return names


def run(repository, *arguments, **environment):
    """Standard output as bytes are; what is told on standard error must be as harmless."""
    done = subprocess.run([os.environ["GOESCAPE"], *arguments], cwd=repository.root,
                          env={**repository.environment, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode in (0, 1, 3), f"{arguments}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}"
    hostile.check_harmless(f"standard error of {arguments}", done.stderr.decode("utf-8"))
    return done.stdout.decode("utf-8")


def listed(document):
    """The messages of the findings that formats for review show."""
    if "findings" in document:
        return [each["message"] for each in document["findings"]]
    return [each["message"] for each in document["introduced"]]


def check_formats(repository, what, *command, **environment):
    document = json.loads(run(repository, *command, "-f", "json", **environment))
    # What is no UTF-8 is told in other ways by JSON and by text.
    wanted = sorted(each for each in set(listed(document)) if "\ufffd" not in each)
    assert wanted, f"{what}: has nothing to show"
    for name in formats(repository):
        extra = ("--findings",) if name in ("text", "markdown") and command[0] == "report" else ()
        text = run(repository, *command, *extra, "-f", name, **environment)
        check = hostile.CHECKS[name]
        if name == "markdown":
            check(f"{name} of {what}", text, wanted, LINKS)
        else:
            check(f"{name} of {what}", text, wanted)
    hostile.check_text(f"text in colour of {what}", run(repository, *command, "--color", "always", **environment), ())


def prepared(repository):
    repository.commit({"go.mod": (MODULE / "go.mod").read_text(), "clean.go": CLEAN.replace("package m", "package hostile")})
    repository.git("switch", "--quiet", "--create", BRANCH)
    for file in MODULE.glob("*.go"):
        shutil.copy(file, repository.root)
    for number, name in enumerate(FILES):
        repository.write({f"names/{name}": f"package names\n\nfunc F{number}() *int {{ x := {number}; return &x }}\n"})
    for name in FOLDERS:
        repository.write({f"folders/{name}/f.go": "package f\n\nfunc New() *int { x := 1; return &x }\n"})
    repository.commit({}, SUBJECT)


def check_module(repository):
    prepared(repository)
    address = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "owner/name"}
    include = ("--include", "all")
    check_formats(repository, "a report", "report", *include, **address)
    check_formats(repository, "a diff", "diff", "main", *include, **address)
    check_formats(repository, "a diff of the branch", "diff", "main", BRANCH, *include)
    check_formats(repository, "a check", "check", "--base", "main", *include, **address)
    summary = repository.root / "summary"
    run(repository, "check", "--base", "main", "-f", "github", GITHUB_STEP_SUMMARY=str(summary))
    hostile.check_markdown("the job summary", summary.read_text(), ())


def check_commands(repository):
    """What is shown with the sources."""
    prepared(repository)
    for place in ("hostile.go", "names.go", "Raw", "Tag", "\uffa0", f"names/{FILES[5]}"):
        done = run(repository, "explain", place)
        hostile.check_text(f"explain {place!a}", done, ())
        hostile.check_json(f"explain -f json {place!a}", run(repository, "explain", place, "-f", "json"), ())
    for function in ("Raw", "Line3", "Tag", "Try4", "\uffa0"):
        told = run(repository, "asm", function)
        assert "newobject" in told or "convT" in told or "\n" in told, f"asm {function!a}: {told!a}"
        hostile.check_text(f"asm {function!a}", told, ())
    raw = run(repository, "explain", "Raw")
    assert "\\x1b[31m\\u202e" in raw and "#\\x23[error]" in raw, f"explain Raw: {raw!a}"
    repository.expect(0, "baseline", "write", "--", ".", "./names")
    hostile.check_harmless("the baseline", (repository.root / ".goescape.baseline").read_text().replace("\t", " "))
    hostile.check_text("baseline show", run(repository, "baseline", "show"), ())


def check_log(repository):
    """Bytes as no compiler of today writes them."""
    repository.commit({"go.mod": "module example.com/m\n\ngo 1.18\n", "m.go": "package m\n"})
    lines = ["# example.com/m"]
    for number, text in enumerate(hostile.TEXTS, 1):
        flat = text.replace("\n", " ").replace("`", "'")
        lines += [f'./m.go:{number}:1: "{flat}" escapes to heap', f"./m.go:{number}:9: heap {flat} unknown",
                  f'./{flat.replace(":", ";")}.go:{number}:2: moved to heap: x', f"{flat}", f"\t{flat}"]
    (repository.root / "log").write_bytes("\n".join(lines).encode("utf-8") + b"\n./m.go:99:1: \"\xff\xc3\x28\" escapes to heap\n")
    check_formats(repository, "a log", "report", "--from", "log", "--include", "all")
    told = run(repository, "report", "--from", "log", "--findings")
    assert '"\\xff\\xc3(" escapes to heap' in told, f"a log: bytes that are no UTF-8: {told!a}"


def evil(value, package, texts, key=""):
    """The same report with another hostile text in front of each text that is free, and `package` in front of packages,
    which have to be the same everywhere."""
    if isinstance(value, dict):
        return {name: evil(each, package, texts, name) for name, each in value.items()}
    if isinstance(value, list):
        return [evil(each, package, texts, key) for each in value]
    if not isinstance(value, str) or key in SCHEMA_TEXTS:
        return value
    return f"{package if key in ('package', 'import_path') else next(texts)}{value}"


def check_saved(repository):
    """Every text of a report, since nobody knows who saved it."""
    shutil.copytree(MODULE, repository.root, dirs_exist_ok=True)
    report = json.loads(run(repository, "report", "-f", "json"))
    report["failures"] = [{"package": report["packages"][0]["import_path"], "message": "it\n\tbroke"}]
    report["unrecognized"] = {"count": 1, "about_heap": 1, "samples": ["a line"]}
    (repository.root / "none.json").write_text(json.dumps({**report, "findings": [], "packages": []}))
    for start in range(0, len(hostile.TEXTS), 12):
        texts = itertools.cycle(hostile.TEXTS[start:] + hostile.TEXTS[:start])
        document = evil(report, hostile.TEXTS[start], texts)
        (repository.root / "evil.json").write_text(json.dumps(document))
        check_formats(repository, f"a saved report from {start}", "report", "--from", "evil.json", "--include", "all")
        document["failures"] = []  # What did not compile is not compared.
        (repository.root / "evil.json").write_text(json.dumps(document))
        check_formats(repository, f"saved reports from {start}", "diff", "none.json", "evil.json", "--include", "all")


def check_history(repository):
    """Subjects of commits, names of branches and findings, on both streams and in every format."""
    prepared(repository)
    packages = ("--", ".", "./names")  # The go command refuses the names of the other folders.
    findings = repository.run("report", "--kinds", "moved_to_heap", "-f", "json", ".", "./names")[1]
    for revision in ("main", BRANCH):
        repository.expect(0, "history", "record", revision, *packages)
    assert repository.git("log", "-1", "--format=%s") == SUBJECT
    for words in (("trend",), ("show",), ("show", BRANCH), ("show", "HEAD")):
        shown = (SUBJECT,) if words[-1] in ("trend", "show") else ()
        look = ("--include", "all", "--top", "0") if words != ("show",) else ()
        for name in ("text", "json", "csv", "html")[:3 if words == ("show",) else 4]:
            what = f"{name} of history {' '.join(words)}"
            hostile.CHECKS[name](what, run(repository, "history", *words, *look, "-f", name), shown)
    for finding in json.loads(findings)["findings"][:6]:
        told = run(repository, "history", "bisect", finding["id"], *packages)
        hostile.check_text(f"bisect {finding['message']!a}", told, (SUBJECT,))
        hostile.check_json("bisect -f json", run(repository, "history", "bisect", finding["id"], "-f", "json", *packages), ())
    for text in hostile.TEXTS:
        if "\0" not in text:
            refused(repository, "history", "show", text)
            refused(repository, "history", "bisect", text)


def refused(repository, *arguments):
    code, out, err = repository.run(*arguments)
    assert code in (2, 3) and not out, f"{arguments!a}: exit {code}\n{out!a}"
    hostile.check_harmless(f"standard error of {arguments!a}", err)


MAPPING = """package main

import (
	"fmt"
	"os"
	"syscall"
)

// Maps the files that are named, and waits.
func main() {
	for _, name := range os.Args[1:] {
		file, err := os.Open(name)
		if err != nil {
			panic(err)
		}
		if _, err := syscall.Mmap(int(file.Fd()), 0, 4096, syscall.PROT_READ, syscall.MAP_SHARED); err != nil {
			panic(err)
		}
	}
	fmt.Println("ready")
	os.Stdin.Read(make([]byte, 1))
}
"""


def mapping_process(repository, name, files):
    """A running program of the module whose name acts, and whose mapped files do."""
    repository.write({"cmd/main.go": MAPPING})
    for file in files:
        (repository.root / file).write_bytes(b"x" * 4096)
    program = repository.root / name
    subprocess.run(["go", "build", "-buildvcs=false", "-o", program, "./cmd"], cwd=repository.root, check=True)
    process = subprocess.Popen([program, *files], cwd=repository.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    return process


def check_proc(repository):
    """Names of programs, of mapped files, of saved maps, and of functions in a report."""
    shutil.copytree(MODULE, repository.root, dirs_exist_ok=True)
    report = json.loads(run(repository, "report", "-f", "json"))
    texts = itertools.cycle(hostile.TEXTS)
    for finding in report["findings"]:
        finding["function"] = next(texts)
    (repository.root / "evil.json").write_text(json.dumps(report))
    functions = {each["function"] for each in report["findings"]}
    # The kernel writes a line end in a name as \012, and / ends one.
    files = [text.replace("/", "|") for text in hostile.TEXTS if "\0" not in text and "\n" not in text and len(text) < 99]
    for name in ("::error x\u202e\x1b[31m", "##[error]a=`b`"):
        process = mapping_process(repository, name, files)
        try:
            check_process(repository, process.pid, name, files)
            run_report = run(repository, "proc", "--report", "evil.json", str(process.pid))
            hostile.check_text("proc --report", run_report, ())
            shown = [each for each in functions if hostile.escaped(each) in run_report]
            assert len(shown) >= 10, f"proc --report shows {shown!a}"
            document, = hostile.check_json("proc --report -f json", run(repository, "proc", "--report", "evil.json", "-f", "json",
                                                                        str(process.pid)), ())
            assert document["report"]["agrees"], document["report"]
        finally:
            process.kill()
            process.wait()
    for text in hostile.TEXTS:
        if "\0" not in text:
            refused(repository, "proc", text)
            refused(repository, "proc", "--since", text, "evil.json")


def check_process(repository, pid, name, files):
    """By its number, by its name, and from a copy whose name acts, too."""
    program = str(repository.root / name)
    copy = repository.root / f"{name}.smaps"
    copy.write_bytes(pathlib.Path(f"/proc/{pid}/smaps").read_bytes())
    paths = [f"/{file}" for file in files]
    for target in (str(pid), name, copy.name):
        told = run(repository, "proc", "--since", copy.name, "--binary", program, target)
        hostile.check_text(f"proc {target!a}", told, (name, *paths))
        hostile.check_text(f"proc {target!a} in colour", run(repository, "proc", "--color", "always", target), ())
        hostile.check_json(f"proc -f json {target!a}", run(repository, "proc", "-f", "json", target), (name, *paths))


CHECKS = (check_module, check_commands, check_log, check_saved, check_history, check_proc)


def main():
    run_each(*CHECKS)
    if not hostile.has_markdown():
        print("skipped in part: there is no cmark-gfm to read Markdown with; scripts/setup --test installs it")
        sys.exit(SKIPPED)


if __name__ == "__main__":
    main()
