#!/usr/bin/env python3
"""`goescape merge`: platforms, variants and shards as one report."""

import json
import pathlib
import shutil
import sys

from repository import GO_MOD, run_each

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = ROOT / "testdata" / "modules"
COMMON = "package m\n\nfunc New() *int {\n\tx := 1\n\treturn &x\n}\n"
LINUX = "package m\n\nfunc OnLinux() *int {\n\tl := 1\n\treturn &l\n}\n"
WINDOWS = "package m\n\nfunc OnWindows() *int {\n\tw := 1\n\treturn &w\n}\n"
TAGGED = "//go:build extra\n\npackage m\n\nfunc Extra() *int {\n\te := 1\n\treturn &e\n}\n"
TEST = "package m\n\nimport \"testing\"\n\nfunc TestNew(t *testing.T) {\n\tt.Log(New())\n}\n"
SOURCES = {"go.mod": GO_MOD, "m.go": COMMON, "m_linux.go": LINUX, "m_windows.go": WINDOWS, "extra.go": TAGGED,
           "m_test.go": TEST}


def variants_of(report, message):
    found = [finding.get("variants") for finding in report["findings"] if finding["message"] == message]
    assert len(found) == 1, f"{message} is there {len(found)} times"
    return found[0]


def report_json(repository, *arguments):
    return json.loads(repository.expect(0, *arguments, "-f", "json")[0])


def check_platforms(repository):
    repository.commit(SOURCES)
    stdout, _ = repository.expect(0, "report", "--findings", "--goos", "linux,windows", "--goarch", "amd64,arm64", "./...",
                                  out="variants linux/amd64, linux/arm64, windows/amd64, windows/arm64")
    for text in ("moved to heap: x [returned]", "moved to heap: l [returned, only on linux]",
                 "moved to heap: w [returned, only on windows]", "3 heap decisions"):
        assert text in stdout, f"{text}: {stdout}"
    report = report_json(repository, "report", "--goos", "linux,windows", "--goarch", "amd64,arm64", "./...")
    assert variants_of(report, "moved to heap: x") is None
    assert variants_of(report, "moved to heap: w") == ["windows/amd64", "windows/arm64"]
    assert report["toolchain"]["goos"] == "" and report["toolchain"]["go_version"] != "", report["toolchain"]
    for form in ("markdown", "sarif", "html"):
        repository.expect(0, "report", "--goos", "linux,windows", "-f", form, "--findings", "./...", out="only on windows")


def check_same_as_saved(repository):
    """A matrix is nothing but the merge of its reports, in whatever order."""
    repository.commit(SOURCES)
    files = []
    for goos in ("linux", "windows"):
        files.append(f"{repository.folder.name}/{goos}.json")
        repository.expect(0, "report", "--goos", goos, "--goarch", "arm64", "-f", f"json={files[-1]}", "./...")
    matrix, _ = repository.expect(0, "report", "--goos", "windows,linux", "--goarch", "arm64", "-f", "json", "./...")
    for order in (files, files[::-1], files + files):
        assert repository.expect(0, "merge", "-f", "json", *order)[0] == matrix
    merged = f"{repository.folder.name}/merged.json"
    repository.expect(0, "merge", "-f", f"json={merged}", *files)
    assert repository.expect(0, "merge", "-f", "json", merged, files[0])[0] == matrix
    assert repository.expect(0, "report", "--from", merged, "-f", "json")[0] == matrix
    repository.expect(0, "diff", merged, merged, out="0 heap decisions introduced")
    repository.expect(0, "check", "--from", merged, "--base-report", merged)
    repository.expect(1, "check", "--from", merged, "--base-report", files[0])


def check_variants(repository):
    repository.commit(SOURCES)
    report = report_json(repository, "report", "--variant", "default", "--variant", "tests", "--variant", "tags=extra",
                         "./...")
    assert [variant["name"].split("/")[1].split(" ", 1)[1:] for variant in report["variants"]] == [
        [], ["tests"], ["tags=extra"]], report["variants"]
    stdout, _ = repository.expect(0, "report", "--findings", "--variant", "default", "--variant", "tests", "--variant",
                                  "tags=extra", "./...")
    assert "moved to heap: e [returned, only with tags extra]" in stdout, stdout
    assert "only with tests" in stdout, stdout


def check_gate(repository):
    """Both sides of a check are compiled for every platform."""
    repository.commit({**SOURCES, "m_windows.go": "package m\n"})
    repository.commit({"m_windows.go": WINDOWS})
    repository.expect(0, "check", "--base", "HEAD~1", "--goos", "linux", "./...")
    repository.expect(1, "check", "--base", "HEAD~1", "--goos", "linux,windows", "./...", out="only on windows")
    repository.expect(1, "check", "--base", "HEAD~1", "--goos", "linux,windows", "./...", out="only on windows")  # Cached.
    assert repository.untouched()


