#!/usr/bin/env python3
"""Checks which files are read when names come from input, and which are written: none out of the way, and nothing hangs."""

import json
import os
import subprocess

from repository import CLEAN, ESCAPING, GO_MOD, run_each

SECRET = "package secret\n\nfunc Hidden() *int {\n\tsecret := 1 //goescape:ignore top secret\n\treturn &secret\n}\n"
NAMES = ("../outside.go", "../../../../../../etc/passwd", "/etc/passwd", "/dev/zero", "linked.go", "up/outside.go", "pipe.go",
         "$GOROOT/src/../../../etc/passwd", "$GOMODCACHE/../outside.go", "sub/../m.go", "m.go\0x.go")


def expect(repository, code, *arguments, **environment):
    """As Repository.expect(), but what hangs fails."""
    done = subprocess.run([os.environ["GOESCAPE"], *map(str, arguments)], cwd=repository.root, text=True, timeout=60,
                          env={**repository.environment, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    said = f"goescape {arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert done.returncode in (code if isinstance(code, tuple) else (code,)), f"expected exit {code}: {said}"
    assert "secret" not in done.stdout + done.stderr and "root:" not in done.stdout, f"tells what it should not: {said}"
    return done.stdout, done.stderr


def prepared(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    (repository.root.parent / "outside.go").write_text(SECRET)
    (repository.root / "linked.go").symlink_to("../outside.go")
    (repository.root / "up").symlink_to("..")
    os.mkfifo(repository.root / "pipe.go")


def check_saved_report(repository):
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    report = json.loads(expect(repository, 0, "report", "-f", "json")[0])
    report["module"]["revision"] = ""
    prepared(repository)
    for folder in (".", "..", "up", "/etc"):
        for name in NAMES:
            evil = json.loads(json.dumps(report))
            evil["packages"][0]["dir"] = folder
            for finding in evil["findings"]:
                finding |= {"file": name, "line": 4, "function": ""}
                finding["flow"] = json.loads(json.dumps(finding["flow"]).replace('"m.go"', json.dumps(name)))
            (repository.root / "evil.json").write_text(json.dumps(evil))
            if folder == ".":
                expect(repository, 0, "explain", "--from", "evil.json", report["findings"][0]["id"])
                expect(repository, 0, "report", "--from", "evil.json", "-f", "html")
            expect(repository, (0, 1), "check", "--from", "evil.json", "--base", "HEAD")


def check_log(repository):
    """Nor for the names of functions, or to tell generated code from other code."""
    prepared(repository)
    for name in NAMES:
        name = name.replace("\0", "")
        (repository.root / "log").write_text(f"# example.com/m\n{name}:4:2: moved to heap: x\n{name}:4:2: x escapes to heap\n")
        out, _ = expect(repository, 0, "report", "--from", "log", "-f", "json", "--include", "all")
        assert "Hidden" not in out, f"{name}: {out}"


def check_line_directive(repository):
    """The go command itself waits for a pipe that is named as a source of what it compiles; here nobody compiles it."""
    prepared(repository)
    (repository.root / "sub").mkdir()
    for name in ("linked.go", "pipe.go"):
        (repository.root / name).rename(repository.root / "sub" / name)
    (repository.root / "sub" / "linked.go").unlink()
    (repository.root / "sub" / "linked.go").symlink_to("../../outside.go")
    for name in ("/etc/passwd", "../outside.go", "up/outside.go", "sub/linked.go", "sub/pipe.go", "/dev/zero"):
        repository.write({"m.go": f"package m\n\n//line {name}:4\nfunc New() *int {{ x := 1; return &x }}\n"})
        for arguments in (("report", ".", "-f", "html"), ("report", ".", "-f", "json", "--include", "all"),
                          ("explain", "New", "--", ".")):
            out, _ = expect(repository, 0, *arguments)
            assert "Hidden" not in out, f"{name}: {out}"


def check_outputs(repository):
    """A link is replaced, a folder stays, descriptors and devices are what they are."""
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    outside = repository.root.parent / "outside"
    outside.write_text("kept")
    (repository.root / "folder").mkdir()
    for option in (("-o",), ("-f", "text", "-f", "json=")):
        link = repository.root / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(outside)

        def to(place):
            return (*option, place) if option == ("-o",) else (*option[:-1], option[-1] + place)
        expect(repository, 0, "report", *to("link"))
        assert outside.read_text() == "kept" and not link.is_symlink() and link.read_text(), option
        _, said = expect(repository, 3, "report", *to("folder"))
        assert "cannot write folder: Is a directory" in said, said
        expect(repository, 0, "report", *to("/dev/null"))
        _, said = expect(repository, 3, "report", *to("/dev/full"))
        assert "cannot write /dev/full: No space left on device" in said, said
    out, _ = expect(repository, 0, "report", "-q", "-o", "/dev/stdout")
    assert "heap decision" in out and os.path.islink("/dev/stdout"), out
    with open(repository.root / "redirected", "w", encoding="utf-8") as file:
        subprocess.run([os.environ["GOESCAPE"], "report", "-q", "-o", "/dev/stdout"], cwd=repository.root, check=True,
                       env=repository.environment, stdout=file)
    assert "heap decision" in (repository.root / "redirected").read_text() and os.path.islink("/dev/stdout")
    assert not list(repository.root.glob("*.??????")), "temporary files are left"
    for place in ("link-to-summary", "folder"):
        (repository.root / "link-to-summary").unlink(missing_ok=True)
        (repository.root / "link-to-summary").symlink_to(outside)
        _, said = expect(repository, 3, "report", "-f", "github", GITHUB_STEP_SUMMARY=str(repository.root / place))
        assert "the job summary: cannot write" in said, said
    assert outside.read_text() == "kept"


def check_planted(repository):
    """In a folder that everybody may write to, nothing that another user put there is used. To be another takes root."""
    if os.geteuid() != 0:
        print("not run: only root can give files away")
        return
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    mine, shared = repository.root.parent / "mine", repository.root.parent / "shared"
    for folder in (mine, shared):
        folder.mkdir()
    shared.chmod(0o1777)
    for name, target in (("link", mine), ("cache", mine)):
        (shared / name).symlink_to(target)
        os.chown(shared / name, 65534, 65534, follow_symlinks=False)
    (shared / "log").write_text("theirs")
    os.chown(shared / "log", 65534, 65534)
    for arguments, environment in ((("-o", shared / "link" / "report"), {}),
                                   (("-f", "github"), {"GITHUB_STEP_SUMMARY": str(shared / "log")})):
        _, said = expect(repository, 3, "report", *arguments, **environment)
        assert "belongs to another user, in a folder that everybody may write to" in said, said
    _, said = expect(repository, 0, "diff", "HEAD", GOESCAPE_CACHE=str(shared / "cache"))
    assert "is no place for the cache: it belongs to another user" in said, said
    assert (shared / "log").read_text() == "theirs" and not list(mine.iterdir())


def check_configuration(repository):
    """A file that comes with sources does not choose what is written over."""
    repository.commit({"go.mod": GO_MOD, "m.go": ESCAPING})
    (repository.root / "out").symlink_to("..")
    settings = (("format", "text={}", "the folder that goescape runs in", ("report",)),
                ("baseline", "{}", "its own folder", ("baseline", "write")),
                ("database", "{}", "its own folder", ("history", "record")))
    for key, value, below, command in settings:
        def configure(place):
            word = value.format(place)
            repository.write({".goescape.json": json.dumps({key: [word] if key == "format" else word})})
        for place in ("../evil", str(repository.root.parent / "evil"), ".git/hooks/evil", ".github/evil", "out/evil"):
            configure(place)
            _, said = expect(repository, 2, *command)
            assert f'"{key}": {value.format(place)}: a configuration file names files below {below}' in said, said
            assert f"use --{key} for others" in said, said
        for place in ("go.mod", "m.go", "new.go"):
            configure(place)
            _, said = expect(repository, 2, *command)
            assert "a configuration file has no sources written over" in said, said
        assert not (repository.root.parent / "evil").exists() and not (repository.root / ".git/hooks/evil").exists()
        assert (repository.root / "go.mod").read_text() == GO_MOD and not (repository.root / "new.go").exists()
        configure(f"{key}.out")
        expect(repository, 0, *command)
        assert (repository.root / f"{key}.out").exists()
        free = repository.root.parent / f"{key}.free"
        expect(repository, 0, *command, **{f"GOESCAPE_{key.upper()}": value.format(free)})
        assert free.exists(), "a variable may name any file"


def check_names_of_outputs(repository):
    """A line end in a name of a stranger's configuration ends no line on standard error."""
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    for setting, code, command in (({"format": ["text=a\n::b"]}, 0, ("report",)),
                                   ({"format": ["text=../a\n::b"]}, 2, ("report",)),
                                   ({"format": ["text=a\n::b/c"]}, 3, ("report",)),
                                   ({"sort": "a\n::b"}, 2, ("report",)), ({"a\n::b": 1}, 2, ("report",)),
                                   ({"baseline": "a\n::c"}, 0, ("baseline", "write")),
                                   ({"database": "a\n::b/c"}, 3, ("history", "record"))):
        repository.write({".goescape.json": json.dumps(setting)})
        _, said = expect(repository, code, *command)
        assert said.count("\n") == 1 and "a\\n::" in said, f"{setting}: {said}"


def check_linked_configuration(repository):
    """Nothing of a file is told to which a stranger's configuration is a link."""
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    (repository.root / ".goescape.json").symlink_to("../outside.json")
    for text in ("secret", '{"tags": {"secret": 1}}', '{"secret": 1}', '{"top": 1}'):
        (repository.root.parent / "outside.json").write_text(text)
        for command in (("report",), ("config",), ("check", "--base", "HEAD")):
            _, said = expect(repository, 2, *command)
            assert ".goescape.json is a link to a file outside of " in said and said.count("\n") == 1, said
    expect(repository, 0, "check", "--trusted-config", "--base", "HEAD")
    (repository.root / "shared.json").write_text('{"top": 7}')
    (repository.root / ".goescape.json").unlink()
    (repository.root / ".goescape.json").symlink_to("shared.json")
    out, _ = expect(repository, 0, "config")
    assert "top = 7" in out, out


def check_names_do_not_hide(repository):
    """Names that read as other words of the compiler make the gate undecided, never passed."""
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    function = "package m\n\n{}func {}() *int {{ x := 1; return &x }}\n"
    for name, line in (("line.go", "//line a.go:3:4: can inline Hidden (:10\n"), ("n.go:7:1: can inline F (n.go", ""),
                       ("b\n# fmt\nc.go", ""), ("d`.go", "//line a.go:1:1: can inline ` (:5\n")):
        repository.write({name: function.format(line, "F")})
        out, said = expect(repository, 3, "check", "--base", "HEAD")
        assert "the gate passed" not in out, f"{name!a}: {out}\n{said}"
        (repository.root / name).unlink()
    function = "package m\n\n{}func F(n int) any {{ return make([]byte, n) }}\n"
    for name, line in (("line.go", "//line a.go:3:4: can inline Hidden (:10\n"), ("m.go:6:1: can inline F (.go", "")):
        repository.write({name: function.format(line)})
        out, _ = expect(repository, 3, "report", "--findings")
        assert "no heap decisions in 1 package" in out, f"taken for one of another place: {name!a}: {out}"
        (repository.root / name).unlink()


if __name__ == "__main__":
    run_each(check_saved_report, check_log, check_line_directive, check_outputs, check_planted, check_configuration,
             check_names_of_outputs, check_linked_configuration, check_names_do_not_hide)
