#!/usr/bin/env python3
"""Checks from where each format names files, in a module that is a folder of its repository: GitHub, GitLab, code
scanning and Jenkins look for them from the top of the repository, editors and reviewdog from where the program ran."""

import json
import re

from repository import BROKEN, ESCAPING, GO_MOD, run_each

CLEAN = "package m\n"
FILE = "services/api/in/m.go"
PLACES = {
    "github": lambda text: re.findall(r" file=([^,]*),", text),
    "gitlab": lambda text: [entry["location"]["path"] for entry in json.loads(text)],
    "checkstyle": lambda text: re.findall(r'<file name="([^"]*)"', text),
    "junit": lambda text: re.findall(r">(\S+?):\d+:\d+: ", text),
    "rdjsonl": lambda text: [json.loads(line)["location"]["path"] for line in text.splitlines()],
    "errorformat": lambda text: [line.partition(":")[0] for line in text.splitlines()],
    "sarif": lambda text: [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                           for result in json.loads(text)["runs"][0]["results"]],
}
FROM_HERE = ("rdjsonl", "errorformat")


def nested(repository):
    """A module in a folder, in which a second commit brings a decision."""
    repository.commit({"services/api/go.mod": GO_MOD, "services/api/in/m.go": CLEAN})
    return repository.commit({FILE: ESCAPING})


def places(repository, form, *arguments, cwd=""):
    out = repository.run(*arguments, "-q", "-f", form, cwd=repository.root / cwd)[1]
    return PLACES[form](out)


def check_places(repository, from_here, *arguments, cwd=""):
    for form in PLACES:
        expected = from_here if form in FROM_HERE else FILE
        found = places(repository, form, *arguments, cwd=cwd)
        assert found == [expected], f"{arguments} in {cwd or 'the top'}: -f {form} names {found}, not {expected}"


def check_every_command_and_folder(repository):
    nested(repository)
    for arguments in (("report",), ("diff", "HEAD~1"), ("diff", "HEAD~1", "HEAD"), ("check", "--base", "HEAD~1")):
        check_places(repository, "in/m.go", *arguments, cwd="services/api")
        check_places(repository, FILE, *arguments, "-C", "services/api")
    check_places(repository, "m.go", "report", cwd="services/api/in")
    (repository.root / "services" / "web").mkdir()
    check_places(repository, "../api/in/m.go", "report", "-C", "../api", cwd="services/web")


def check_saved_reports(repository):
    """They are of the module around the working directory if that has the same path, and else of nowhere."""
    nested(repository)
    repository.run("report", "-f", "json=../../saved.json", cwd=repository.root / "services/api")
    check_places(repository, "in/m.go", "report", "--from", "../../saved.json", cwd="services/api")
    assert places(repository, "gitlab", "report", "--from", "saved.json", "-C", "services/api") == [FILE]
    for form in PLACES:
        found = places(repository, form, "report", "--from", "saved.json")
        assert found == ["in/m.go"], f"-f {form} names {found} of a report that may be from anywhere"


def check_compile_failures(repository):
    """The go command names files from where it runs, be that a folder of the module."""
    nested(repository)
    repository.write({FILE: BROKEN})
    for cwd, here in (("services/api", "in/m.go"), ("services/api/in", "m.go")):
        for form in ("github", "gitlab", "checkstyle", "junit", *FROM_HERE):
            found = places(repository, form, "report", cwd=cwd)
            assert found == [here if form in FROM_HERE else FILE], f"-f {form} in {cwd} names {found}"
    report = json.loads(repository.run("report", "-f", "json", cwd=repository.root / "services/api/in")[1])
    assert report["failures"][0]["message"].startswith("in/m.go:3:"), report["failures"]


def check_module_that_moved(repository):
    """Each commit has its module where it had it then."""
    old = repository.commit({"go.mod": GO_MOD, FILE: ESCAPING})
    repository.commit({"go.mod": None, "services/api/go.mod": GO_MOD, FILE: CLEAN})
    repository.git("remote", "add", "origin", "git@github.com:owner/name.git")
    found = places(repository, "sarif", "diff", old, "HEAD", "-C", "services/api")
    assert found == [FILE], found
    out = repository.run("diff", old, "HEAD", "-C", "services/api", "-f", "markdown")[1]
    assert f"(https://github.com/owner/name/blob/{old}/{FILE}#L" in out, out


def check_provenance(repository):
    commit = nested(repository)

    def provenance():
        out = repository.run("report", "-C", "services/api", "-f", "sarif")[1]
        return json.loads(out)["runs"][0].get("versionControlProvenance")

    assert provenance() is None
    repository.git("remote", "add", "origin", "https://me:secret@git.example/owner/name.git")
    assert provenance() == [{"repositoryUri": "https://git.example/owner/name", "revisionId": commit,
                             "mappedTo": {"uriBaseId": "%SRCROOT%"}}], provenance()
    repository.write({FILE: ESCAPING + "\n// changed\n"})
    assert provenance() is None


def check_outside_of_a_repository(repository):
    repository.write({"go.mod": GO_MOD, "in/m.go": ESCAPING})
    for form in PLACES:
        assert places(repository, form, "report") == ["in/m.go"], form


def main():
    run_each(check_every_command_and_folder, check_saved_reports, check_compile_failures, check_module_that_moved,
             check_provenance, check_outside_of_a_repository)


main()
