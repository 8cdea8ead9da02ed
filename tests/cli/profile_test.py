#!/usr/bin/env python3
"""Holds what --profile joins to what `go tool pprof` says of the same profiles of testdata/modules/profiled, and what
--hot-share gates; and damaged, foreign and mistaken files to a sentence."""

import collections
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from repository import CLEAN, GO_MOD, Repository, require_go

MODULE = pathlib.Path(__file__).resolve().parents[2] / "testdata" / "modules" / "profiled"
DEPENDENCY = "example.com/dep"


def run(*command, cwd, code=0, **environment):
    done = subprocess.run(command, cwd=cwd, env=os.environ | environment, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    assert done.returncode == code, f"{command}: exit {done.returncode}\n{done.stderr.decode()}"
    return done.stdout, done.stderr.decode()


def go(*arguments, cwd, **environment):
    return run("go", *arguments, cwd=cwd, **environment)[0]


def report(folder, *arguments, **environment):
    out, err = run(os.environ["GOESCAPE"], "report", "-f", "json", *arguments, cwd=folder, **environment)
    return json.loads(out), err


def pprof(folder, profile, index, *flags):
    """The total, and the value of each place, as pprof says without any rounding."""
    text = go("tool", "pprof", "-top", "-lines", "-noinlines", f"-sample_index={index}", "-unit=B", "-nodefraction=0",
              "-edgefraction=0", "-nodecount=1000000", *flags, str(profile), cwd=folder).decode()
    total = int(re.search(r"of (\d+)B? total", text)[1])
    places = collections.Counter()
    for flat, file, line in re.findall(r"^\s*(\d+)B?\s.*\s(\S+):(\d+)$", text, re.M):
        places[file.rsplit("/", 1)[-1], int(line)] += int(flat)
    return total, +places


def joined(found, what):
    """The same as the report has it. What findings share is divided among them, which their line makes whole again."""
    places = collections.Counter()
    for finding in found["findings"]:
        value = finding["profile"]
        places[finding["file"].rsplit("/", 1)[-1], finding["line"]] += value[what] / value["shared_by"]
    for site in found["profile"]["unmatched"]:
        places[site["file"].rsplit("/", 1)[-1], site["line"]] += site[what]
    return +collections.Counter({place: round(value) for place, value in places.items()})


def check_truth(folder, profile, found):
    for what, index in (("bytes", "alloc_space"), ("objects", "alloc_objects")):
        total, places = pprof(folder, profile, index)
        assert found["profile"][what] == total, f"{what}: {found['profile'][what]}, pprof says {total}"
        assert len(places) > 10, f"pprof shows {places}"
        assert joined(found, what) == places, (f"{profile}: {what} differ from pprof's\n"
                                               f"{joined(found, what) - places}\n{places - joined(found, what)}")
        rest = sum(site[what] for site in found["profile"]["unmatched"])
        assert found["profile"][f"matched_{what}"] + rest == total, f"{what} are lost"
    assert not found["profile"]["fit"]["misplaced"], found["profile"]["fit"]


def value_of(found, function, message=""):
    """Hundreds of objects of the findings in a function, since runs differ by a few, and how many share them."""
    return [(round(finding["profile"]["objects"] / 100), finding["profile"]["shared_by"]) for finding in found["findings"]
            if finding["function"] == function and message in finding["message"]]


def measure(folder, scratch, name, *flags, **environment):
    """A profile of the benchmarks, in which every allocation counts, and what the benchmarks printed."""
    profile, text = scratch / f"{name}.mem", scratch / f"{name}.txt"
    text.write_bytes(go("test", "-run=^$", "-bench=.", "-benchmem", "-benchtime=1000x", "-memprofilerate=1",
                        f"-memprofile={profile}", f"-o={scratch / 'work.test'}", *flags, "./work", cwd=folder,
                        **environment))
    return profile, text


def check_benchmarks(folder, scratch):
    packages = ("--tests", "./...", DEPENDENCY)
    for name, flags, environment in (("vendored", (), {}), ("replaced", (), {"GOFLAGS": "-mod=mod"}),
                                     ("trimmed", ("-trimpath",), {}), ("plain", ("-gcflags=-l",), {})):
        profile, text = measure(folder, scratch, name, *flags, **environment)
        found, err = report(folder, "--profile", str(profile), *packages, **environment)
        assert not err, err
        check_truth(folder, profile, found)
        own = [site for site in found["profile"]["unmatched"] if site["category"] == "module"]
        bytes_of_own = sum(site["bytes"] for site in own)
        assert name == "plain" or bytes_of_own * 10 < found["profile"]["bytes"], f"{name}: {own}"
        assert ((10, 1) in value_of(found, "Plain")), f"{name}: {value_of(found, 'Plain')}"
        assert value_of(found, "Pair") == [(20, 2)] * 2, f"{name}: {value_of(found, 'Pair')}"
        assert value_of(found, "(*Box[...]).Copy") == [(20, 1)], f"{name}: {value_of(found, '(*Box[...]).Copy')}"
        assert value_of(found, "Encode") == [(10, 1)], f"{name}: {value_of(found, 'Encode')}"
        assert value_of(found, "OneLine.func1") == [(10, 1)], f"{name}: {value_of(found, 'OneLine.func1')}"
        far = value_of(found, "Far")
        assert {objects for objects, _ in far} <= {10, 20} and far, f"{name}: {far}"
    return profile, text


def check_merged(folder, scratch):
    first, second = scratch / "vendored.mem", scratch / "replaced.mem"
    merged = scratch / "merged.pb.gz"
    go("tool", "pprof", "-proto", f"-output={merged}", str(first), str(second), cwd=folder)
    plain = scratch / "merged.pb"
    plain.write_bytes(gzip.decompress(merged.read_bytes()))
    packages = ("--tests", "./...", DEPENDENCY)
    of_both, _ = report(folder, "--profile", str(first), "--profile", str(second), *packages)
    for file in (merged, plain):
        found, _ = report(folder, "--profile", str(file), *packages)
        check_truth(folder, file, found)
        assert found["findings"] == of_both["findings"], "two profiles are not their sum"


def check_program(folder, scratch):
    """A program, whose own package is called main in profiles."""
    profile = scratch / "serve.pb.gz"
    profile.write_bytes(go("run", "./cmd/serve", cwd=folder))
    found, err = report(folder, "--profile", str(profile), "./...", DEPENDENCY)
    assert not err, err
    check_truth(folder, profile, found)
    assert value_of(found, "handle") == [(1, 1)], value_of(found, "handle")


def check_saved(folder, scratch):
    """What was saved is read again, and shown without the profile."""
    saved = scratch / "saved.json"
    profile, text = scratch / "vendored.mem", scratch / "vendored.txt"
    run(os.environ["GOESCAPE"], "report", "--tests", "--profile", str(profile), "--profile", str(text), "-f",
        f"json={saved}", cwd=folder)
    out, _ = run(os.environ["GOESCAPE"], "report", "--from", str(saved), "-f", "json", cwd=scratch)
    assert out == saved.read_bytes(), "a saved report with a profile is not written again as it was"
    out, _ = run(os.environ["GOESCAPE"], "report", "--from", str(saved), "--sort", "profile", cwd=scratch)
    out = out.decode()
    for words in ("80% of ", "without a finding", "BenchmarkOwn/small", "the profiles hold "):
        assert words in out, f"{words!r} is not in\n{out}"
    benchmarks = {each["name"]: each for each in json.loads(saved.read_text(encoding="utf-8"))["profile"]["benchmarks"]}
    # Mostly 64; a little more where the runtime allocated beside it.
    printed = int(re.search(r"^BenchmarkOwn/small\S*\s.*?(\d+) B/op", text.read_text(encoding="utf-8"), re.M)[1])
    assert benchmarks["BenchmarkOwn/small"]["bytes_per_op"] == printed >= 64, f"{benchmarks}, printed {printed}"
    assert benchmarks["BenchmarkOwn/small"]["findings"] == 2, benchmarks
    assert benchmarks["BenchmarkOutside"]["findings"] == 1, benchmarks


def check_other_sources(folder, scratch):
    source = folder / "work" / "work.go"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("type Item struct", "type Other struct{}\n\ntype Item struct"), encoding="utf-8")
    found, err = report(folder, "--profile", str(scratch / "vendored.mem"), "./...")
    source.write_text(text, encoding="utf-8")
    assert found["profile"]["fit"]["other_sources"] and "do not fit the sources" in err, found["profile"]["fit"]


