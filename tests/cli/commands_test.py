#!/usr/bin/env python3
"""What goescape starts, and what it lets nobody start through it: no shell, no options out of names, no program that the
repository, its attributes or its configuration file name."""

import os
import pathlib
import shutil
import stat
import sys

from repository import CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, Repository, run_each

CGO = """package m

// #cgo CFLAGS: %s
// int one(void) { return 1; }
import "C"

func One() int { return int(C.one()) }
"""


class Traps:
    """Programs that leave a trace when they run."""

    def __init__(self, repository):
        self.folder = pathlib.Path(repository.folder.name) / "traps"
        self.folder.mkdir(exist_ok=True)
        self.trace = self.folder / "trace"

    def program(self, name, then="exit 0"):
        path = self.folder / name
        path.write_text(f'#!/bin/sh\necho "{name}" >> "{self.trace}"\n{then}\n', encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def hold(self, what):
        ran = self.trace.read_text(encoding="utf-8") if self.trace.exists() else ""
        assert ran == "", f"{what}: ran {ran.split()}"

    def forget(self):
        self.trace.unlink(missing_ok=True)


def two_commits(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.commit({"m.go": ESCAPING})


def every_command(repository):
    """Each command that asks git or go, in a checkout with changes and untracked files."""
    repository.write({"m.go": TWO_ESCAPES, "new.go": "package m\n"})
    repository.expect(0, "report")
    repository.expect(0, "diff", "HEAD~1", "HEAD")
    repository.expect(0, "diff", "HEAD~1", "-f", "html", "-f", "sarif=out.sarif", "-f", "github=out.github")
    repository.expect(1, "check", "--base", "HEAD~1")
    repository.expect(1, "check", "--base", "HEAD~1", "--trusted-config", "--tags", "again")
    repository.expect(0, "explain", "m.go:12")
    repository.expect(0, "baseline", "write")
    (repository.root / ".goescape.baseline").unlink()


def check_hooks_and_programs_of_git(repository):
    """All that git can be told to run by the configuration of a repository."""
    traps = Traps(repository)
    two_commits(repository)
    repository.commit({".gitattributes": "*.go filter=trap diff=trap merge=trap\n*.txt filter=odd=name\n*.md filter=later\n", "a.txt": "a\n",
                       "a.md": "a\n"})
    repository.commit({"m.go": ESCAPING + "\n"})
    worktrees_only = repository.root / ".git/worktrees.config"
    worktrees_only.write_text(f"[filter \"later\"]\n\tsmudge = {traps.program('later', 'cat')}\n", encoding="utf-8")
    repository.git("config", "includeIf.gitdir:**/worktrees/**.path", str(worktrees_only))
    hooks = repository.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-commit", "post-commit", "post-merge",
                 "fsmonitor-watchman", "sendemail-validate", "pre-auto-gc", "post-rewrite"):
        shutil.copy(traps.program(name), hooks / name)
    for key, name, then in (("core.fsmonitor", "fsmonitor", "exit 0"), ("core.pager", "pager", "cat"),
                            ("pager.status", "pager.status", "cat"), ("pager.diff", "pager.diff", "cat"),
                            ("core.editor", "editor", "exit 0"), ("sequence.editor", "editor", "exit 0"),
                            ("core.sshCommand", "ssh", "exit 1"), ("core.askPass", "askpass", "exit 1"),
                            ("core.gitProxy", "proxy", "exit 1"), ("core.alternateRefsCommand", "alternates", "exit 0"),
                            ("credential.helper", "credential", "exit 0"), ("diff.external", "diff.external", "exit 0"),
                            ("diff.trap.command", "diff.command", "exit 0"), ("diff.trap.textconv", "textconv", "cat $1"),
                            ("merge.trap.driver", "merge", "exit 0"), ("interactive.diffFilter", "filter", "cat"),
                            ("filter.trap.smudge", "smudge", "cat"), ("filter.trap.clean", "clean", "cat"),
                            ("filter.trap.process", "process", "exit 1"), ("filter.odd=name.clean", "odd", "cat"),
                            ("filter.odd=name.smudge", "odd", "cat"), ("gpg.program", "gpg", "exit 0"),
                            ("uploadpack.packObjectsHook", "pack", "exit 0"), ("remote.origin.uploadpack", "upload", "exit 1"),
                            ("submodule.lib.update", "!update", "exit 0"), ("hook.trap.command", "hook", "exit 0")):
        repository.git("config", key, traps.program(name.lstrip("!"), then))
    repository.git("config", "alias.status", f"!{traps.program('alias')}")
    for event in ("post-checkout", "post-index-change"):
        repository.git("config", "--add", "hook.trap.event", event)
    repository.git("config", "filter.trap.required", "true")
    repository.git("config", "remote.origin.url", "ssh://nowhere.invalid/m.git")
    repository.git("config", "log.showSignature", "true")
    traps.forget()
    # Older than the files that it speaks of, the index is not to be believed, and git looks into them.
    os.utime(repository.root / ".git/index", (1, 1))
    every_command(repository)
    traps.hold("the configuration of the repository")


def check_filters_and_what_counts_as_changed(repository):
    """A file that went through a filter looks changed where filters are not run; that is no change of the sources."""
    two_commits(repository)
    repository.commit({".gitattributes": "*.bin filter=upper\n"})
    repository.git("config", "filter.upper.clean", "tr a-z A-Z")
    repository.git("config", "filter.upper.smudge", "tr A-Z a-z")
    repository.commit({"data.bin": "text\n"})
    assert repository.git("status", "--porcelain") == "" and repository.git("show", "HEAD:data.bin") == "TEXT"
    os.utime(repository.root / "data.bin", (1, 1))
    out, _ = repository.expect(0, "report", "-f", "json")
    assert '"dirty":false' in out.replace(" ", ""), out[:400]
    repository.write({"m.go": TWO_ESCAPES})
    out, _ = repository.expect(0, "report", "-f", "json")
    assert '"dirty":true' in out.replace(" ", ""), out[:400]


def check_environment_of_git(repository):
    """The user's environment may name programs for git; none is needed here."""
    traps = Traps(repository)
    two_commits(repository)
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_EDITOR", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS",
                 "SSH_ASKPASS", "GIT_PROXY_COMMAND"):
        repository.environment[name] = traps.program(name)
    every_command(repository)
    traps.hold("the environment")


