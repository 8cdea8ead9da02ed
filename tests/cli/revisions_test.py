#!/usr/bin/env python3
"""Commits beside the user's checkout, end to end: nothing is touched, nothing is left behind, and what is compiled is
the commit and nothing else, in repositories of every shape."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from repository import BROKEN, CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, Repository, require_go

PATIENCE = 60


def in_package(text, name):
    return text.replace("package m", f"package {name}", 1)


def introduced(text):
    return sorted(finding["function"] for finding in json.loads(text)["introduced"])


def expect_introduced(repository, functions, *arguments, **how):
    out, err = repository.expect(0, "diff", *arguments[:2], "-f", "json", *arguments[2:], **how)
    assert introduced(out) == functions, f"{arguments}: {introduced(out)} instead of {functions}; {err}"
    return err


def entries_below(folder):
    """Every file of the checkout and of .git, by content, kind and mode; the index and the configuration among them."""
    entries = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if path.is_symlink():
            entries[path] = (mode, os.readlink(path))
        elif path.is_file():
            entries[path] = (mode, hashlib.sha256(path.read_bytes()).hexdigest())
        else:
            entries[path] = (mode, "")
    return entries


def leftovers(repository):
    """What a run may not leave: worktrees, git's records of them, locks."""
    left = list(repository.cache.glob("worktrees/*")) + list((repository.root / ".git").glob("worktrees/*"))
    return [str(path) for path in left] + [str(path) for path in (repository.root / ".git").rglob("*.lock")]