def check_refused(folder, scratch):
    profile = (scratch / "vendored.mem").read_bytes()
    cpu = scratch / "cpu.prof"
    go("test", "-run=^$", "-bench=.", "-benchtime=100x", f"-cpuprofile={cpu}", f"-o={scratch / 'work.test'}", "./work",
       cwd=folder)
    difference = scratch / "difference.pb.gz"
    go("tool", "pprof", "-proto", f"-output={difference}", f"-diff_base={scratch / 'replaced.mem'}",
       str(scratch / "serve.pb.gz"), cwd=folder)
    files = {
        cpu: "counts samples/count, cpu/nanoseconds, not alloc_space/bytes",
        difference: "holds negative values",
        scratch / "none": "No such file",
        folder: "is a directory",
    }
    for name, content, words in (("cut", profile[:-100], "is broken off"), ("empty", b"", "is no profile"),
                                 ("text", b"heap profile: 1: 32 [1: 32] @ heap/1048576\n", "is a profile as text"),
                                 ("noise", b"\x1f\x8b" + os.urandom(500), "is damaged"),
                                 ("bomb", gzip.compress(bytes(200 << 20), 1), "unpacks to more than 128 MiB"),
                                 ("bench", b"BenchmarkX-8  100  12 ns/op\nPASS\n", "counts no allocations"),
                                 ("half", gzip.decompress(profile)[:-7], "no profile in the format of pprof")):
        files[scratch / name] = words
        (scratch / name).write_bytes(content)
    for file, words in files.items():
        _, err = run(os.environ["GOESCAPE"], "report", "--profile", str(file), "./codec.v2", cwd=folder, code=3)
        assert str(file) in err and words.lower() in err.lower() and err.count("\n") == 1, f"{file}: {err}"
    for flags, words in ((("--sort", "profile"), "--sort profile needs a profile"),
                         (("--profile", "-", "--profile", "-"), "standard input can be read only once"),
                         (("--profile", "-", "--from", "-"), "standard input can be read only once")):
        _, err = run(os.environ["GOESCAPE"], "report", *flags, "./codec.v2", cwd=folder, code=2)
        assert words in err, err


