#!/usr/bin/env python3
"""`goescape history record`, `show` and `trend`: what is kept, skipped, refused and shown, from several processes at once
and after processes that were killed."""

import csv
import io
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from repository import BROKEN, CLEAN, ESCAPING, GO_MOD, TWO_ESCAPES, Repository, run_each

DATABASE = ".goescape/history.sqlite"


def query(repository, sql, *parameters):
    connection = sqlite3.connect(repository.root / DATABASE)
    try:
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.close()


def three_commits(repository):
    return [repository.commit({"go.mod": GO_MOD, "m.go": CLEAN}, "clean"),
            repository.commit({"m.go": ESCAPING}, "one, \"quoted\""),
            repository.commit({"m.go": TWO_ESCAPES}, "two")]


def check_record_and_trend(repository):
    first, second, third = three_commits(repository)
    repository.expect(2, "history", "show", err="there is no history in")
    repository.expect(2, "history", "trend", err="goescape history record")
    assert not (repository.root / ".goescape").exists(), "looking makes nothing"
    repository.expect(0, "history", "record", err=f"{third[:12]}: recorded, 2 heap decisions")
    repository.expect(0, "history", "record", err=f"{third[:12]}: is recorded already")
    repository.expect(0, "history", "record", "--again", err=f"{third[:12]}: recorded")
    _, err = repository.expect(0, "history", "record", f"{first}..HEAD", err=f"{second[:12]}: recorded, 1 heap decision")
    assert f"{third[:12]}: is recorded already" in err and first[:12] not in err, err
    repository.expect(0, "history", "record", first, err=f"{first[:12]}: recorded, 0")
    assert repository.git("status", "--porcelain") == "", "git does not see the history"
    assert repository.untouched()

    out, _ = repository.expect(0, "history", "trend", out="heap decisions of example.com/m")
    rows = [line for line in out.splitlines() if line[:12] in (first[:12], second[:12], third[:12])]
    assert [row[:12] for row in rows] == [third[:12], second[:12], first[:12]], out
    assert "+1" in rows[0] and "█" in out and "+2 in 3 commits, from 0 to 2" in out, out
    dumb, _ = repository.expect(0, "history", "trend", TERM="dumb")
    assert "#" in dumb and dumb.isascii(), dumb

    trend = json.loads(repository.expect(0, "history", "trend", "-f", "json")[0])
    assert trend["schema"] == "goescape.trend/1" and trend["module"] == "example.com/m"
    assert [(point["commit"], point["heap"], point["change"]) for point in trend["points"]] == [
        (first, 0, 0), (second, 1, 1), (third, 2, 1)], trend
    report = json.loads(repository.expect(0, "report", "-f", "json")[0])
    assert trend["points"][2]["counts"] == report["totals"]["counts"], "the same counts as a report"
    rows = list(csv.DictReader(io.StringIO(repository.expect(0, "history", "trend", "-f", "csv")[0])))
    assert [row["moved_to_heap"] for row in rows] == ["0", "1", "2"] and rows[1]["subject"] == 'one, "quoted"', rows

    listed = json.loads(repository.expect(0, "history", "show", "-f", "json")[0])
    assert [point["commit"] for point in listed["setups"][0]["points"]] == [first, second, third], listed
    repository.expect(0, "history", "show", out="setup 1: ./... of example.com/m, ")
    repository.expect(0, "history", "show", "-f", "csv", out="setup,commit,")


def check_selection(repository):
    first, second, third = three_commits(repository)
    fourth = repository.commit({"sub/s.go": ESCAPING.replace("package m", "package sub")}, "sub")
    repository.expect(0, "history", "record", f"{first}..")

    def heap(*flags):
        return [point["heap"] for point in json.loads(repository.expect(0, "history", "trend", "-f", "json", *flags)[0])["points"]]

    assert heap() == [1, 2, 3]
    assert heap("--package", "./sub") == [0, 0, 1] == heap("--package", "example.com/m/sub")
    assert heap("--package", ".") == [1, 2, 2] and heap("--package", "./...") == [1, 2, 3]
    assert heap("--function", "New") == [1, 1, 2] and heap("--function", "O*") == [0, 1, 1]
    assert heap("--last", "1") == [3] and heap("--since", second) == [2, 3]
    # A branch has its own line; what others recorded is not part of it.
    repository.git("checkout", "--quiet", "-b", "side", second)
    side = repository.commit({"other.go": "package m\n"}, "side")
    repository.expect(0, "history", "record")
    assert heap() == [1, 1]
    repository.expect(0, "history", "show", out="2 commits, and 2 commits on other branches")
    repository.git("checkout", "--quiet", "main")
    assert heap() == [1, 2, 3], (third, fourth, side)
    repository.expect(0, "history", "record", "--race", err="recorded") if shutil.which("gcc") else None
    repository.expect(0, "history", "record", "--", "./sub", err="recorded, 1 heap decision")
    _, err = repository.expect(0, "history", "trend", err="--setup chooses another one")
    assert heap("--setup", "1") == [1, 2, 3], err
    repository.expect(2, "history", "trend", "--setup", "9", err="there is none with this number")


