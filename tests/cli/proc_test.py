#!/usr/bin/env python3
"""Looks at running programs with `goescape proc`: Go with and without cgo, C's own, saved maps, and what cannot be read."""

import contextlib
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile

if shutil.which("go") is None:
    print("skipped: there is no go")
    sys.exit(125)
if not pathlib.Path("/proc/self/smaps").exists():
    print("skipped: there is no /proc/self/smaps")
    sys.exit(125)

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAPS = ROOT / "testdata" / "proc"
SCHEMA = ROOT / "docs" / "proc.schema.json"
MEGABYTES = 48
PROGRAM = """package main

import (
	"bufio"
	"fmt"
	"os"
)

var kept [][]byte

func grow(megabytes int) {
	for range megabytes {
		block := make([]byte, 1<<20)
		for i := range block {
			block[i] = 1
		}
		kept = append(kept, block)
	}
}

// Allocates, says so, and does it again for each line of its input.
func main() {
	grow(%d)
	fmt.Println("ready")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		grow(%d)
		fmt.Println("more")
	}
}
""" % (MEGABYTES, MEGABYTES)
CGO = 'package main\n\n// #include <stdlib.h>\nimport "C"\n\nvar fromC = C.malloc(1 << 20)\n'


def goescape(*arguments, **options):
    run = subprocess.run([os.environ["GOESCAPE"], "proc", *map(str, arguments)], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True, stdin=options.pop("stdin", subprocess.DEVNULL), **options)
    return run.returncode, run.stdout, run.stderr


def memory_of(*arguments):
    code, out, err = goescape("-f", "json", *arguments)
    assert code == 0 and not err, f"{arguments}: {code} {err}"
    memory = json.loads(out)
    check_sums(memory)
    return memory


def check_sums(memory):
    """Parts sum to wholes, and regions lie one above the other."""
    ends = [(int(region["begin"], 16), int(region["end"], 16)) for region in memory["regions"]]
    assert all(end - begin == region["bytes"] for (begin, end), region in zip(ends, memory["regions"]))
    assert all(above[0] >= below[1] for above, below in zip(ends, ends[1:])), ends
    for member in [name for name in ("bytes", "resident", "dirty") if name in memory["totals"]]:
        for parts in (memory["regions"], memory["kinds"]):
            assert sum(part[member] for part in parts) == memory["totals"][member], member
    for kind in memory["kinds"]:
        assert kind["regions"] == sum(region["kind"] == kind["kind"] for region in memory["regions"]), kind
    try:
        import jsonschema
    except ImportError:
        return
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(memory)


def kind(memory, name):
    return next((row for row in memory["kinds"] if row["kind"] == name), {"regions": 0, "bytes": 0, "resident": 0})


def build(folder, name, *flags, cgo=False):
    source = folder / f"src-{name}"
    source.mkdir()
    (source / "main.go").write_text(PROGRAM)
    if cgo:
        (source / "c.go").write_text(CGO)
    (source / "go.mod").write_text("module example.com/shop\n\ngo 1.22\n")
    subprocess.run(["go", "build", "-buildvcs=false", *flags, "-o", folder / name, "."], cwd=source, check=True,
                   env={**os.environ, "CGO_ENABLED": "1" if cgo else "0"})
    return folder / name


@contextlib.contextmanager
def running(program):
    process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()


def mapped_bytes(pid):
    ranges = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) ", pathlib.Path(f"/proc/{pid}/maps").read_text(), re.MULTILINE)
    return sum(int(end, 16) - int(begin, 16) for begin, end in ranges)


def check_go_program(program):
    with running(program) as process:
        memory = memory_of(process.pid)
        assert memory["process"] | {"arena_size": 0} == {"pid": process.pid, "name": program.name, "arena_size": 0,
                                                         "program": str(program)}, memory["process"]
        assert memory["totals"]["bytes"] == mapped_bytes(process.pid)
        heap = kind(memory, "heap")
        assert heap["resident"] >= MEGABYTES << 20, heap
        assert heap["dirty"] >= MEGABYTES << 20, heap
        for name in ("text", "read_only_data", "data", "bss", "main_stack", "kernel"):
            assert kind(memory, name)["regions"] >= 1, name
        text = next(region for region in memory["regions"] if region["kind"] == "text")
        assert ".text" in text["sections"] and text["permissions"] == "r-xp" and text["evidence"] == "binary", text
        assert memory["build_info"]["module"]["path"] == "example.com/shop"
        return memory