HOT = "\n//go:noinline\nfunc Hot() *[1000]byte { return new([1000]byte) }\n"
COLD = "\n//go:noinline\nfunc Cold() *int { return new(int) }\n"
BENCHMARK = ("package m\n\nimport \"testing\"\n\nvar hot *[1000]byte\nvar cold *int\n\nfunc BenchmarkAll(b *testing.B) {\n"
             "\tcold = Cold()\n\tfor i := 0; i < b.N; i++ {\n\t\thot = Hot()\n\t}\n}\n")


def check_gate(repository):
    profile = repository.root.parent / "gate.mem"

    def take():
        go("test", "-run=^$", "-bench=.", "-benchtime=1000x", "-memprofilerate=1", f"-memprofile={profile}",
           f"-o={repository.root.parent / 'm.test'}", ".", cwd=repository.root)

    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.write({"m.go": CLEAN + HOT + COLD, "m_test.go": BENCHMARK})
    take()
    check = ("check", "--base", "HEAD")
    repository.expect(1, *check, out="2 new heap decisions")
    out, _ = repository.expect(1, *check, "--profile", str(profile), "--hot-share", "0.01", out="1 new heap decision")
    assert "1 below --hot-share" in out and "% of the bytes" in out, out
    repository.expect(0, *check, "--profile", str(profile), "--hot-share", "1", out="2 below --hot-share")
    repository.expect(1, *check, "--profile", str(profile), GOESCAPE_HOT_SHARE="0.01", out="1 new heap decision")
    for words in ("1.5", "-0.1", "a lot", "nan"):
        repository.expect(2, *check, "--profile", str(profile), f"--hot-share={words}", err="is no number from 0 to 1")
    repository.expect(2, *check, "--hot-share", "0.01", err="needs a profile")
    benchmarks = repository.root.parent / "bench.txt"
    benchmarks.write_text("pkg: example.com/m\nBenchmarkAll-8 10 5 ns/op 24 B/op 1 allocs/op\n", encoding="utf-8")
    repository.expect(3, *check, "--profile", str(benchmarks), "--hot-share", "0.01", err="none of those given holds any")
    out, _ = repository.expect(0, "diff", "HEAD", "--profile", str(profile), "-f", "json")
    shares = sorted(finding["profile"]["share"] for finding in json.loads(out)["introduced"])
    assert shares[0] < 0.01 < 0.5 < shares[-1], shares
    repository.write({"m.go": "package m\n\nvar Moved int\n" + (CLEAN + HOT + COLD).removeprefix("package m\n")})
    repository.expect(3, *check, "--profile", str(profile), "--hot-share", "0.01", err="do not fit the sources")


def main():
    require_go()
    os.environ["GOFLAGS"] = ""
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        folder = scratch / "module"
        shutil.copytree(MODULE, folder)
        check_benchmarks(folder, scratch)
        check_merged(folder, scratch)
        check_program(folder, scratch)
        check_saved(folder, scratch)
        check_other_sources(folder, scratch)
        check_refused(folder, scratch)
    with Repository() as repository:
        check_gate(repository)


if __name__ == "__main__":
    sys.exit(main())
