#!/usr/bin/env python3
"""Checks the job summary that -f github appends where GitHub Actions names a file for it."""

from repository import CLEAN, ESCAPING, GO_MOD, run_each

MOST = 1 << 20


def prepared(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN, ".gitignore": "out/\n"})
    repository.commit({"m.go": ESCAPING})
    (repository.root / "out").mkdir()
    return repository.root / "out" / "summary"


def check_it_is_the_markdown(repository):
    file = prepared(repository)
    for arguments, code in ((("report",), 0), (("diff", "HEAD~1"), 0), (("check", "--base", "HEAD~1"), 1)):
        file.unlink(missing_ok=True)
        said, _ = repository.expect(code, *arguments, "-f", "github", GITHUB_STEP_SUMMARY=str(file))
        assert said.startswith("::remove-matcher") and "###" not in said, said
        markdown, _ = repository.expect(code, *arguments, "-f", "markdown")
        assert file.read_text(encoding="utf-8") == markdown, file.read_text()


def check_links_lead_to_lines(repository):
    """What Markdown needs is looked up for the summary as well."""
    file = prepared(repository)
    repository.expect(0, "diff", "HEAD~1", "-f", "github", GITHUB_STEP_SUMMARY=str(file),
                      GITHUB_SERVER_URL="https://github.com", GITHUB_REPOSITORY="owner/name")
    assert "](https://github.com/owner/name/blob/" in file.read_text(), file.read_text()


def check_it_is_appended(repository):
    file = prepared(repository)
    file.write_text("what the step says")
    for _ in range(2):
        repository.expect(0, "report", "-f", "github=out/annotations", GITHUB_STEP_SUMMARY=str(file))
    text = file.read_text()
    assert text.startswith("what the step says\n\n<!-- goescape -->\n### goescape: 1 heap"), text
    assert text.count("\n### goescape: 1 heap") == 2, text


def check_only_for_github_and_once(repository):
    file = prepared(repository)
    repository.expect(0, "report", "-f", "markdown=out/other", GITHUB_STEP_SUMMARY=str(file))
    assert not file.exists()
    repository.expect(0, "report", "-f", "github", GITHUB_STEP_SUMMARY="")
    repository.expect(0, "report", "-f", "github", "-f", f"markdown={file}", GITHUB_STEP_SUMMARY=str(file))
    assert file.read_text().count("### goescape") == 1


def check_the_limit(repository):
    file = prepared(repository)
    _, _ = repository.expect(0, "report", "-f", "github", GITHUB_STEP_SUMMARY=str(file))
    size = file.stat().st_size + len("\n\n")
    file.write_bytes(b"x" * (MOST - size))
    repository.expect(0, "report", "-f", "github", GITHUB_STEP_SUMMARY=str(file))
    assert file.stat().st_size == MOST
    repository.expect(0, "report", "-f", "github", err="the job summary has no room", GITHUB_STEP_SUMMARY=str(file))
    assert file.stat().st_size == MOST


def check_a_place_that_cannot_be_written(repository):
    prepared(repository)
    out, _ = repository.expect(3, "report", "-f", "github", err="the job summary: cannot write nowhere/summary: No such file",
                               GITHUB_STEP_SUMMARY="nowhere/summary")
    assert "moved to heap: x" in out, "the annotations are lost, too"


def main():
    run_each(check_it_is_the_markdown, check_links_lead_to_lines, check_it_is_appended,
             check_only_for_github_and_once, check_the_limit, check_a_place_that_cannot_be_written)


main()