def check_show_commit(repository):
    first, second, third = three_commits(repository)
    repository.expect(0, "history", "record", first)
    repository.expect(2, "history", "show", first, err="no commit before")
    repository.expect(2, "history", "show", third, err="is not recorded")
    repository.expect(0, "history", "record", third)
    out, _ = repository.expect(0, "history", "show", third, out="2 heap decisions introduced")
    assert first[:12] in out, "against the commit that is recorded, not the one in front"
    repository.expect(0, "history", "record", second)
    shown = json.loads(repository.expect(0, "history", "show", "HEAD", "-f", "json")[0])
    compared = json.loads(repository.expect(0, "diff", second, third, "-f", "json")[0])
    for side in ("introduced", "fixed"):
        keep = ("id", "kind", "file", "line", "column", "function", "message", "cause")
        assert [[each[key] for key in keep] for each in shown[side]] == [[each[key] for key in keep] for each in compared[side]]
    assert shown["unchanged"] == compared["unchanged"] == 1


def check_what_does_not_build(repository):
    first, *_ = three_commits(repository)
    broken = repository.commit({"m.go": BROKEN}, "broken")
    last = repository.commit({"m.go": CLEAN}, "mended")
    _, err = repository.expect(3, "history", "record", f"{first}..HEAD", err=f"{broken[:12]} is not recorded: ")
    assert f"{last[:12]}: recorded" in err, "the others are"
    assert query(repository, "SELECT count(*) FROM runs") == [(3,)]
    assert query(repository, "SELECT count(*) FROM commits WHERE hash = ?", broken) == [(0,)]


def check_usage(repository):
    first, second, _ = three_commits(repository)
    for arguments, message in (
            (["history"], "--help"), (["history", "recrod"], 'did you mean "record"'),
            (["history", "record", "nowhere"], "there is no revision nowhere"),
            (["history", "record", f"{first}...HEAD"], "a range has two dots"),
            (["history", "record", f"HEAD..{first}"], "names no commit"),
            (["history", "record", "HEAD", "./..."], "packages stand behind --"),
            (["history", "trend", "HEAD"], "has no use for HEAD"),
            (["history", "trend", "--again"], "are for history record"),
            (["history", "show", "--package", "x"], "are for history trend"),
            (["history", "record", "--commit", "HEAD"], "--commit says"),
            (["history", "bisect"], "needs to know what"), (["history", "trend", "-f", "sarif"], "sarif")):
        repository.expect(2, *arguments, err=message)
    repository.expect(0, "history", "record")
    repository.expect(2, "history", "show", "-f", "html", err="no form in HTML")
    repository.expect(2, "history", "trend", "--since", "HEAD", err="none of the commits")


def check_reports_from_elsewhere(repository):
    first, second, third = three_commits(repository)
    repository.expect(0, "report", "-f", f"json={repository.folder.name}/r.json")
    saved = f"{repository.folder.name}/r.json"
    repository.expect(0, "history", "record", "--from", saved, err=f"{third[:12]}: recorded")
    repository.expect(0, "history", "record", "--from", saved, err="is recorded already")
    repository.expect(0, "history", "record", "--from", saved, "--commit", second, err=f"{second[:12]}: recorded")
    repository.expect(2, "history", "record", "--from", saved, "--commit", "nowhere", err="no revision nowhere")
    repository.expect(2, "history", "record", "--from", saved, "HEAD", err="--commit")
    unknown = "0123456789" * 4
    repository.expect(0, "history", "record", "--from", saved, "--commit", unknown, err="recorded")
    assert query(repository, "SELECT commit_time, subject FROM commits WHERE hash = ?", unknown) == [(0, "")]
    log = repository.root / "build.log"
    log.write_text("# example.com/m\n./m.go:3:2: moved to heap: x\n", encoding="utf-8")
    repository.expect(2, "history", "record", "--from", "build.log", err="say it with --commit")
    # Without its repository the time has to do.
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(repository.root / DATABASE, folder)
        out, _ = repository.expect(0, "-C", folder, "history", "trend", "--database", f"{folder}/history.sqlite", "--setup",
                                   "1", out="3 commits")
        assert unknown[:12] in out, out


