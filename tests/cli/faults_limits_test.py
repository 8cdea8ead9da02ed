#!/usr/bin/env python3
"""Too little memory, too few open files: the right answer or one sentence and exit 3, whatever the limit; never a crash,
never another answer."""

import os
import resource
import subprocess
import sys

from faults import FAKE_GO, environment, goescape, hold_to_sentence, run_each

MEGABYTE = 1 << 20
FIRST_MEMORY = 16
MOST_MEMORY = 1024
FILES = (*range(3, 14), 16, 20, 24, 32, 64)


def log_of(folder, packages):
    """Eight packages or more take several threads to read."""
    path = folder / f"{packages}.log"
    with open(path, "w", encoding="utf-8") as log:
        for package in range(packages):
            log.write(f"# example.com/m/p{package}\n")
            log.writelines(f"p{package}/m.go:{line}:2: moved to heap: variable{line}\n" for line in range(1, 25000))
    return str(path)


def limited(kind, value):
    return lambda: resource.setrlimit(kind, (value, value))


def hold_to_answer(run, answer, what):
    """The right answer, or none and a sentence. Returns whether it was the answer."""
    assert run.returncode >= 0, f"{what}: ended by signal {-run.returncode}: {run.stderr}"
    if run.returncode == 0:
        assert run.stdout == answer, f"{what}: another answer than without a limit"
        return True
    hold_to_sentence(run, 3)
    assert run.stdout == "", f"{what}: half an answer"
    assert run.stderr.count("\n") == 1, f"{what}: {run.stderr}"
    return False


def loads(limit, folder):
    """Whether the system can load the program at all; what happens before is not ours."""
    run = goescape("--version", cwd=folder, preexec_fn=limit)
    return run.returncode == 0


def check_memory(folder):
    small, big = log_of(folder, 1), log_of(folder, 8)
    for arguments in (("--from", small, "-f", "json"), ("--from", big, "-j", "8"), ("diff", small, small, "-f", "html")):
        answer = goescape(*arguments, cwd=folder, env=environment(folder))
        assert answer.returncode == 0, answer.stderr
        refused = answered = 0
        memory = FIRST_MEMORY
        while not answered and memory <= MOST_MEMORY:
            limit = limited(resource.RLIMIT_AS, memory * MEGABYTE)
            if loads(limit, folder):
                run = goescape(*arguments, cwd=folder, env=environment(folder), preexec_fn=limit)
                if hold_to_answer(run, answer.stdout, f"{arguments} with {memory} MiB"):
                    answered += 1
                else:
                    assert "not enough memory" in run.stderr or "no more threads" in run.stderr, run.stderr
                    refused += 1
            memory += memory // 3
        assert refused and answered, f"{arguments}: {refused} refused, {answered} answered: the limits miss the point"


def check_memory_beside_a_go_command(folder):
    flooding = environment(folder, GOESCAPE_FAKE="flood")
    run = goescape("--go", FAKE_GO, cwd=folder, env=flooding, preexec_fn=limited(resource.RLIMIT_AS, 40 * MEGABYTE))
    assert run.returncode == 3 and run.stderr.startswith("goescape: ") and run.stderr.count("\n") == 1, run
    run = goescape("--go", FAKE_GO, cwd=folder, env=environment(folder, GOESCAPE_FAKE="flood_of_distinct"),
                   preexec_fn=limited(resource.RLIMIT_AS, 60 * MEGABYTE))
    hold_to_sentence(run, 3, "not enough memory")


def check_open_files(folder):
    log = folder / "small.log"
    log.write_text("# example.com/m\n" + "".join(f"./m{n}.go:3:2: moved to heap: x\n" for n in range(200)), encoding="utf-8")
    (folder / "go.mod").write_text("module example.com/m\n", encoding="utf-8")
    for number in range(200):
        (folder / f"m{number}.go").write_text(f"package m\n\nfunc F{number}() *int {{ x := 1; return &x }}\n", encoding="utf-8")
    well = environment(folder, GOESCAPE_FAKE="well")
    for arguments in (("--from", str(log), "-f", "json", "-j", "16"), ("--go", FAKE_GO, "-f", "json"),
                      ("diff", str(log), str(log), "-f", "html")):
        answer = goescape(*arguments, cwd=folder, env=well)
        assert answer.returncode == 0, answer.stderr
        answers = [hold_to_answer(goescape(*arguments, cwd=folder, env=well, preexec_fn=limited(resource.RLIMIT_NOFILE, most)),
                                  answer.stdout, f"{arguments} with {most} files")
                   for most in FILES if loads(limited(resource.RLIMIT_NOFILE, most), folder)]
        assert answers[-1] and not answers[0], f"{arguments}: {answers}: the limits miss the point"


def check_processes(folder):
    """No more threads: fewer do it, or a sentence."""
    if os.geteuid() == 0:
        print("root may have any number of processes: not tried what a limit on them does")
        return
    log = log_of(folder, 8)
    answer = goescape("--from", log, "-j", "16", cwd=folder, env=environment(folder))
    for most in (1, 2, 4):
        try:
            run = goescape("--from", log, "-j", "16", cwd=folder, env=environment(folder),
                           preexec_fn=limited(resource.RLIMIT_NPROC, most))
        except (OSError, subprocess.SubprocessError):
            continue  # Not even that process is allowed.
        hold_to_answer(run, answer.stdout, f"with {most} processes")


def main():
    run_each(check_memory, check_memory_beside_a_go_command, check_open_files, check_processes)


if __name__ == "__main__":
    sys.exit(main())