def check_failures(repository):
    repository.commit({**SOURCES, "m_windows.go": "package m\n\nfunc OnWindows() int { return \"\" }\n"})
    stdout, stderr = repository.expect(3, "report", "--goos", "linux,windows", "-f", "json", "./...")
    report = json.loads(stdout)
    assert [failure["variants"] for failure in report["failures"]] == [["windows/amd64"]], report["failures"]
    assert report["packages"][0]["status"] == "failed" and "did not compile" in stderr
    assert "1 package did not compile (only on windows)" in stderr, stderr


def check_usage(repository):
    repository.commit(SOURCES)
    repository.expect(2, "merge", err="merge needs the reports to merge")
    repository.expect(2, "merge", "-", "-", err="standard input can be read only once")
    repository.expect(3, "merge", "m.go", err="m.go is no saved report")
    repository.expect(3, "merge", "gone.json", err="gone.json")
    repository.expect(2, "report", "--goos", "linux,windws", "./...", err="--goos windws: this toolchain compiles for none")
    repository.expect(2, "report", "--goos", "plan9", "--goarch", "s390x,riscv64", "./...", err="none of these pairs")
    repository.expect(0, "report", "--goos", "linux,darwin", "--goarch", "amd64,s390x", "./...",
                      err="this toolchain does not compile for darwin/s390x; goes on without")
    repository.expect(2, "report", "--variant", "rase", "./...", err='"rase" is none of race, tests')
    repository.expect(2, "report", "--goos", "linux,windows", "--variant", "race", "./...", err='--variant "race linux/amd64"')
    repository.expect(2, "report", "--variant", "linux/vax", "./...", err="does not compile for linux/vax")
    repository.expect(2, "asm", "New", "--goos", "linux,windows", err="one platform at a time")
    repository.expect(2, "merge", "", err="the name of a report is missing")
    repository.expect(2, "report", "--shard", "3/2", "./...", err="is not I/N")
    repository.expect(2, "report", "--shard", "1/2", "--verify", "./...", err="--shard does not go with --verify")
    repository.expect(2, "report", "--shard", "1/2", "--goos", "linux,windows", "./...", err="--shard divides")
    repository.expect(2, "report", "--shard", "1/2", "m.go", err="m.go is a file")


def shards_of(repository, count, *arguments, cwd):
    files = []
    for number in range(1, count + 1):
        files.append(f"{repository.folder.name}/shard-{number}.json")
        code, _, err = repository.run("report", "--shard", f"{number}/{count}", "-f", f"json={files[-1]}", *arguments, cwd=cwd)
        assert code == 0, err
    return files


def check_equal_to_whole(repository, cwd, count, *arguments):
    files = shards_of(repository, count, *arguments, cwd=cwd)
    code, whole, err = repository.run("report", "-f", "json", *arguments, cwd=cwd)
    assert code == 0, err
    for order in (files, files[::-1], files[1:] + files):
        assert repository.run("merge", "-f", "json", *order)[1] == whole, f"{cwd} in {count} shards"
    return files, whole


def check_shards(repository):
    for name in ("quickstart", "generics", "want-generics"):
        module = repository.root / name
        shutil.copytree(MODULES / name, module)
        for count in (2, 3, 20):
            check_equal_to_whole(repository, module, count, "./...")
        check_equal_to_whole(repository, module, 2, "--kinds", "all", "./...")


def check_incomplete_shards(repository):
    module = repository.root / "quickstart"
    shutil.copytree(MODULES / "quickstart", module)
    files, whole = check_equal_to_whole(repository, module, 3, "./...")
    part = f"{repository.folder.name}/part.json"
    repository.expect(0, "merge", "-f", f"json={part}", files[2], files[0], err="of the 3 shards these are missing: 2")
    assert json.loads(pathlib.Path(part).read_text(encoding="utf-8"))["shard"]["numbers"] == [1, 3]
    assert repository.expect(0, "merge", "-f", "json", part, files[1])[0] == whole
    repository.expect(0, "merge", part, out="shard 1, 3 of 3")
    other = f"{repository.folder.name}/other.json"
    repository.expect(0, "report", "-C", str(module), "--goos", "windows", "-f", f"json={other}", "./...")
    repository.expect(3, "merge", part, other, err="these are missing: 2")
    repository.expect(0, "diff", part, part, out="0 heap decisions introduced")