def check_places(repository):
    three_commits(repository)
    (repository.root / "sub").mkdir()
    code, _, err = repository.run("history", "record", "--", "./...", cwd=repository.root / "sub")
    assert code == 0 and (repository.root / DATABASE).exists() and "none of the packages" in err, err
    other = f"{repository.folder.name}/other.sqlite"
    repository.expect(0, "history", "record", "--database", other)
    repository.expect(0, "history", "trend", out="1 commit", GOESCAPE_DATABASE=other)
    repository.write({".goescape.json": '{"database": "elsewhere.sqlite"}'})
    repository.expect(0, "history", "record", err="recorded")
    assert (repository.root / "elsewhere.sqlite").exists()
    repository.write({".goescape.json": '{"database": "no/such/folder.sqlite"}'})
    repository.expect(3, "history", "record", err="its folder has to exist")
    (repository.root / "text.sqlite").write_text("no database " * 100, encoding="utf-8")
    repository.expect(3, "history", "show", "--database", "text.sqlite", err="is no history database")


def check_links(repository):
    """What the sources say does not choose where on the machine a database is written; the user may."""
    three_commits(repository)
    outside = pathlib.Path(repository.folder.name) / "outside"
    outside.mkdir()
    folder = repository.root / ".goescape"
    folder.symlink_to(outside)
    repository.expect(3, "history", "record", err="a link that leads out of")
    folder.unlink()
    folder.mkdir()
    (repository.root / DATABASE).symlink_to(outside / "history.sqlite")
    repository.expect(3, "history", "record", err="a link that leads out of")
    (repository.root / "named.sqlite").symlink_to(outside / "history.sqlite")
    repository.write({".goescape.json": '{"database": "named.sqlite"}'})
    repository.expect(2, "history", "record", err="without links")
    repository.write({".goescape.json": None})
    assert not list(outside.iterdir()), "nothing was written"
    repository.expect(0, "history", "record", "--database", "named.sqlite", err="recorded")
    repository.expect(0, "history", "show", out="1 commit", GOESCAPE_DATABASE=str(repository.root / "named.sqlite"))
    repository.expect(3, "history", "show", err="a link that leads out of")
    repository.expect(0, "report", "-f", "html", err="the page goes without the trend")
    (repository.root / DATABASE).unlink()
    (repository.root / DATABASE).symlink_to("../inside.sqlite")
    repository.expect(0, "history", "record", err="recorded")
    assert (repository.root / "inside.sqlite").exists(), "a link within the repository is followed"


def check_databases_of_strangers(repository):
    three_commits(repository)
    repository.expect(0, "history", "record", "HEAD~1..")
    good = (repository.root / DATABASE).read_bytes()
    for change, message in (
            ("PRAGMA user_version = -5", "has version -5"),
            ("ALTER TABLE commits RENAME TO c; CREATE VIEW commits AS WITH RECURSIVE r (id, hash, parent, author_time, "
             "commit_time, subject) AS (SELECT 1, 'a', 'b', 1, 1, 'x' UNION ALL SELECT id + 1, hash, parent, 1, 1, subject "
             "FROM r) SELECT * FROM r", "other tables than those of a history"),
            ("UPDATE run_states SET state_id = -1", "is damaged"),
            ("UPDATE states SET package = -1", "is damaged")):
        (repository.root / DATABASE).write_bytes(good)
        connection = sqlite3.connect(repository.root / DATABASE)
        connection.executescript(change)
        connection.close()
        for arguments in (["show"], ["trend"], ["show", "HEAD"], ["bisect", "New"]):
            if "UPDATE" not in change or arguments[0] == "trend":
                repository.expect(3, "history", *arguments, err=message)
            else:
                code, _, err = repository.run("history", *arguments)
                assert code in (0, 1, 2, 3), (change, arguments, code, err)


def check_read_only(repository):
    three_commits(repository)
    repository.expect(0, "history", "record")
    if os.geteuid() == 0:
        return  # Nothing is read-only for root.
    (repository.root / DATABASE).chmod(0o444)
    repository.expect(3, "history", "record", "HEAD~1", err="cannot be written")


