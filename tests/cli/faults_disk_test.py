#!/usr/bin/env python3
"""A disk that is full, a quota, a cache that cannot be written, a standard output that is closed or full: a sentence and
exit 3 where the report is lost, a remark where only the cache is, and never half a file."""

import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys

from faults import FAKE_GO, environment, goescape, hold_to_sentence, run_each
from repository import CLEAN, ESCAPING, GO_MOD, Repository, require_go

KILOBYTE = 1 << 10
NOBODY = 65534


def big_log(folder):
    path = folder / "big.log"
    lines = "".join(f"./m.go:{line}:2: moved to heap: variable{line}\n" for line in range(1, 5000))
    path.write_text("# example.com/m\n" + lines, encoding="utf-8")
    return str(path)


def quota(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def check_quota(folder):
    """RLIMIT_FSIZE: the signal that comes with it does not end the run."""
    log = big_log(folder)
    out = folder / "out"
    out.mkdir()
    for name, old in (("new.json", None), ("old.json", "what was there before\n")):
        path = out / name
        if old is not None:
            path.write_text(old, encoding="utf-8")
        run = goescape("--from", log, "-f", "json", "-o", str(path), cwd=folder, env=environment(folder),
                       preexec_fn=quota(64 * KILOBYTE))
        hold_to_sentence(run, 3, "cannot write", name, "File too large")
        assert (path.read_text(encoding="utf-8") if path.exists() else None) == old, f"{name} is half-written"
    assert sorted(os.listdir(out)) == ["old.json"], f"temporary files are left: {os.listdir(out)}"
    with open(folder / "stdout", "wb") as stdout:
        run = goescape("--from", log, "-f", "json", cwd=folder, env=environment(folder), stdout=stdout,
                       preexec_fn=quota(64 * KILOBYTE))
    hold_to_sentence(run, 3, "cannot write standard output: File too large")


def check_quota_of_the_cache(folder):
    require_go()
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.commit({"m.go": ESCAPING})
        command = ("diff", "HEAD~1", "HEAD", "-f", "csv")
        expected, _ = repository.expect(0, *command)
        for path in repository.cache.glob("reports/*"):
            path.unlink()
        # Not even git can write.
        run = goescape(*command, cwd=repository.root, env=repository.environment, preexec_fn=quota(0))
        assert run.returncode == 3 and run.stderr.startswith("goescape: ") and "internal" not in run.stderr, run
        assert not list(repository.cache.glob("worktrees/*")), "a worktree is left"
        assert not list((repository.root / ".git").glob("worktrees/*")), "git's record is left"
        assert repository.expect(0, *command)[0] == expected


def check_full_disk(folder):
    """A file system of 64 KiB, where mounting one is possible."""
    small = folder / "small"
    small.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=755", "tmpfs", str(small)], stderr=subprocess.DEVNULL).returncode == 0
    if not mounted:
        print("no tmpfs can be mounted here: not tried what a full disk does")
        return
    try:
        log = big_log(folder)
        path = small / "report.json"
        run = goescape("--from", log, "-f", "json", "-o", str(path), cwd=folder, env=environment(folder))
        hold_to_sentence(run, 3, "cannot write", "No space left on device")
        assert os.listdir(small) == [], os.listdir(small)
        run = goescape("--from", log, "-f", "text", "-o", str(path), cwd=folder, env=environment(folder))
        assert run.returncode == 0 and path.exists(), run.stderr
        check_full_cache(small)
    finally:
        subprocess.run(["umount", str(small)], check=True)


def check_full_cache(small):
    if shutil.which("go") is None or shutil.which("git") is None:
        print("no go or no git: not tried what a full cache does")
        return
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN, "big.txt": "x" * 200 * KILOBYTE})
        repository.commit({"m.go": ESCAPING})
        expected, _ = repository.expect(0, "diff", "HEAD~1", "-f", "csv")
        (small / "fill").write_bytes(b"x" * 30 * KILOBYTE)
        run = goescape("diff", "HEAD~1", "-f", "csv", cwd=repository.root,
                       env={**repository.environment, "GOESCAPE_CACHE": str(small / "cache")})
        hold_to_sentence(run, 3, "cannot check out HEAD~1", "unable to write")
        assert not list((small / "cache" / "worktrees").iterdir()), "a worktree is left"
        assert not list((repository.root / ".git").glob("worktrees/*")), "git's record is left"
        assert repository.expect(0, "diff", "HEAD~1", "-f", "csv")[0] == expected


def check_device_without_room(folder):
    if not pathlib.Path("/dev/full").exists():
        print("no /dev/full here")
        return
    log = big_log(folder)
    for arguments in (("--from", log), ("--help",), ("--version",), ("report", "--help"), ("config",), ("man",),
                      ("completion", "bash"), ("help", "diff"), ("diff", log, log)):
        with open("/dev/full", "wb") as full:
            run = goescape(*arguments, cwd=folder, env=environment(folder), stdout=full)
        hold_to_sentence(run, 3, "cannot write standard output: No space left on device")