def check_bare_repository_in_a_commit(repository):
    """A folder of a commit that looks like a repository has a configuration that a stranger wrote."""
    traps = Traps(repository)
    two_commits(repository)
    bare = repository.root / "bare"
    (bare / "objects").mkdir(parents=True)
    (bare / "refs").mkdir()
    repository.commit({"bare/HEAD": "ref: refs/heads/main\n", "bare/objects/keep": "", "bare/refs/keep": "",
                       "bare/config": f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n"
                                      f"\tfsmonitor = {traps.program('fsmonitor')}\n[diff]\n\texternal = {traps.program('diff')}\n"
                                      f"[alias]\n\tstatus = !{traps.program('alias')}\n",
                       "bare/b.go": ESCAPING.replace("package m", "package bare")})
    traps.forget()
    code, out, err = repository.run("report", "-C", "bare")
    assert code == 0, (code, out, err)
    repository.run("diff", "HEAD~1", "-C", "bare")
    repository.run("check", "-C", "bare")
    traps.hold("the repository in the repository")


def check_names_are_no_options(repository):
    two_commits(repository)
    touched = repository.root / "touched"
    for name in ("-h", "--help-all", "--output=touched", "--upload-pack=touch touched", "-ctouched", "-x"):
        for arguments in (("diff", f"--base={name}"), ("check", f"--base={name}"), ("check", "--base", name)):
            code, out, err = repository.run(*arguments)
            assert code == 2 and out == "" and not touched.exists(), f"{arguments}: {code} {out} {err}"
    for pattern in ("-toolexec=touch touched", "--version", "-o=touched", "-", "-n"):
        code, out, err = repository.run("report", "--", pattern)
        assert code == 2 and out == "" and "begins with '-'" in err and not touched.exists(), f"{pattern}: {code} {out} {err}"
    for revision in ("HEAD;touch touched", "$(touch touched)", "`touch touched`", "HEAD\ntouch touched", "HEAD | touch touched",
                     ":/; touch touched", "HEAD@{--output=touched}", "^HEAD", "HEAD^{tree}", "HEAD:m.go"):
        code, out, err = repository.run("diff", revision)
        assert code == 2 and out == "" and not touched.exists(), f"{revision}: {code} {out} {err}"
    for variable in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        repository.run("check", **{variable: "--output=touched"})
        repository.run("check", **{variable: "$(touch touched)"})
        assert not touched.exists(), variable