def check_part_is_not_all(repository):
    """What was made of some shards only says nothing of the other packages, so it passes no gate."""
    module = repository.root / "quickstart"
    shutil.copytree(MODULES / "quickstart", module)
    files, whole = check_equal_to_whole(repository, module, 3, "./...")
    folder = repository.folder.name
    main, part, baseline = f"{folder}/main.json", f"{folder}/part.json", f"{folder}/baseline.json"
    pathlib.Path(main).write_text(whole, encoding="utf-8")
    repository.expect(0, "merge", "-f", f"json={part}", files[0], files[2])
    missing = "of the 3 shards that it is made of, these are missing: 2; the report is incomplete"
    repository.expect(3, "check", "--from", part, "--base-report", main, out="the gate is undecided", err=missing)
    repository.expect(3, "check", "--from", files[1], "--base-report", main, err="these are missing: 1, 3;")
    repository.expect(3, "check", "--advisory", "--from", part, "--base-report", part, err=missing)
    repository.expect(1, "check", "--from", main, "--base-report", part, err="the base, ")
    for sides in ((main, part), (part, main), (part, files[0])):
        repository.expect(3, "diff", *sides, err=f"{part}: {missing}")
    repository.expect(3, "baseline", "write", "--from", part, "--baseline", baseline, err=missing)
    repository.expect(3, "history", "record", "--from", part, "--commit", "1" * 40, err=missing)
    repository.expect(0, "report", "--from", part, out="shard 1, 3 of 3")
    repository.expect(0, "merge", "-f", f"json={part}", part, files[1])
    repository.expect(0, "check", "--from", part, "--base-report", main, out="the gate passed")


def check_failed_without_a_word(repository):
    """A report that was edited by hand: the status alone says that the package failed."""
    repository.commit(SOURCES)
    folder = repository.folder.name
    main, failed, empty = (f"{folder}/{name}.json" for name in ("main", "failed", "empty"))
    report = report_json(repository, "report", "./...")
    pathlib.Path(main).write_text(json.dumps(report), encoding="utf-8")
    broken = {**report, "packages": [{**each, "status": "failed"} for each in report["packages"]]}
    pathlib.Path(failed).write_text(json.dumps(broken), encoding="utf-8")
    nothing = {**report, "findings": [], "packages": [{**each, "counts": {}, "heap": 0} for each in report["packages"]]}
    pathlib.Path(empty).write_text(json.dumps(nothing), encoding="utf-8")
    incomplete = "1 package did not compile"
    repository.expect(3, "check", "--from", failed, "--base-report", empty, out="the gate is undecided", err=incomplete)
    repository.expect(3, "check", "--from", main, "--base-report", failed, err=f"the base, {failed}: {incomplete}")
    repository.expect(3, "report", "--from", failed, out="the saved report does not say why", err=incomplete)
    repository.expect(3, "merge", failed, err=incomplete)
    repository.expect(3, "diff", "--exit-code", main, failed, err=incomplete)
    repository.expect(3, "explain", "--from", failed, "New", err=incomplete)
    shard = {**broken, "shard": {"count": 2, "numbers": [1], "kinds": ["escapes_to_heap", "moved_to_heap"]}}
    pathlib.Path(failed).write_text(json.dumps(shard), encoding="utf-8")
    repository.expect(3, "merge", empty, failed, err="these are missing: 2; put all of them together")
    for each in report["packages"]:
        each["counts"]["moved_to_heap"] = 2**31
    report["packages"].append({**report["packages"][0], "import_path": "example.com/m/other"})
    report["findings"] = []
    pathlib.Path(main).write_text(json.dumps(report), encoding="utf-8")
    repository.expect(3, "check", "--from", main, "--base-report", empty, err="counts heap decisions that it does not list")


def check_broken_shards(repository):
    """A failure is in the whole report once, whichever shard has it."""
    repository.commit({**SOURCES, "a/a.go": "package a\n\nfunc F() int { return \"\" }\n", "b/b.go": COMMON})
    files = []
    codes = set()
    for number in (1, 2):
        files.append(f"{repository.folder.name}/{number}.json")
        codes.add(repository.run("report", "--shard", f"{number}/2", "-f", f"json={files[-1]}", "./...", "./gone/...")[0])
    assert 3 in codes, codes
    code, whole, _ = repository.run("report", "-f", "json", "./...", "./gone/...")
    merged_code, merged, _ = repository.run("merge", "-f", "json", *files)
    assert code == merged_code == 3 and merged == whole, f"{merged}\n{whole}"


if __name__ == "__main__":
    sys.exit(run_each(check_platforms, check_same_as_saved, check_variants, check_gate, check_failures, check_usage,
                      check_shards, check_incomplete_shards, check_part_is_not_all,
                      check_failed_without_a_word, check_broken_shards))
