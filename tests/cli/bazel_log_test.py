#!/usr/bin/env python3
"""Logs of Bazel with rules_go say the same as the go command. Needs a Go toolchain, and no Bazel: the compiler is called
here the way that rules_go's builder does it (go/tools/builders/compilepkg.go and env.go of v0.50): with absolute names of
the sources, -trimpath=EXECROOT and -pack; EXECROOT/ is then taken out of all that it says, and Bazel prints that below
`INFO: From GoCompilePkg PATH.a:`."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from repository import require_go

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULES = ROOT / "testdata" / "modules"
PROGRESS = "\r\x1b[1A\x1b[K\x1b[32m[12 / 40]\x1b[0m 2 actions running\n"
COLOURED = "\x1b[32mINFO: \x1b[0m"


def listed(execroot):
    """The packages of the module with all that they need, those that are imported first."""
    run = subprocess.run(["go", "list", "-deps", "-export", "-json=ImportPath,Dir,GoFiles,Export,Standard,Name", "./..."],
                         cwd=execroot, stdout=subprocess.PIPE, check=True, text=True)
    decoder, text, packages = json.JSONDecoder(), run.stdout.strip(), []
    while text:
        package, end = decoder.raw_decode(text)
        packages.append(package)
        text = text[end:].lstrip()
    return packages


def compile_package(execroot, out, package, archives):
    """What the builder prints for one package; its archive is added."""
    config = out / "importcfg"
    config.write_text("".join(f"packagefile {path}={file}\n" for path, file in archives.items()), encoding="utf-8")
    archive = out / f"{len(archives)}.a"
    path = "main" if package["Name"] == "main" else package["ImportPath"]
    run = subprocess.run(["go", "tool", "compile", "-p", path, "-importcfg", config, "-pack", "-m=2",
                          f"-trimpath={execroot}", "-o", archive, "--",
                          *(os.path.join(package["Dir"], name) for name in package["GoFiles"])],
                         cwd=execroot, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    archives[package["ImportPath"]] = archive
    return run.returncode, run.stdout.replace(f"{execroot}/", "").replace(str(execroot), ".")


def archive_name(execroot, package):
    folder = os.path.relpath(package["Dir"], execroot)
    name = package["ImportPath"].rsplit("/", 1)[-1]
    return f"{name}.a" if folder == "." else f"{folder}/{name}.a"


def bazel_log(execroot, out, coloured=False):
    info = COLOURED if coloured else "INFO: "
    log, archives = f"{info}Analyzed 5 targets (81 packages loaded, 12034 targets configured).\n", {}
    for package in listed(execroot):
        if package.get("Standard"):
            if "Export" in package:  # The package unsafe has none.
                archives[package["ImportPath"]] = package["Export"]
            continue
        code, said = compile_package(execroot, out, package, archives)
        name = archive_name(execroot, package)
        if code != 0:
            log += f"ERROR: {execroot}/{os.path.dirname(name)}/BUILD.bazel:3:11: GoCompilePkg {name} failed: (Exit 1): " \
                   "builder failed: error executing GoCompilePkg command\n"
        elif said:
            log += (PROGRESS if coloured else "") + f"{info}From GoCompilePkg {name}:\n"
        log += said
    return log + f"{info}Elapsed time: 12.590s, Critical Path: 3.05s\n{info}Build completed successfully, 40 total actions\n"


def goescape(*arguments, cwd, code=0):
    run = subprocess.run([os.environ["GOESCAPE"], "report", "-f", "json", *arguments], cwd=cwd, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    assert run.returncode == code, f"exit {run.returncode}: {run.stderr}\n{run.stdout[:2000]}"
    return json.loads(run.stdout)


def decisions(report):
    """Files outside of the module are named by the release that compiled the standard library."""
    return sorted((f["file"], f["line"], f["column"], f["kind"], f["message"], f["function"]) for f in report["findings"]
                  if f["category"] == "module")


def check_module(name, folder):
    execroot, out, elsewhere = folder / name / "execroot", folder / name / "out", folder / name / "elsewhere"
    shutil.copytree(MODULES / name, execroot)
    out.mkdir()
    elsewhere.mkdir()
    compiled = goescape("./...", cwd=execroot)
    for coloured in (False, True):
        log = elsewhere / "build.log"
        log.write_text(bazel_log(execroot, out, coloured), encoding="utf-8")
        read = goescape("--from", str(log), cwd=elsewhere)
        assert decisions(read), f"{name}: the log holds decisions"
        assert decisions(read) == decisions(compiled), f"{name}:\n{decisions(read)}\n{decisions(compiled)}"
        assert read["unrecognized"]["count"] == 0, read["unrecognized"]
        labels = {package["import_path"] for package in read["packages"] if package["compiled"]}
        assert labels and all("//" in label and ":" in label for label in labels), labels


def check_failure(folder):
    execroot, out = folder / "broken" / "execroot", folder / "broken" / "out"
    shutil.copytree(MODULES / "quickstart", execroot)
    out.mkdir()
    source = execroot / "internal" / "pool" / "pool.go"
    listed_before = listed(execroot)
    source.write_text(source.read_text(encoding="utf-8") + "\nfunc broken() int { return \"\" }\n", encoding="utf-8")
    archives = {p["ImportPath"]: p["Export"] for p in listed_before if p.get("Standard") and "Export" in p}
    pool = next(p for p in listed_before if p["ImportPath"].endswith("/internal/pool"))
    code, said = compile_package(execroot, out, pool, archives)
    assert code != 0, "the compiler refuses it"
    log = execroot / "build.log"
    log.write_text(f"ERROR: {execroot}/internal/pool/BUILD.bazel:3:11: GoCompilePkg internal/pool/pool.a failed: (Exit 1): "
                   f"builder failed\n{said}", encoding="utf-8")
    report = goescape("--from", str(log), cwd=folder, code=3)
    assert [failure["package"] for failure in report["failures"]] == ["//internal/pool:pool"], report["failures"]
    assert "pool.go" in report["failures"][0]["message"], report["failures"]


def main():
    require_go()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        check_module("quickstart", folder)
        check_module("generics", folder)
        check_failure(folder)


if __name__ == "__main__":
    sys.exit(main())