def check_folders_with_odd_names(repository):
    """What looks like a flag the go command refuses; what looks like a command is a name."""
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN, "$(touch touched)/README": "no package\n"})
    repository.commit({"m.go": ESCAPING, "; touch touched;/README": "no package\n"})
    out, _ = repository.expect(0, "diff", "HEAD~1", "HEAD", "-f", "csv")
    assert "New" in out, out
    for driver in ("list", "build", "compile"):
        repository.write({"-x/x.go": "package x\n"})
        repository.expect(3, "report", "--driver", driver, out='invalid input directory name "-x"')
        (repository.root / "-x/x.go").unlink()
        (repository.root / "-x").rmdir()
        repository.write({"-o.go": "package m\n"})
        repository.expect(3, "report", "--driver", driver, out='invalid input file name "-o.go"')
        (repository.root / "-o.go").unlink()
    assert not (repository.root / "touched").exists()


def check_configuration_of_a_stranger(repository):
    """A file that comes with the sources makes nothing be run, and nothing be written elsewhere."""
    two_commits(repository)
    target = pathlib.Path(repository.folder.name) / "target"
    for text, words in ((f'{{"gcflags": ["-cpuprofile={target}"]}}', "-cpuprofile"),
                        (f'{{"gcflags": ["-asmhdr={target}"]}}', "-asmhdr"),
                        (f'{{"gcflags": ["-d=dumpinlfuncprops={target}"]}}', "dumpinlfuncprops"),
                        (f'{{"gcflags": ["-N", "-json=0,file://{target}"]}}', "-json"),
                        (f'{{"go": "{target}"}}', "go"), ('{"build_flag": "-toolexec=x"}', "build_flag"),
                        ('{"new_go": "x"}', "new_go")):
        repository.write({".goescape.json": text})
        _, err = repository.expect(2, "report", err=words)
        assert ".goescape.json" in err and err.count("\n") == 1 and not target.exists(), err
    repository.write({".goescape.json": '{"gcflags": ["-N", "-l", "-d=checkptr"]}'})
    repository.expect(0, "report")
    repository.write({".goescape.json": None})
    repository.expect(0, "report", "--gcflags", f"-cpuprofile={target}")
    assert target.exists(), "the flag is the user's own"


def check_user_flags(repository):
    """What the user's GOFLAGS say is done: they are the user's; the sources cannot set them."""
    traps = Traps(repository)
    two_commits(repository)
    wrapped = traps.program("toolexec", 'exec "$@"')
    repository.expect(0, "report", GOFLAGS=f"-toolexec={wrapped}")
    assert traps.trace.exists(), "-toolexec of the user is heeded"
    traps.forget()
    repository.expect(0, "report", "--build-flag", f"-toolexec={wrapped}", "--tags", "again")
    assert traps.trace.exists(), "--build-flag is heeded"
    traps.forget()
    repository.write({"go.env": f"GOFLAGS=-toolexec={wrapped}\n", ".env": f"GOFLAGS=-toolexec={wrapped}\n",
                      "env": f"GOFLAGS=-toolexec={wrapped}\n"})
    repository.expect(0, "report", "--tags", "third")
    traps.hold("a file of the sources")


