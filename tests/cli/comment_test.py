#!/usr/bin/env python3
"""Checks Markdown as a comment: where its links lead, from what the environment and the remote say, and its marker."""

import pathlib

from repository import CLEAN, ESCAPING, GO_MOD, run_each

FILES = {"go.mod": GO_MOD, "m.go": CLEAN}


def markdown(repository, *arguments, **environment):
    out, _ = repository.expect(0, "diff", "HEAD~1", *arguments, "-f", "markdown", **environment)
    return out


def check_remote_and_environment(repository):
    repository.commit(FILES)
    commit = repository.commit({"m.go": ESCAPING})
    assert "http" not in markdown(repository)
    repository.git("remote", "add", "origin", "https://token:secret@github.com/owner/name.git")
    line = f"| [`m.go:12:2`](https://github.com/owner/name/blob/{commit}/m.go#L12) | `moved to heap: x` |"
    assert line in markdown(repository), markdown(repository)
    assert "secret" not in markdown(repository)
    said = {"GITHUB_SERVER_URL": "https://ghe.example", "GITHUB_REPOSITORY": "o/n"}
    assert f"(https://ghe.example/o/n/blob/{commit}/m.go#L12)" in markdown(repository, **said)
    said = {"CI_PROJECT_URL": "https://git.example/g/n"}
    assert f"(https://git.example/g/n/-/blob/{commit}/m.go#L12)" in markdown(repository, **said)
    check, _ = repository.expect(1, "check", "--base", "HEAD~1", "-f", "markdown")
    assert line in check, check
    report, _ = repository.expect(0, "report", "--findings", "-f", "markdown")
    assert f"[`m.go:12:2`](https://github.com/owner/name/blob/{commit}/m.go#L12)" in report, report


def check_sides_have_commits_of_their_own(repository):
    old = repository.commit({**FILES, "m.go": ESCAPING})
    repository.commit({"m.go": CLEAN})
    repository.git("remote", "add", "origin", "git@github.com:owner/name.git")
    assert f"(https://github.com/owner/name/blob/{old}/m.go#L12)" in markdown(repository)


def check_module_in_a_folder(repository):
    repository.commit({f"to ols/{name}": text for name, text in FILES.items()})
    commit = repository.commit({"to ols/m.go": ESCAPING})
    repository.git("remote", "add", "origin", "git@gitlab.com:owner/name.git")
    out = markdown(repository, "-C", "to ols")
    assert f"(https://gitlab.com/owner/name/-/blob/{commit}/to%20ols/m.go#L12)" in out, out


def check_no_links_without_a_commit(repository):
    repository.commit(FILES)
    repository.commit({"m.go": ESCAPING})
    repository.git("remote", "add", "origin", "git@github.com:owner/name.git")
    saved = pathlib.Path(repository.root) / "saved.json"
    repository.expect(0, "report", "-f", f"json={saved}", "--kinds", "all")
    assert "https://" in repository.expect(0, "report", "--from", "saved.json", "--findings", "-f", "markdown")[0]
    repository.write({"m.go": ESCAPING + "\n// changed\n"})
    assert "http" not in markdown(repository)
    saved.write_text(saved.read_text().replace(repository.git("rev-parse", "HEAD"), "0" * 40))
    assert "http" not in repository.expect(0, "report", "--from", "saved.json", "--findings", "-f", "markdown")[0]


def check_marker(repository):
    repository.commit(FILES)
    repository.commit({"m.go": ESCAPING})
    assert markdown(repository).startswith("<!-- goescape -->\n### goescape: 1 heap decision introduced")
    assert markdown(repository, "--comment-id", "linux/amd64").startswith("<!-- goescape: linux/amd64 -->\n")
    for wrong in ("", "a--b", "a b", "-->", "a\nb", "x" * 65, "\u00e4"):
        repository.expect(2, "diff", "HEAD~1", f"--comment-id={wrong}", err="is no id" if wrong else "--comment-id")


def main():
    run_each(check_remote_and_environment, check_sides_have_commits_of_their_own, check_module_in_a_folder,
             check_no_links_without_a_commit, check_marker)


main()
