#!/usr/bin/env python3
"""Checks how the command is found among the arguments, and what --help and help say."""

import os
import pathlib
import subprocess
import tempfile

COMMANDS = ("report", "diff", "check", "asm", "explain", "proc", "baseline", "history", "config", "completion", "man", "help")
# The packages of the standard library whose name is one word, and what else the go command takes for packages.
STANDARD = """all bufio builtin bytes cmd cmp context crypto embed encoding errors expvar flag fmt hash html image io iter log
maps math mime net os path plugin reflect regexp runtime slices sort std strconv strings structs sync syscall testing time
tool unicode unique unsafe weak work""".split()
LOG = "# example.com/m\n./m.go:3:2: moved to heap: x\n"


def goescape(folder, *arguments):
    run = subprocess.run([os.environ["GOESCAPE"], *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return run.returncode, run.stdout, run.stderr


def check_flags_stand_in_front_of_the_command(folder):
    inner = folder / "inner"
    inner.mkdir()
    (inner / ".goescape.json").write_text('{"max_new": 7}')
    _, expected, _ = goescape(inner, "config")
    assert "max_new = 7  # .goescape.json" in expected.replace(f"{inner}/", ""), expected
    for arguments in (["-C", "inner", "config"], ["--directory", "inner", "config"], ["--directory=inner", "config"],
                      ["-Cinner", "config"], ["config", "-C", "inner"]):
        code, out, _ = goescape(folder, *arguments)
        assert code == 0 and "max_new = 7" in out, f"{arguments}: {code}\n{out}"
    (folder / "a.log").write_text(LOG)
    for arguments in (["--quiet", "diff", "a.log", "a.log"], ["-q", "-f", "text", "diff", "a.log", "a.log"],
                      ["-qf", "text", "diff", "a.log", "a.log"], ["--top", "3", "-q", "diff", "a.log", "a.log"]):
        code, out, err = goescape(folder, *arguments)
        assert code == 0 and "0 heap decisions introduced" in out, f"{arguments}: {code}\n{out}{err}"
    # The value of a flag is no command, and what stands behind -- is none either.
    for arguments in (["--from", "check"], ["--from", "a.log", "--", "check"]):
        (folder / "check").write_text(LOG)
        code, out, err = goescape(folder, *arguments)
        assert "1 heap decision in 1 of 1 package" in out, f"{arguments}: {code}\n{out}{err}"


def check_mistyped_commands(folder):
    for arguments, near in ((["chekc"], "check"), (["-C", ".", "chekc"], "check"), (["--quiet", "Dif"], "diff"),
                            (["repotr", "./..."], "report"), (["help", "basline"], "baseline"),
                            (["baselines"], "baseline"), (["-f", "json", "cofnig"], "config")):
        code, out, err = goescape(folder, *arguments)
        assert code == 2 and not out, f"{arguments}: {code}\n{out}{err}"
        assert f'did you mean "{near}"?' in err and err.count("\n") == 1, f"{arguments}: {err}"


def check_packages_and_files_are_no_commands(folder):
    (folder / "chekc").write_text(LOG)
    for word in ("./chekc", "chekc/...", "example.com/check", "checks.go", "chekc", *STANDARD):
        code, _, err = goescape(folder, "--go", "/bin/false", word)
        assert code == 3 and "did you mean" not in err, f"{word}: {code} {err}"
    code, _, err = goescape(folder, "report", "--go", "/bin/false", "chek")
    assert code == 3 and "did you mean" not in err, err


def check_mistyped_flags_and_values(folder):
    for arguments, near in ((["check", "--advisry"], "--advisory"), (["--quite"], "--quiet"),
                            (["report", "--kinds", "moved_to_heep"], "moved_to_heap"),
                            (["-f", "jsno"], "json"), (["diff", "a", "--exitcode"], "--exit-code"),
                            (["baseline", "wirte"], "write"), (["report", "--sort", "nme"], "name")):
        code, out, err = goescape(folder, *arguments)
        assert code == 2 and f'did you mean "{near}"?' in err and not out, f"{arguments}: {code}\n{out}{err}"


def check_help(folder):
    code, general, err = goescape(folder, "--help")
    assert code == 0 and not err
    for arguments in (["-h"], ["help"], ["-q", "--help"], ["-C", "/nowhere", "--help"]):
        assert goescape(folder, *arguments) == (0, general, ""), arguments
    for command in COMMANDS:
        assert f"\n  {command} " in general, command
        code, text, err = goescape(folder, command, "--help")
        assert code == 0 and not err and f"Usage: goescape {command}" in text and "\nExamples:\n" in text, text
        assert goescape(folder, "help", command) == (0, text, ""), command
        # Nothing is wider than a terminal, but for examples.
        lines = (general + text.partition("\nExamples:\n")[0]).splitlines()
        assert max(map(len, lines)) <= 80, [line for line in lines if len(line) > 80]
    assert goescape(folder, "help", "help", "help")[0] == 2
    for arguments in (["--version"], ["-q", "--version"]):
        code, out, _ = goescape(folder, *arguments)
        assert code == 0 and out.startswith("goescape "), out


def main():
    for check in (check_flags_stand_in_front_of_the_command, check_mistyped_commands,
                  check_packages_and_files_are_no_commands, check_mistyped_flags_and_values, check_help):
        with tempfile.TemporaryDirectory() as folder:
            check(pathlib.Path(folder))


main()