def program(path, text):
    path.write_text("#!/bin/sh\n" + text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def two_commits(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.commit({"m.go": ESCAPING})


def check_checkout_is_untouched():
    with Repository() as repository:
        two_commits(repository)
        repository.commit({"staged.txt": "a\n", "gone.txt": "b\n", "sub/.goescape.json": "{}"})
        repository.git("branch", "feature/with-slash", "HEAD~1")
        repository.git("update-ref", "refs/remotes/origin/main", "HEAD~2")
        clean = entries_below(repository.root)
        repository.expect(0, "diff", "HEAD~2", "feature/with-slash")
        repository.expect(1, "check", "--base", "HEAD~2", "--trusted-config")
        assert entries_below(repository.root) == clean, "a clean checkout was touched"
        repository.write({"m.go": TWO_ESCAPES, "staged.txt": "staged\n", "new.txt": "new\n", "gone.txt": None})
        repository.git("add", "staged.txt", "new.txt")
        repository.write({"staged.txt": "staged, then changed\n", "unknown.txt": "?\n"})
        status = repository.git("status", "--porcelain=v2", "--branch")
        dirty = entries_below(repository.root)
        expect_introduced(repository, ["New", "Other"], "HEAD~2")
        expect_introduced(repository, ["Other"], "feature/with-slash")
        repository.expect(1, "check", "--base", "HEAD~2")
        repository.expect(1, "check", "--trusted-config", "--base", "feature/with-slash")
        assert entries_below(repository.root) == dirty, "a dirty checkout was touched"
        assert repository.git("status", "--porcelain=v2", "--branch") == status
        assert leftovers(repository) == []


class Blocked:
    """A run that stands still in a program that it started, until it is told to go on or is ended."""

    def __init__(self, repository, name, condition, before):
        folder = pathlib.Path(repository.folder.name) / f"bin{time.monotonic_ns()}"
        folder.mkdir()
        self.reached = folder / "reached"
        self.go_on = folder / "go-on"
        wait = f'touch "{self.reached}"; n=0; while [ ! -e "{self.go_on}" ] && [ $n -lt 600 ]; do sleep 0.05; n=$((n+1)); done'
        real = shutil.which(name)
        run = f'{wait}; exec "{real}" "$@"' if before else f'"{real}" "$@"; code=$?; {wait}; exit $code'
        program(folder / name, f'case "$PWD $*" in {condition}) {run} ;; esac\nexec "{real}" "$@"\n')
        self.run = subprocess.Popen([os.environ["GOESCAPE"], "diff", "HEAD~1", "HEAD", "-f", "json"], cwd=repository.root,
                                    env={**repository.environment, "PATH": f"{folder}:{os.environ['PATH']}"},
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        end = time.monotonic() + PATIENCE
        while not self.reached.exists():
            assert self.run.poll() is None and time.monotonic() < end, f"{condition}: {self.run.communicate()}"
            time.sleep(0.01)

    def end(self, number, whole_group):
        (os.killpg if whole_group else os.kill)(self.run.pid, number)
        out, err = self.run.communicate(timeout=PATIENCE) if number != signal.SIGKILL else ("", "")
        code = self.run.wait(timeout=PATIENCE)
        self.go_on.touch()
        # What a killed run had started goes on for a moment.
        end = time.monotonic() + PATIENCE
        while any(str(self.go_on.parent.parent) in command for command in commands()):
            assert time.monotonic() < end, "a program that the run started does not end"
            time.sleep(0.01)
        return code, out, err


def commands():
    """The command lines of all processes."""
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            yield pathlib.Path(f"/proc/{name}/cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:  # It has ended, which glob() with two parts stumbles over.
            pass


MOMENTS = (("git", '*" worktree add "*', True), ("git", '*" worktree add "*', False), ("git", '*" reset "*', False),
           ("go", '*worktrees*" list "*', True))


def check_interrupts():
    with Repository() as repository:
        two_commits(repository)
        before = entries_below(repository.root)
        for number, whole_group in ((signal.SIGINT, True), (signal.SIGTERM, False)):
            for moment in MOMENTS:
                code, out, err = Blocked(repository, *moment).end(number, whole_group)
                assert code == 130 and out == "", f"{moment}, {number}: {code} {out} {err}"
                assert leftovers(repository) == [], f"{moment}, {number}: {leftovers(repository)}"
                assert entries_below(repository.root) == before, f"{moment}, {number}"


def check_killed_runs():
    with Repository() as repository:
        two_commits(repository)
        before = entries_below(repository.root)
        for moment in MOMENTS:
            assert Blocked(repository, *moment).end(signal.SIGKILL, False)[0] == -signal.SIGKILL
        assert leftovers(repository) != [], "a killed run cannot have cleaned up"
        expect_introduced(repository, ["New"], "HEAD~1", "HEAD")
        assert leftovers(repository) == []
        # The folder itself is git's and goes with the last entry.
        assert entries_below(repository.root) == before


def check_two_runs_at_once():
    with Repository() as repository:
        two_commits(repository)
        first = Blocked(repository, *MOMENTS[3])
        expect_introduced(repository, ["New"], "HEAD~1", "HEAD")
        assert list(repository.cache.glob("worktrees/*")), "the other run's worktree was taken away"
        first.go_on.touch()
        out, err = first.run.communicate(timeout=PATIENCE)
        assert first.run.returncode == 0 and introduced(out) == ["New"], err
        assert leftovers(repository) == []
    with Repository() as repository:
        two_commits(repository)
        repository.commit({"unrelated.txt": "x"})
        command = [os.environ["GOESCAPE"], "diff", "HEAD~2", "HEAD~1", "-f", "json"]
        runs = [subprocess.Popen(command, cwd=repository.root, env=repository.environment, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True) for _ in range(2)]
        said = [run.communicate(timeout=PATIENCE) for run in runs]
        assert [run.returncode for run in runs] == [0, 0], said
        assert said[0][0] == said[1][0] and introduced(said[0][0]) == ["New"], said
        assert leftovers(repository) == []


def check_modules_in_folders():
    with Repository() as repository:
        inner = {"go/inner/go.mod": GO_MOD.replace("/m", "/inner"), "go/inner/i.go": in_package(CLEAN, "inner")}
        repository.commit({"go/go.mod": GO_MOD, "go/m.go": CLEAN, "go/sub/s.go": in_package(CLEAN, "sub"), **inner})
        repository.commit({"go/m.go": ESCAPING, "go/inner/i.go": in_package(TWO_ESCAPES, "inner"),
                           "go/sub/s.go": in_package(TWO_ESCAPES, "sub")})
        repository.commit({"README": "later\n"})
        sides = ("HEAD~2", "HEAD~1")
        expect_introduced(repository, ["New", "New", "Other"], *sides, "-C", "go")
        expect_introduced(repository, ["New", "Other"], *sides, "-C", "go/inner")
        expect_introduced(repository, ["New", "Other"], *sides, "-C", "go/sub", "--", "./...")
        out, _ = repository.expect(0, "diff", *sides, "-C", "go/sub", "-f", "json")
        assert {finding["file"] for finding in json.loads(out)["introduced"]} == {"sub/s.go"}, out
        code, out, err = repository.run("check", "--base", "HEAD~2", "--", "./...", cwd=repository.root / "go/sub")
        assert code == 1 and "Other" in out, f"{code} {out} {err}"
        repository.commit({"go/late/l.go": in_package(ESCAPING, "late")})
        expect_introduced(repository, ["New"], "HEAD~1", "HEAD", "-C", "go", "--", "./late")
        assert leftovers(repository) == []


def check_sides_that_fail():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": BROKEN})
        repository.commit({"go.mod": "no module file\n"})
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        for base, words in (("HEAD~2", "1 package did not compile"), ("HEAD~1", "gives no report")):
            out, err = repository.expect(3, "diff", base, err=base)
            assert words in err and "the working tree: " not in err, err
            assert str(repository.cache) not in out + err, f"the folder of the worktree means nothing to the user: {err}"
            _, err = repository.expect(3, "diff", "HEAD", base, err=base)
            assert "HEAD (" not in err, err
        repository.write({"m.go": BROKEN})
        _, err = repository.expect(3, "diff", "HEAD", err="the working tree")
        assert "HEAD (" not in err, err
        assert len(list(repository.cache.glob("reports/*"))) == 1, "a report with failures must not be kept"
        assert leftovers(repository) == []


def allow_files(repository):
    repository.environment |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow",
                               "GIT_CONFIG_VALUE_0": "always"}


def check_submodule():
    with Repository() as library, Repository() as repository:
        library.commit({"go.mod": "module example.com/lib\n\ngo 1.19\n", "lib.go": "package lib\n\nfunc Keep(*int) {}\n"})
        allow_files(repository)
        use = 'package m\n\nimport "example.com/lib"\n\nfunc Use() {\n\tx := 1\n\tlib.Keep(&x)\n}\n'
        mod = GO_MOD + "\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n"
        repository.commit({"go.mod": mod, "m.go": use})
        repository.git("submodule", "--quiet", "add", str(library.root), "lib")
        repository.commit({}, "with the submodule")
        library.commit({"lib.go": "package lib\n\nvar kept *int\n\nfunc Keep(p *int) { kept = p }\n"})
        repository.git("-C", "lib", "pull", "--quiet")
        repository.commit({}, "the submodule leaks")
        before = entries_below(repository.root)
        expect_introduced(repository, ["Use"], "HEAD~1", "HEAD")
        repository.write({"README": "dirty\n"})
        expect_introduced(repository, [], "HEAD")
        (repository.root / "README").unlink()
        assert entries_below(repository.root) == before
        assert leftovers(repository) == []


def check_submodule_that_comes_later():
    """What the report of a commit lacks for want of a submodule is not remembered once that is there."""
    with Repository() as part, Repository() as repository:
        part.commit({"p.go": in_package(ESCAPING, "part")})
        allow_files(repository)
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
        repository.git("submodule", "--quiet", "add", str(part.root), "part")
        repository.commit({}, "with a part")
        repository.commit({"README": "later\n"})
        repository.git("submodule", "--quiet", "deinit", "--force", "part")
        expect_introduced(repository, [], "HEAD~2", "HEAD~1")
        repository.git("submodule", "--quiet", "update", "--init")
        expect_introduced(repository, ["New"], "HEAD~2", "HEAD~1")


def check_sparse_checkout():
    with Repository() as repository:
        files = {f"{name}/x.go": in_package(CLEAN, name) for name in ("kept", "left")}
        repository.commit({"go.mod": GO_MOD, **files})
        repository.commit({f"{name}/x.go": in_package(ESCAPING, name) for name in ("kept", "left")})
        expect_introduced(repository, ["New", "New"], "HEAD~1", "HEAD")
        repository.git("sparse-checkout", "set", "--cone", "kept")
        before = entries_below(repository.root)
        expect_introduced(repository, ["New"], "HEAD~1", "HEAD")
        expect_introduced(repository, ["New"], "HEAD~1")
        assert entries_below(repository.root) == before
        repository.git("sparse-checkout", "disable")
        expect_introduced(repository, ["New", "New"], "HEAD~1", "HEAD")


def check_shallow_clone():
    with Repository() as repository:
        two_commits(repository)
        full, repository.root = repository.root, pathlib.Path(repository.folder.name) / "shallow"
        subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{full}", str(repository.root)], check=True,
                       env=repository.environment)
        _, err = repository.expect(2, "diff", "HEAD~1", err="shallow")
        assert "fetch-depth" in err and err.count("\n") == 1, err
        _, err = repository.expect(2, "check", "--base", "HEAD~1", err="fetch-depth")
        repository.expect(0, "diff", "HEAD", "HEAD")


def check_workspace():
    with Repository() as repository:
        a_uses = 'package a\n\nimport "example.com/b"\n\nfunc A() {\n\tx := 1\n\tb.Keep(&x)\n}\n'
        work = {"go.work": "go 1.19\n\nuse (\n\t./a\n\t./b\n)\n", "a/go.mod": "module example.com/a\n\ngo 1.19\n",
                "b/go.mod": "module example.com/b\n\ngo 1.19\n"}
        repository.commit({**work, "a/a.go": a_uses, "b/b.go": "package b\n\nfunc Keep(*int) {}\n"})
        repository.commit({"b/b.go": "package b\n\nvar kept *int\n\nfunc Keep(p *int) { kept = p }\n"})
        expect_introduced(repository, ["A"], "HEAD~1", "HEAD", "--", "./a/...", "./b/...")
        expect_introduced(repository, ["A"], "HEAD~1", "HEAD", "-C", "a")
        # A variable that names the user's own file would lead the base to the user's own packages.
        named = {"GOWORK": str(repository.root / "go.work")}
        expect_introduced(repository, ["A"], "HEAD~1", "HEAD", "--", "example.com/a", **named)
        outside = pathlib.Path(repository.folder.name) / "go.work"
        outside.write_text("go 1.19\n\nuse ./work/a\n\nuse ./work/b\n", encoding="utf-8")
        _, err = repository.expect(3, "diff", "HEAD~1", "HEAD", "--", "example.com/a", err=str(outside),
                                   GOWORK=str(outside))
        assert "GOWORK" in err and err.count("\n") == 1, err


def check_workspace_around_the_repository():
    with Repository() as repository:
        two_commits(repository)
        repository.commit({"README": "later\n"})
        outside = pathlib.Path(repository.folder.name) / "go.work"
        outside.write_text("go 1.19\n\nuse ./work\n", encoding="utf-8")
        err = expect_introduced(repository, ["New"], "HEAD~2", "HEAD~1", "--", "example.com/m")
        assert str(outside) in err, "a commit does not belong to a workspace outside of its repository; that is said"


def check_vendored_module():
    with Repository() as repository:
        repository.write({"go.mod": GO_MOD + "\nrequire example.com/dep v0.0.0\n\nreplace example.com/dep => ./dep\n",
                          "dep/go.mod": "module example.com/dep\n\ngo 1.19\n", "dep/d.go": "package dep\n\nfunc Keep(*int) {}\n",
                          "m.go": 'package m\n\nimport "example.com/dep"\n\nfunc Use() {\n\tx := 1\n\tdep.Keep(&x)\n}\n'})
        subprocess.run(["go", "mod", "vendor"], cwd=repository.root, env=repository.environment, check=True)
        shutil.rmtree(repository.root / "dep")
        repository.commit({})
        repository.commit({"vendor/example.com/dep/d.go": "package dep\n\nvar kept *int\n\nfunc Keep(p *int) { kept = p }\n"})
        expect_introduced(repository, ["Use"], "HEAD~1", "HEAD")
        assert leftovers(repository) == []


def check_names_of_revisions():
    with Repository() as repository:
        two_commits(repository)
        repository.git("branch", "feature/a/b", "HEAD~1")
        repository.git("update-ref", "refs/heads/-x", "HEAD~1")
        repository.git("tag", "go.mod", "HEAD~1")
        expect_introduced(repository, ["New"], "feature/a/b", "HEAD")
        expect_introduced(repository, ["New"], "refs/heads/-x", "HEAD")
        expect_introduced(repository, ["New"], "tags/go.mod", "HEAD")
        repository.expect(2, "diff", "go.mod", err="both a file and a revision")
        for arguments in (("check", "--base=-x"), ("check", "--base=--upload-pack=touch x"), ("diff", "-x")):
            _, err = repository.expect(2, *arguments, err=arguments[-1].removeprefix("--base="))
            assert err.count("\n") == 1, err
        repository.expect(2, "diff", "--", "-x", err="needs something to compare with")
        repository.expect(1, "check", "--base", "feature/a/b")


def check_nothing_of_the_repository_runs():
    with Repository() as repository:
        trace = pathlib.Path(repository.folder.name) / "trace"
        two_commits(repository)
        repository.commit({".gitattributes": "*.go filter=tracing\n"})
        hooks = repository.root / ".git/hooks"
        hooks.mkdir(exist_ok=True)
        for hook in ("post-checkout", "post-index-change", "reference-transaction"):
            program(hooks / hook, f'echo {hook} >> "{trace}"\n')
        repository.git("config", "filter.tracing.smudge", f"sh -c 'echo smudge >> {trace}; cat'")
        repository.git("config", "filter.tracing.required", "true")
        repository.git("config", "core.fsmonitor", program(pathlib.Path(repository.folder.name) / "monitor",
                                                           f'echo monitor >> "{trace}"\n'))
        trace.unlink(missing_ok=True)
        expect_introduced(repository, ["New"], "HEAD~2", "HEAD~1")
        repository.expect(1, "check", "--base", "HEAD~2", "--trusted-config")
        assert not trace.exists(), trace.read_text(encoding="utf-8")


def check_cache():
    with Repository() as repository:
        two_commits(repository)
        runs = pathlib.Path(repository.folder.name) / "runs"
        counting = program(pathlib.Path(repository.folder.name) / "counting-go",
                           f'case "$1" in env|version) ;; *) echo "$*" >> "{runs}" ;; esac\nexec "{shutil.which("go")}" "$@"\n')
        sides = ("HEAD~1", "HEAD", "--go", counting)

        def compiled():
            lines = runs.read_text(encoding="utf-8").splitlines() if runs.exists() else []
            runs.unlink(missing_ok=True)
            return len(lines)

        expect_introduced(repository, ["New"], *sides)
        assert compiled() == 2
        assert expect_introduced(repository, ["New"], *sides) == ""
        assert compiled() == 0, "both reports are kept"
        entries = sorted(repository.cache.glob("reports/*"))
        assert len(entries) == 2, entries
        content = entries[0].read_bytes()
        flipped = bytes([content[0], content[1] ^ 1]) + content[2:]
        renamed = content.replace(b"go1.", b"go2.", 1)
        assert renamed != content, "the release can be changed"
        for damaged in (content[:len(content) // 2], b"", flipped, renamed):
            entries[0].write_bytes(damaged)
            err = expect_introduced(repository, ["New"], *sides)
            assert err.count("\n") == 1 and "damaged" in err, f"{damaged[:40]}: {err}"
            assert compiled() == 1 and entries[0].read_bytes() == content
        entries[0].unlink()
        entries[0].mkdir()
        expect_introduced(repository, ["New"], *sides)


def check_cache_that_cannot_be():
    with Repository() as repository:
        two_commits(repository)
        repository.environment["TMPDIR"] = repository.folder.name
        in_the_way = pathlib.Path(repository.folder.name) / "file"
        in_the_way.write_text("no folder\n", encoding="utf-8")
        err = expect_introduced(repository, ["New"], "HEAD~1", "HEAD", GOESCAPE_CACHE=str(in_the_way / "cache"))
        assert err.count("\n") == 1 and str(in_the_way) in err, err
        environment = {name: os.path.join(repository.folder.name, name) for name in ("GOCACHE", "GOPATH")}
        for name in ("HOME", "XDG_CACHE_HOME", "GOESCAPE_CACHE"):
            repository.environment.pop(name, None)
        err = expect_introduced(repository, ["New"], "HEAD~1", "HEAD", **environment)
        assert err.count("\n") == 1 and "cache" in err, err
        assert not [path for path in pathlib.Path(repository.folder.name).iterdir() if path.name.startswith("goescape")]
        assert leftovers(repository) == []
        repository.expect(2, "diff", "HEAD~1", "HEAD", err="GOESCAPE_CACHE is relative", GOESCAPE_CACHE="relative")


def check_absolute_names():
    """Names that lead into the user's checkout are those of the commit in a run for the commit."""
    with Repository() as repository:
        two_commits(repository)
        repository.write({"m.go": TWO_ESCAPES})
        for pattern in (str(repository.root), f"{repository.root}/...", f"{repository.root}/m.go"):
            expect_introduced(repository, ["New"], "HEAD~1", "HEAD", "--", pattern)
        repository.write({"alt.mod": GO_MOD, "m.go": ESCAPING})
        flag = f"-modfile={repository.root}/alt.mod"
        _, err = repository.expect(3, "diff", "HEAD~1", "HEAD", err=flag, GOFLAGS=flag)
        assert err.count("\n") == 1, err
    with Repository() as repository:
        replaced = f"{GO_MOD}\nrequire example.com/d v0.0.0\n\nreplace example.com/d => {repository.root}/d\n"
        repository.commit({"go.mod": replaced, "m.go": CLEAN, "d/go.mod": "module example.com/d\n", "d/d.go": "package d\n"})
        repository.commit({"m.go": ESCAPING})
        _, err = repository.expect(3, "diff", "HEAD~1", err="its go.mod leads to")
        assert err.count("\n") == 1, err


def check_untracked_files():
    """The report of HEAD is that of the commit, whatever lies around in the checkout."""
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": CLEAN, ".gitignore": "generated.go\n"})
        repository.write({"generated.go": ESCAPING.replace("Sum", "Twin")})
        expect_introduced(repository, ["New"], "HEAD")
        repository.write({"generated.go": "package m\n"})
        expect_introduced(repository, [], "HEAD")


def check_work_tree_written_meanwhile():
    """A work tree is taken for a commit only if it was that of the commit to the end, also where it did not compile."""
    for number, later in enumerate((TWO_ESCAPES, BROKEN, "")):
        with Repository() as repository:
            two_commits(repository)
            outside = pathlib.Path(repository.folder.name)
            (outside / "later.go").write_text(later, encoding="utf-8")
            writing = program(outside / f"writing-go-{number}",
                              f'case "$PWD $*" in "{repository.root} "*-gcflags*) cp "{outside}/later.go" m.go ;; esac\n'
                              f'exec "{shutil.which("go")}" "$@"\n')
            for _ in range(2):
                expect_introduced(repository, ["New"], "HEAD~1", "HEAD", "--go", writing)
            assert (repository.root / "m.go").read_text(encoding="utf-8") == later


def check_stopped_when_compiled():
    """A run that is stopped between the end of the compiler and the last look at the work tree keeps nothing of it."""
    many = "".join(f"\nfunc New{number}() *int {{ return new(int) }}\n" for number in range(3000))
    with Repository() as repository:
        two_commits(repository)
        outside = pathlib.Path(repository.folder.name)
        (outside / "later.go").write_text("package m\n" + many, encoding="utf-8")
        real = shutil.which("go")
        stopping = program(outside / "stopping-go",
                           f'case "$PWD $WAIT $*" in "{repository.root} 0"*-gcflags*) ;; *) exec "{real}" "$@" ;; esac\n'
                           f'cp "{outside}/later.go" m.go\n"{real}" "$@"; code=$?\n'
                           '(setsid sh -c "sleep $WAIT; kill -TERM $PPID" >/dev/null 2>&1 &)\nexit $code\n')
        for wait in ("0", "0.01", "0.02", "0.04", "0.08"):
            repository.run("history", "record", "HEAD", "--go", stopping, WAIT=wait)
            repository.git("checkout", "--quiet", "m.go")
            expect_introduced(repository, ["New"], "HEAD~1", "HEAD", "--go", stopping, WAIT="none")
            shutil.rmtree(repository.cache)


def check_sources_that_git_passes_over():
    with Repository() as repository:
        two_commits(repository)
        for flag in ("--assume-unchanged", "--skip-worktree"):
            repository.git("update-index", flag, "m.go")
            repository.write({"m.go": TWO_ESCAPES})
            expect_introduced(repository, ["Other"], "HEAD")
            repository.git("update-index", flag.replace("--", "--no-"), "m.go")
            repository.git("checkout", "--", "m.go")


def check_clean_clone():
    """A worktree's report is that of a clean clone, to the byte and to the key under which it is kept."""
    with Repository() as repository:
        two_commits(repository)
        repository.commit({"sub/s.go": in_package(TWO_ESCAPES, "sub")})
        repository.git("tag", "here")
        repository.commit({"README": "later\n"})
        repository.expect(0, "diff", "here", "here")
        kept = {path.name: path.read_bytes() for path in repository.cache.glob("reports/*")}
        shutil.rmtree(repository.cache)
        origin, repository.root = repository.root, pathlib.Path(repository.folder.name) / "clone"
        subprocess.run(["git", "clone", "--quiet", "--branch=here", str(origin), str(repository.root)], check=True,
                       env=repository.environment, stderr=subprocess.DEVNULL)
        _, err = repository.expect(0, "diff", "HEAD", "HEAD", "-v")
        assert "worktree" not in err, "a clean checkout needs no other"
        cloned = {path.name: path.read_bytes() for path in repository.cache.glob("reports/*")}
        assert len(kept) == 1 and kept == cloned, f"{kept}\n{cloned}"
        repository.expect(0, "report", "-f", "json=clone.json", "--kinds", "all")
        out, _ = repository.expect(0, "diff", "clone.json", "HEAD", "-f", "json")
        comparison = json.loads(out)
        assert comparison["unchanged"] and not any(comparison[part] for part in ("introduced", "fixed", "moved")), out


CHECKS = (check_checkout_is_untouched, check_interrupts, check_killed_runs, check_two_runs_at_once, check_modules_in_folders,
          check_sides_that_fail, check_submodule, check_submodule_that_comes_later, check_sparse_checkout,
          check_shallow_clone, check_workspace, check_workspace_around_the_repository, check_vendored_module,
          check_names_of_revisions, check_nothing_of_the_repository_runs, check_cache, check_cache_that_cannot_be,
          check_absolute_names, check_untracked_files, check_work_tree_written_meanwhile,
          check_stopped_when_compiled, check_sources_that_git_passes_over, check_clean_clone)


def main():
    require_go()
    # Each has a repository and a cache of its own, and waits for other programs most of the time.
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
        for done in [pool.submit(check) for check in CHECKS]:
            done.result()


if __name__ == "__main__":
    sys.exit(main())