def check_sources_that_would_run(repository):
    """What a module can ask for when it is built: docs/security.md says what comes of it."""
    traps = Traps(repository)
    trap = traps.program("trap")
    tool = f"package main\n\nimport \"os\"\n\nfunc init() {{ os.WriteFile({str(traps.trace)!r}, nil, 0o666) }}\n\nfunc main() {{}}\n"
    repository.commit({
        "go.mod": "module example.com/m\n\ngo 1.24\n\ntool example.com/m/tool\n",
        "m.go": f"package m\n\n//go:generate {trap}\n\nfunc New() *int {{\n\tx := 1\n\treturn &x\n}}\n",
        "tool/tool.go": tool.replace("'", '"'),
        "m_test.go": f"package m\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestMain(m *testing.M) {{\n\tos.WriteFile({str(traps.trace)!r}, nil, 0o666)\n}}\n".replace("'", '"')})
    code, out, err = repository.run("report", "--tests", "./...")
    if code == 3 and "unknown directive: tool" in out + err:
        repository.write({"go.mod": GO_MOD})
        code, out, err = repository.run("report", "--tests", "./...")
    assert code == 0, (out, err)
    for driver in ("build", "compile"):
        repository.expect(0, "report", "--tests", "--driver", driver, "./...")
    traps.hold("generate directives, tools, init functions and tests")


def check_cgo(repository):
    """The C compiler gets the flags that Go lets through, and no others."""
    if shutil.which("gcc") is None and shutil.which("cc") is None:
        print("no C compiler: not tried what cgo does")
        return
    traps = Traps(repository)
    plugin = traps.folder / "plugin.so"
    for flags in (f"-fplugin={plugin}", f"-wrapper {traps.program('wrapper')}", f"-B{traps.folder}", f"@{plugin}",
                  f"-specs={plugin}"):
        repository.write({"go.mod": GO_MOD, "m.go": CGO % flags})
        code, out, err = repository.run("report", CGO_ENABLED="1")
        assert code == 3 and "invalid flag in #cgo CFLAGS" in out + err, f"{flags}: {code} {out} {err}"
        traps.hold(flags)
    repository.write({"m.go": CGO % "-O1"})
    repository.expect(0, "report", CGO_ENABLED="1")


def check_toolchain_line(repository):
    """A module may ask for a newer toolchain; whoever says GOTOOLCHAIN=local gets none."""
    repository.write({"go.mod": "module example.com/m\n\ngo 1.21\n\ntoolchain go1.999.0\n", "m.go": CLEAN})
    code, out, err = repository.run("report", GOTOOLCHAIN="local", GOPROXY="off")
    assert code in (0, 3), (code, out, err)
    repository.write({"go.mod": "module example.com/m\n\ngo 1.999.0\n"})
    _, err = repository.expect(3, "report", GOTOOLCHAIN="local", GOPROXY="off")
    assert "1.999" in err, err


def check_no_shell(repository):
    """Every program is started by its path, its arguments untouched: `sh` is never among them."""
    two_commits(repository)
    traps = Traps(repository)
    programs = pathlib.Path(repository.folder.name) / "bin"
    programs.mkdir()
    for shell in ("sh", "bash", "dash"):
        shutil.copy(traps.program(shell, "exit 1"), programs / shell)
    for path in programs.iterdir():
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    repository.environment |= {"PATH": f"{programs}:{os.environ['PATH']}", "SHELL": str(programs / "sh")}
    every_command(repository)
    traps.hold("a shell")


def main():
    run_each(check_hooks_and_programs_of_git, check_filters_and_what_counts_as_changed, check_environment_of_git,
             check_bare_repository_in_a_commit, check_names_are_no_options, check_folders_with_odd_names,
             check_configuration_of_a_stranger, check_user_flags, check_sources_that_would_run, check_cgo,
             check_toolchain_line, check_no_shell)


if __name__ == "__main__":
    sys.exit(main())