def check_build_info(program, memory):
    """Against what the go command says of the same file."""
    told = subprocess.run(["go", "version", "-m", program], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert f": {memory['build_info']['go_version']}\n" in told, told
    expected = dict(re.findall(r"^\tbuild\t([^=\n]+)=(.*)$", told, re.MULTILINE))
    settings = {each["key"]: each["value"] for each in memory["build_info"]["settings"]}
    assert set(settings) == set(expected), (settings, expected)
    assert all(value == expected[key].strip('"') for key, value in settings.items()), (settings, expected)


def check_text(program):
    with running(program) as process:
        code, out, err = goescape(process.pid)
        assert code == 0 and not err, err
        assert out.startswith(f"{program.name}, process {process.pid}: "), out
        for part in ("Go heap: ", "of 64.0 MiB", "text: ", "Stacks of goroutines are in the Go heap", "built by go"):
            assert part in out, f"{part}:\n{out}"
        file = program.parent / "out.txt"
        code, out, err = goescape("-o", file, process.pid)
        assert code == 0 and not out and err == f"wrote {file}\n", err
        assert "Go heap: " in file.read_text()


def check_names(program):
    with running(program) as first:
        code, out, err = goescape(program.name)
        assert code == 0 and f"process {first.pid}:" in out, err
        # The program beside the user has the name, too.
        code, out, err = goescape(program.name, cwd=program.parent)
        assert code == 0 and f"process {first.pid}:" in out, err
        with running(program) as second:
            code, out, err = goescape(program.name)
            assert code == 2 and not out, err
            assert str(first.pid) in err and str(second.pid) in err and err.count("\n") == 1, err
    code, out, err = goescape(program.name)
    assert code == 2 and not out and "there is no process and no saved map called" in err, err


def check_what_cannot_be_read(program):
    with running(program) as process:
        pid = process.pid
        if os.geteuid() == 0 and shutil.which("setpriv"):
            os.chmod(program.parent, 0o777)
            copy = shutil.copy(os.environ["GOESCAPE"], program.parent / "goescape")  # Where others may run it.
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", copy, "proc", str(pid)]
            # A program built for gcov writes its counts as that user, and gcov speaks up where it may not.
            env = {**os.environ, "GCOV_PREFIX": str(program.parent)}
            run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/", env=env)
            assert run.returncode == 3 and not run.stdout, run
            assert "is of another user (number 0)" in run.stderr and run.stderr.count("\n") == 1, run.stderr
        elif os.geteuid() != 0:
            code, out, err = goescape(1)
            assert code == 3 and not out and "process 1 " in err, err
    code, out, err = goescape(pid)
    assert code == 3 and not out and err == f"goescape: there is no process {pid}\n", err


def check_zombie():
    child = subprocess.Popen(["true"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    code, out, err = goescape(child.pid)
    child.wait()
    assert code == 3 and not out and "has no memory: it has ended" in err, err


def check_deleted(program):
    copy = program.parent / "copy"
    shutil.copy(program, copy)
    with running(copy) as process:
        copy.unlink()
        memory = memory_of(process.pid)
        assert memory["build_info"]["module"]["path"] == "example.com/shop"
        text = next(region for region in memory["regions"] if region["kind"] == "text")
        assert text["deleted"] and text["name"] == str(copy), text


def check_files(program, folder):
    with running(program) as process:
        for name in ("maps", "smaps"):
            (folder / name).write_bytes(pathlib.Path(f"/proc/{process.pid}/{name}").read_bytes())
        live = memory_of(process.pid)
    for name in ("maps", "smaps"):
        alone = memory_of(folder / name)
        with_binary = memory_of("--binary", program, folder / name)
        assert "pid" not in alone["process"] and "build_info" not in alone
        assert with_binary["build_info"] == live["build_info"]
        assert [region["kind"] for region in with_binary["regions"]] == [region["kind"] for region in live["regions"]]
        assert ("resident" in alone["totals"]) == (name == "smaps")
    with open(folder / "maps", encoding="utf-8") as text:
        code, out, err = goescape("-", stdin=text)
        assert code == 0 and "standard input: " in out, err
    check_damaged_files(folder, program)


def check_damaged_files(folder, program):
    whole = (folder / "smaps").read_bytes()
    for name, content, said in (("empty", b"", "holds no mapping"), ("garbage", b"\x00\xff\x1b[31m hello\n", "line 1 is no line"),
                                ("cut", whole[:whole.rindex(b"\nSize:") + 1], "it is cut off"),
                                ("twice", whole + whole, "begins before")):
        (folder / name).write_bytes(content)
        code, out, err = goescape(folder / name)
        assert code == 3 and not out and said in err and "\x1b" not in err, f"{name}: {code} {err}"
    code, out, err = goescape("--binary", os.environ["GOESCAPE"], folder / "maps")
    assert code == 3 and "is not the program of this map" in err, err
    code, out, err = goescape("--binary", folder / "maps", folder / "maps")
    assert code == 3 and "it is no ELF file" in err, err
    code, out, err = goescape("--binary", folder / "none", folder / "maps")
    assert code == 3 and "cannot open" in err, err
    (folder / "half").write_bytes(program.read_bytes()[:100])
    code, out, err = goescape("--binary", folder / "half", folder / "maps")
    assert code == 3 and "cut off or damaged" in err, err


def check_saved_maps():
    heap = {"go1.22-amd64.maps": 128, "go1.25-amd64.maps": 128, "go1.26-amd64.maps": 128, "go1.26-amd64.smaps": 128,
            "go1.26-pie-amd64.maps": 192, "go1.26-cgo-amd64.smaps": 128, "go1.26-race-amd64.maps": 64,
            "go1.26-386.maps": 516, "c-amd64.maps": 0, "go1.26-named-amd64.maps": 128, "go1.22-arm64.maps": 128}
    assert set(heap) == {path.name for path in MAPS.iterdir() if "maps" in path.suffix}
    for name, megabytes in heap.items():
        memory = memory_of(MAPS / name)
        found = kind(memory, "heap")["bytes"] + kind(memory, "heap_reserved")["bytes"]
        assert found == megabytes << 20, f"{name}: {found}"


def check_names_of_the_runtime(folder):
    """The names in the sources of the runtime at hand, as a kernel that keeps them would show them."""
    root = subprocess.run(["go", "env", "GOROOT"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    names = set()
    for source in pathlib.Path(root, "src", "runtime").glob("*.go"):
        if not source.name.endswith("_test.go"):
            names |= set(re.findall(r'\b(?:sysAlloc|sysAllocOS|sysReserve|sysReserveAligned|sysMap|setVMAName|alloc)\(.*, "([\w ()]+)"\)',
                                    source.read_text(encoding="utf-8")))
    if not names:
        print("not checked: the runtime at hand names nothing")
        return
    kinds = {"heap": "heap", "user arena chunk": "heap", "heap reservation": "heap_reserved",
             "goroutine stack (system)": "goroutine_stack", "OS thread stack": "thread_stack"}
    assert set(kinds) <= names and len(names) > 12, names
    listed = sorted(names)
    (folder / "named").write_text("".join(
        f"{0x7f0000000000 + 0x10000 * at:x}-{0x7f0000001000 + 0x10000 * at:x} rw-p 00000000 00:00 0   [anon: Go: {name}]\n"
        for at, name in enumerate(listed)))
    for name, region in zip(listed, reversed(memory_of(folder / "named")["regions"])):
        assert (region["what"], region["evidence"]) == (name, "name"), region
        assert region["kind"] == kinds.get(name, "runtime"), region


def check_report(program, folder):
    source = folder / f"src-{program.name}"
    report = folder / "report.json"
    subprocess.run([os.environ["GOESCAPE"], "-q", "-f", f"json={report}", "--kinds", "all", "./..."], cwd=source, check=True)
    with running(program) as process:
        memory = memory_of("--report", report, process.pid)
        points = {point["what"]: point["agreement"] for point in memory["report"]["points"]}
        assert points == {"module": "same", "go_version": "same", "revision": "unknown", "platform": "same"}, points
        assert memory["report"]["agrees"] and not memory["report"]["verified"]
        assert "grow" in [row["function"] for row in memory["report"]["functions"]], memory["report"]
        code, out, err = goescape("--report", report, process.pid)
        assert code == 0 and "the report agrees in the module, example.com/shop" in out, out
        other = folder / "other.json"
        other.write_text(report.read_text().replace("example.com/shop", "example.com/store"))
        memory = memory_of("--report", other, process.pid)
        assert not memory["report"]["agrees"] and not memory["report"]["functions"]
        code, out, err = goescape("--report", folder / "smaps", process.pid)
        assert code == 3 and not out, err
    code, out, err = goescape("--report", report, folder / "maps")
    assert code == 3 and "nothing is known of how it was built" in err, err


def read_block(stream):
    """The lines of a round, up to the empty line that parts it from the next one."""
    lines = []
    for line in stream:
        lines.append(line)
        if line.startswith("}"):
            break
    return json.loads("".join(lines))


def check_since(program, folder):
    """Growth against a saved map is the difference of both, whether the process runs or was saved, too."""
    before, after = folder / "before.smaps", folder / "after.smaps"
    with running(program) as process:
        smaps = pathlib.Path(f"/proc/{process.pid}/smaps")
        before.write_bytes(smaps.read_bytes())
        process.stdin.write("grow\n")
        process.stdin.flush()
        assert process.stdout.readline() == "more\n"
        after.write_bytes(smaps.read_bytes())
        live = memory_of("--since", before, process.pid)
        assert kind(live, "heap")["growth"]["resident"] >= MEGABYTES << 20, live["kinds"]
        code, out, err = goescape("--since", before, process.pid)
        assert code == 0 and re.search(r"growth\nGo heap .*\+", out), out
        assert out.index("growth") < out.index("addresses  "), "the sums come first"
    for binary in ((), ("--binary", program)):
        earlier, later = memory_of(*binary, before), memory_of(*binary, "--since", before, after)
        assert later["kinds"] and all("growth" not in row for row in earlier["kinds"])
        for row in later["kinds"]:
            old = kind(earlier, row["kind"])
            assert row["growth"]["bytes"] == row["bytes"] - old["bytes"], row
            assert row["growth"]["resident"] == row["resident"] - old["resident"], row
    same = memory_of("--since", after, after)
    assert all(not any(row["growth"].values()) for row in same["kinds"]), same["kinds"]
    with open(before, encoding="utf-8") as text:
        code, out, err = goescape("--since", "-", after, stdin=text)
        assert code == 0 and "growth" in out, err


def check_since_refuses(program, folder):
    before = folder / "before.smaps"
    maps = folder / "before.maps"
    maps.write_text("".join(line for line in before.read_text().splitlines(True)
                            if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line)))
    other = build(folder, "other-shop")
    with running(other) as process:
        code, out, err = goescape("--since", before, process.pid)
        assert code == 3 and not out and "no earlier map of other-shop" in err, err
    moved = folder / "moved.smaps"
    moved.write_text(before.read_text().replace(str(program), str(other)))
    for arguments, expected, said in (((maps, before), 3, "tells what is resident"), ((before, maps), 3, "tells what is resident"),
                                      ((moved, before), 3, "is no earlier map of"), ((folder / "none", before), 3, "cannot read"),
                                      ((SCHEMA, before), 3, "is no saved memory map"), (("-", "-"), 2, "standard input")):
        code, out, err = goescape("--since", *arguments)
        assert code == expected and not out and said in err and err.count("\n") == 1, f"{arguments}: {code} {err}"
    code, out, err = goescape("--since", before, "--watch", os.getpid())
    assert code == 2 and not out and "choose one" in err, err
    code, out, err = goescape("--since", before, "--binary", os.environ["GOESCAPE"], before)
    assert code == 3 and not out and "is not the program of this map" in err, err
    rebuilt = folder / "rebuilt.smaps"
    rebuilt.write_text(before.read_text().replace(str(program), os.readlink("/proc/self/exe")))
    code, out, err = goescape("--since", rebuilt, os.getpid())
    assert code == 3 and not out and "another build of it" in err, err


def check_watch(program):
    with running(program) as process:
        watch = subprocess.Popen([os.environ["GOESCAPE"], "proc", "--watch=0.1", "-f", "json", str(process.pid)],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        first = read_block(watch.stdout)
        assert all("growth" not in row for row in first["kinds"])
        process.stdin.write("grow\n")
        process.stdin.flush()
        assert process.stdout.readline() == "more\n"
        rounds = [first]
        while kind(rounds[-1], "heap")["resident"] < 2 * MEGABYTES << 20:
            rounds.append(read_block(watch.stdout))
            check_sums(rounds[-1])
        grown = sum(kind(each, "heap")["growth"]["resident"] for each in rounds[1:])
        assert grown == kind(rounds[-1], "heap")["resident"] - kind(first, "heap")["resident"], grown
        process.kill()
        process.wait()
        rest, err = watch.communicate()
        assert watch.returncode == 0 and err == f"goescape: process {process.pid} ({program.name}) has ended\n", err


def check_watch_interrupted(program):
    with running(program) as process:
        watch = subprocess.Popen([os.environ["GOESCAPE"], "proc", "--watch=60", str(process.pid)],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert watch.stdout.readline().startswith(program.name)
        watch.send_signal(signal.SIGINT)
        _, err = watch.communicate()
        assert watch.returncode == 130, (watch.returncode, err)


def check_watch_on_a_terminal(program):
    with running(program) as process:
        master, slave = pty.openpty()
        watch = subprocess.Popen([os.environ["GOESCAPE"], "proc", "--watch=0.1", str(process.pid)], stdout=slave,
                                 stderr=subprocess.PIPE, text=True)
        os.close(slave)
        shown = b""
        while shown.count(b"\x1b[H") < 3:
            assert select.select([master], [], [], 60)[0], shown
            shown += os.read(master, 65536)
        watch.send_signal(signal.SIGINT)
        watch.communicate()
        os.close(master)
        assert watch.returncode == 130, watch.returncode
        first, second = shown.split(b"\x1b[H")[1:3]
        assert b"growth" not in first and b"growth" in second, shown


def check_usage(folder):
    for arguments, said in (([], "process is required"), (["--watch=0", "1"], "--watch takes seconds"),
                            (["--watch=soon", "1"], "--watch takes seconds"), (["--watch", folder / "maps"], "needs a running process"),
                            (["--watch", "-o", "x", "1"], "--watch writes to standard output"),
                            (["-f", "sarif", "1"], "sarif"), (["no-such-process-at-all"], "there is no process"),
                            ([""], "an empty name is neither a process nor a saved map")):
        code, out, err = goescape(*arguments)
        assert code == 2 and not out and said in err, f"{arguments}: {code} {out}{err}"


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = build(folder, "escape-shop")
        check_build_info(program, check_go_program(program))
        check_go_program(build(folder, "moved-shop", "-buildmode=pie", "-gcflags=-N -l"))
        if shutil.which("gcc"):
            memory = check_go_program(build(folder, "c-shop", cgo=True))
            assert kind(memory, "shared_object")["regions"] > 4 and kind(memory, "c_heap")["regions"] >= 1
        check_text(program)
        check_names(program)
        check_what_cannot_be_read(program)
        check_zombie()
        check_deleted(program)
        check_files(program, folder)
        check_saved_maps()
        check_names_of_the_runtime(folder)
        check_report(program, folder)
        check_since(program, folder)
        check_since_refuses(program, folder)
        check_watch(program)
        check_watch_interrupted(program)
        check_watch_on_a_terminal(program)
        check_usage(folder)


if __name__ == "__main__":
    main()