def check_html(repository):
    first, _, third = three_commits(repository)
    repository.expect(0, "history", "record", first)
    out, _ = repository.expect(0, "report", "-f", "html")
    assert '"trend":{' not in out, "one commit is no trend"
    repository.expect(0, "history", "record", third)
    for arguments in (["report", "-f", "html"], ["history", "trend", "-f", "html"]):
        out, _ = repository.expect(0, *arguments)
        assert f'["{first}"' in out and f'["{third}"' in out, arguments
    (repository.root / DATABASE).write_text("broken " * 1000, encoding="utf-8")
    for rest in ("-wal", "-shm"):
        (repository.root / (DATABASE + rest)).unlink(missing_ok=True)
    out, _ = repository.expect(0, "report", "-f", "html", err="the page goes without the trend")
    assert '"trend":{' not in out


def check_html_of_a_named_history(repository):
    """A report finds a history that lies elsewhere by the flag, the variable and the configuration."""
    first, _, third = three_commits(repository)
    other = f"{repository.folder.name}/other.sqlite"
    repository.expect(0, "history", "record", "--database", other, first)
    repository.expect(0, "history", "record", "--database", other, third)
    point = f'["{third}"'
    out, _ = repository.expect(0, "report", "-f", "html")
    assert point not in out, "there is none where it is looked for"
    assert point in repository.expect(0, "report", "-f", "html", "--database", other)[0]
    assert point in repository.expect(0, "report", "-f", "html", GOESCAPE_DATABASE=other)[0]
    os.rename(other, repository.root / "moved.sqlite")
    repository.write({".goescape.json": json.dumps({"database": "moved.sqlite"})})
    assert point in repository.expect(0, "report", "-f", "html")[0]
    _, err = repository.expect(0, "report", "-f", "html", "--database", "none.sqlite", err="none.sqlite")
    assert "the page goes without the trend" in err and err.count("\n") == 1, err
    assert not (repository.root / "none.sqlite").exists(), "looking makes nothing"
    _, err = repository.expect(0, "report", "--database", "none.sqlite")
    assert not err, "no other format asks for it"


def history(repository, *arguments):
    return subprocess.Popen([os.environ["GOESCAPE"], "history", *arguments], cwd=repository.root, env=repository.environment,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def check_writers_side_by_side(repository):
    three_commits(repository)
    repository.expect(0, "report", "-f", f"json={repository.folder.name}/r.json")
    hashes = [f"{number:040x}" for number in range(1, 41)]
    writers = []
    # Eight at once, each a commit of its own and one that all of them want.
    for number in range(8):
        for commit in (hashes[number], hashes[8]):
            writers.append(history(repository, "record", "--from", f"{repository.folder.name}/r.json", "--commit", commit))
    for writer in writers:
        _, err = writer.communicate()
        assert writer.returncode == 0, err
    assert query(repository, "PRAGMA integrity_check") == [("ok",)]
    assert query(repository, "SELECT count(*) FROM runs") == [(9,)]
    assert query(repository, "SELECT count(*) FROM run_states") == [(9,)]


def check_killed_writers(repository):
    three_commits(repository)
    # A report that takes a while to be written down.
    lines = "".join(f"./f{number}.go:{number + 1}:2: moved to heap: x{number}\n" for number in range(3000))
    (repository.root / "big.log").write_text(f"# example.com/m\n{lines}", encoding="utf-8")
    begin = time.monotonic()
    repository.expect(0, "history", "record", "--from", "big.log", "--commit", "HEAD")
    whole = time.monotonic() - begin
    chance = random.Random(1)
    killed = 0
    for number in range(20):
        writer = history(repository, "record", "--again", "--from", "big.log", "--commit", f"HEAD~{number % 3}")
        time.sleep(whole * chance.random())
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        killed += writer.returncode == -signal.SIGKILL
        assert query(repository, "PRAGMA integrity_check") == [("ok",)]
        assert query(repository, "PRAGMA foreign_key_check") == []
        assert query(repository, "SELECT count(*) FROM runs WHERE id NOT IN (SELECT run_id FROM run_states)") == [(0,)]
        assert query(repository, "SELECT min(count) FROM package_counts") == [(3000,)]
    assert killed > 0, "none was killed"
    for number in range(3):
        repository.expect(0, "history", "record", "--again", "--from", "big.log", "--commit", f"HEAD~{number}", err="recorded")
    repository.expect(0, "history", "show", out="3 commits")


if __name__ == "__main__":
    run_each(check_record_and_trend, check_selection, check_show_commit, check_what_does_not_build, check_usage,
             check_reports_from_elsewhere, check_places, check_links, check_databases_of_strangers, check_read_only, check_html, check_html_of_a_named_history, check_writers_side_by_side,
             check_killed_writers)
    sys.exit(0)
