#!/usr/bin/env python3
"""Which sources an HTML report holds: those that were compiled, and nothing but Go files of the module."""

import json
import re
import tempfile

from repository import CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, Repository, require_go

BLOCK = re.compile(r'<script type="application/json" id="(source[-\w]*)">(.*?)</script>', re.DOTALL)
UNCERTAIN = "the sources were read when this page was made; what was compiled may have been different"


def sources(page):
    """The texts by side and file, and the remarks."""
    blocks = {name: json.loads(text) for name, text in BLOCK.findall(page)}
    listed = blocks.pop("sources")
    texts = {(block["old"], block["file"]): block["text"] for block in blocks.values()}
    assert set(texts) == {(each["old"], each["file"]) for each in listed["list"]}, "the list is that of the blocks"
    return texts, listed["remarks"]


def page(repository, *arguments, code=0, **more):
    got, out, err = repository.run(*arguments, "-f", "html", **more)
    assert got == code, f"{arguments}: exit {got}\n{err}"
    return out


def check_compiled():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING, "clean.go": "package m\n"})
        repository.write({"m.go": TWO_ESCAPES})
        texts, remarks = sources(page(repository, "report"))
        assert texts == {(False, "m.go"): TWO_ESCAPES} and remarks == [], (texts, remarks)


def check_revisions():
    """Each side has its own: of a commit as git has it, of the working tree as the disk has it."""
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        repository.commit({"m.go": CLEAN, "new.go": "package m\n\nfunc Fresh() *int {\n\tz := 1\n\treturn &z\n}\n"})
        repository.write({"new.go": "package m\n"})
        for _ in ("compiled", "from the cache"):
            texts, remarks = sources(page(repository, "diff", "HEAD~1", "HEAD"))
            assert set(texts) == {(True, "m.go"), (False, "new.go")} and remarks == [], texts
            assert texts[True, "m.go"] == ESCAPING and "Fresh" in texts[False, "new.go"]
        texts, _ = sources(page(repository, "check", "--base", "HEAD~1"))
        assert texts == {(True, "m.go"): ESCAPING}, texts


def check_saved():
    with Repository() as repository:
        repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
        with tempfile.TemporaryDirectory() as other:
            saved, log = f"{other}/saved.json", f"{other}/log"
            repository.expect(0, "report", "-f", f"json={saved}")
            repository.write({"m.go": "package m\n"})
            texts, remarks = sources(page(repository, "report", "--from", saved))
            assert texts == {(False, "m.go"): ESCAPING} and remarks == [], "a clean revision is read from git"
            with open(log, "w", encoding="utf-8") as file:
                file.write("# example.com/m\n./m.go:12:2: moved to heap: x\n")
            texts, remarks = sources(page(repository, "report", "--from", log))
            assert texts == {(False, "m.go"): "package m\n"} and remarks == [UNCERTAIN], (texts, remarks)
            repository.write({"go.mod": GO_MOD.replace("example.com/m", "example.com/another")})
            texts, remarks = sources(page(repository, "report", "--from", saved))
            assert texts == {} and remarks == [], "another module is none of its business"
            texts, remarks = sources(page(repository, "report", "--from", saved, cwd=other))
            assert texts == {} and remarks == []


def check_nothing_else():
    """Files that lines and links name are not in the page, unless they are Go files of the module."""
    named = ("secret.txt", "../outside.go", "/etc/passwd", "link.go", ".git/config")
    with Repository() as repository:
        (repository.root.parent / "outside.go").write_text("package secret\n", encoding="utf-8")
        (repository.root / "link.go").symlink_to("../outside.go")
        code = "package m\n" + "".join(
            f"\n//line {name}:1\nfunc F{index}() *int {{ x := {index}; return &x }}\n" for index, name in enumerate(named))
        repository.commit({"go.mod": GO_MOD, "m.go": code, "secret.txt": "secret\n", ".gitignore": "link.go\n"})
        (repository.root / "link.go").unlink()
        log = "# example.com/m\n" + "".join(f"{name}:1:2: moved to heap: x\n" for name in named)
        report = page(repository, "report")
        (repository.root / "link.go").symlink_to("../outside.go")
        repository.write({"log": log})
        for text in (report, page(repository, "report", "--from", "log")):
            texts, _ = sources(text)
            assert "moved to heap: x" in text, "there are findings"
            assert not {file for _, file in texts} & set(named), texts
            assert "package secret" not in text and "root:x:0" not in text, "a file from elsewhere is in the page"


def main():
    require_go()
    check_compiled()
    check_revisions()
    check_saved()
    check_nothing_else()


if __name__ == "__main__":
    main()
