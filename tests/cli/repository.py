"""Little git repositories with a Go module, for the tests of commands that compare."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 125

CLEAN = "package m\n\nfunc Sum(values []int) int {\n\ttotal := 0\n\tfor _, v := range values {\n\t\ttotal += v\n\t}\n\treturn total\n}\n"
ESCAPING = CLEAN + "\nfunc New() *int {\n\tx := 1\n\treturn &x\n}\n"
TWO_ESCAPES = ESCAPING + "\nfunc Other() *string {\n\ts := \"\"\n\treturn &s\n}\n"
BROKEN = "package m\n\nfunc Sum() int { return \"text\" }\n"
GO_MOD = "module example.com/m\n\ngo 1.19\n"


def require_go():
    """Ends the test as skipped where there is no Go or no git."""
    for program in ("go", "git"):
        if shutil.which(program) is None:
            print(f"skipped: there is no {program}")
            sys.exit(SKIPPED)


def run_each(*checks):
    """Hands each of the checks a repository of its own."""
    require_go()
    for check in checks:
        with Repository() as repository:
            check(repository)


class Repository:
    """A repository in a temporary folder, with a cache of its own; to be used in a with statement."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name) / "work"
        self.root.mkdir()
        self.cache = pathlib.Path(self.folder.name) / "cache"
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("GIT_", "GOESCAPE_", "GITHUB_", "CI_"))}
        self.environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GOESCAPE_CACHE": str(self.cache)}
        for role in ("AUTHOR", "COMMITTER"):
            self.environment |= {f"GIT_{role}_NAME": "Gopher", f"GIT_{role}_EMAIL": "gopher@example.com"}
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def git(self, *arguments):
        run = subprocess.run(["git", *arguments], cwd=self.root, env=self.environment, stdout=subprocess.PIPE, check=True,
                             text=True)
        return run.stdout.strip()

    def write(self, files):
        """Files by name; None removes one."""
        for name, text in files.items():
            path = self.root / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(self, files, message="change"):
        if not (self.root / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def run(self, *arguments, cwd=None, **environment):
        """Runs goescape; returns its exit code, standard output and standard error."""
        run = subprocess.run([os.environ["GOESCAPE"], *arguments], cwd=cwd or self.root,
                             env={**self.environment, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             text=True)
        return run.returncode, run.stdout, run.stderr

    def expect(self, code, *arguments, out="", err="", **environment):
        """Runs goescape and holds it to an exit code and to what its outputs contain; returns both."""
        got, stdout, stderr = self.run(*arguments, **environment)
        said = f"goescape {' '.join(arguments)}: exit {got}\n{stdout}\n{stderr}"
        assert got == code, f"expected exit {code}: {said}"
        assert out in stdout, f"expected {out!r} on standard output: {said}"
        assert err in stderr, f"expected {err!r} on standard error: {said}"
        return stdout, stderr

    def untouched(self):
        """Whether nothing is left behind: no worktree, no changed file."""
        worktrees = self.git("worktree", "list", "--porcelain").count("worktree ")
        return worktrees == 1 and not list(self.cache.glob("worktrees/*"))