def check_closed_standard_output(folder):
    """What is opened first must not take the place of standard output."""
    log = big_log(folder)
    well = environment(folder, GOESCAPE_FAKE="well")
    for arguments in (("--from", log), ("--go", FAKE_GO), ("--version",)):
        run = goescape(*arguments, cwd=folder, env=well, preexec_fn=lambda: os.close(1), stdout=None)
        hold_to_sentence(run, 3, "cannot write standard output: Bad file descriptor")
    for closed in ((0,), (2,), (0, 2)):
        run = goescape("--go", FAKE_GO, "-f", "csv", cwd=folder, env=well, stdin=None,
                       preexec_fn=lambda closed=closed: [os.close(each) for each in closed])
        assert run.returncode == 0 and run.stdout.count("\n") > 1, f"{closed}: {run}"
    run = goescape("--from", "-", cwd=folder, env=well, stdin=None, preexec_fn=lambda: os.close(0))
    hold_to_sentence(run, 3, "cannot read standard input: Bad file descriptor")


def check_closed_pipe(folder):
    """A reader that has seen enough: no word of it, and the exit code is that of the whole run, as the gate needs it."""
    log = big_log(folder)
    for arguments in (("--from", log, "-f", "json"), ("--from", log, "--findings"), ("man",), ("--help",),
                      ("diff", log, log, "-f", "html")):
        with subprocess.Popen([os.environ["GOESCAPE"], *arguments], cwd=folder, env=environment(folder),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            run.stdout.read(1)
            run.stdout.close()
            said = run.stderr.read().decode()
        assert run.returncode == 0 and said == "", f"{arguments}: {run.returncode} {said}"
    reader, writer = os.pipe()
    os.close(reader)
    run = goescape("--from", log, cwd=folder, env=environment(folder), stdout=writer)
    os.close(writer)
    assert run.returncode == 0 and run.stderr == "", run


def check_outputs_that_cannot_be(folder):
    log = big_log(folder)
    (folder / "folder").mkdir()
    for place, words in (("nowhere/out.json", "No such file or directory"), ("folder", "folder"),
                         ("big.log/out.json", "Not a directory")):
        run = goescape("--from", log, "-f", "json", "-o", place, cwd=folder, env=environment(folder))
        hold_to_sentence(run, 3, place, words)
    assert sorted(os.listdir(folder)) == ["big.log", "folder"], os.listdir(folder)


def as_nobody():
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def check_cache_that_cannot_be_written(folder):
    """The report is made all the same; that the next run has to make it again is said once."""
    require_go()
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.commit({"m.go": ESCAPING})
        command = ("diff", "HEAD~1", "HEAD", "-f", "csv")
        temporary, go_cache = (pathlib.Path(repository.folder.name) / name for name in ("tmp", "go-cache"))
        temporary.mkdir()
        how = {"cwd": repository.root, "env": {**repository.environment, "TMPDIR": str(temporary), "HOME": str(temporary),
                                               "GOCACHE": str(go_cache), "GOPATH": str(temporary / "go")}}
        repository.environment = how["env"]
        expected, _ = repository.expect(0, *command)
        if os.geteuid() == 0:  # Who may write anything.
            subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", repository.folder.name], check=True)
            subprocess.run(["chown", "-R", "root:root", str(repository.cache)], check=True)
            pathlib.Path(repository.folder.name).chmod(0o755)
            how["preexec_fn"] = as_nobody
        for path in (repository.cache, *repository.cache.iterdir()):
            path.chmod(0o555)
        for path in repository.cache.glob("reports/*"):
            path.chmod(0o444)
        try:
            if not can_run(how):
                print("another user cannot run goescape here: not tried what a cache does that cannot be written")
                return
            run = goescape(*command, **how)
            assert (run.returncode, run.stdout, run.stderr) == (0, expected, ""), f"kept reports can be read: {run}"
            run = goescape("diff", "HEAD", "HEAD~1", "-f", "csv", "--tags", "other", **how)
            assert run.returncode == 0, run
            assert run.stderr.count("\n") == 1 and "reports are not kept for the next run" in run.stderr, run.stderr
            left = [name for name in os.listdir(temporary) if name.startswith("goescape")]
            assert left == [] and not list((repository.root / ".git").glob("worktrees/*")), left
        finally:
            for path in (repository.cache, *repository.cache.iterdir()):
                path.chmod(0o755)


def can_run(how):
    """Whether goescape, go and git are within reach of that user."""
    for program in (os.environ["GOESCAPE"], shutil.which("go"), shutil.which("git")):
        try:
            ran = subprocess.run([program, "version" if program.endswith("go") else "--version"], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, **how)
        except (OSError, subprocess.SubprocessError):
            return False
        if ran.returncode != 0:
            return False
    return True


def main():
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it, and so would what it starts.
    run_each(check_quota, check_quota_of_the_cache, check_full_disk, check_device_without_room, check_closed_standard_output,
             check_closed_pipe, check_outputs_that_cannot_be, check_cache_that_cannot_be_written)


if __name__ == "__main__":
    sys.exit(main())
