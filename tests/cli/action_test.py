#!/usr/bin/env python3
"""Runs the shell steps of action.yml as a runner does, with files in place of GITHUB_* and a server on this machine in
place of the API of GitHub. Steps that use other actions are looked at and left out."""

import contextlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.parse

from repository import CLEAN, ESCAPING, GO_MOD, Repository, require_go

SKIPPED = 125
ROOT = pathlib.Path(__file__).resolve().parents[2]
try:
    import yaml
except ImportError:
    print("skipped: Python has no module yaml")
    sys.exit(SKIPPED)

require_go()
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")
MARKER = "<!-- goescape -->"
# A home of its own for each run shall not mean an empty cache.
GO_CACHE = subprocess.run(["go", "env", "GOCACHE"], stdout=subprocess.PIPE, check=True, text=True).stdout.strip()


class Forge:
    """What the API knows of one pull request; `refuse` is a status for all that writes, `broken` one for everything."""

    def __init__(self):
        self.comments, self.calls, self.refuse, self.broken = [], [], 0, 0

    def add(self, body, author="Bot", association="NONE"):
        self.comments.append({"id": 100 + len(self.comments), "body": body, "user": {"type": author},
                              "author_association": association})

    def handler(self):
        forge = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self, status, content):
                data = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def begin(self):
                forge.calls.append(f"{self.command} {self.path.partition('?')[0]}")
                assert self.headers["Authorization"] == "Bearer sesame", self.headers["Authorization"]
                refused = forge.broken or (forge.refuse if self.command != "GET" else 0)
                if refused:
                    self.answer(refused, {"message": "Resource not accessible by integration"})
                return not refused

            def body(self):
                return json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]

            def do_GET(self):
                if self.begin():
                    query = urllib.parse.parse_qs(self.path.partition("?")[2])
                    page, size = int(query["page"][0]), int(query["per_page"][0])
                    self.answer(200, forge.comments[(page - 1) * size:page * size])

            def do_POST(self):
                text = self.body()
                if self.begin():
                    forge.add(text)
                    self.answer(201, {})

            def do_PATCH(self):
                text = self.body()
                if self.begin():
                    number = int(self.path.rpartition("/")[2])
                    next(each for each in forge.comments if each["id"] == number)["body"] = text
                    self.answer(200, {})

        return Handler

    @contextlib.contextmanager
    def serving(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


class Run:
    """One run of the action in a repository."""

    def __init__(self, repository, forge, event, **inputs):
        self.repository, self.event = repository, event
        self.inputs = {name: each.get("default", "") for name, each in ACTION["inputs"].items()}
        self.inputs |= {"token": "sesame"} | {name.replace("_", "-"): value for name, value in inputs.items()}
        self.outputs, self.log, self.failed = {}, "", None
        with tempfile.TemporaryDirectory() as folder, forge.serving() as api:
            self.folder = pathlib.Path(folder)
            self.environment = {**repository.environment, "GITHUB_API_URL": api, "GITHUB_REPOSITORY": "owner/name",
                                "GITHUB_SERVER_URL": "https://github.com", "GITHUB_ACTION_PATH": str(ROOT),
                                "GITHUB_EVENT_PATH": str(self.folder / "event.json"), "RUNNER_TEMP": folder,
                                "GITHUB_STEP_SUMMARY": str(self.folder / "summary"), "HOME": folder, "GOCACHE": GO_CACHE,
                                "PATH": f"{pathlib.Path(os.environ['GOESCAPE']).parent}:{os.environ['PATH']}",
                                "GITHUB_PATH": str(self.folder / "path")}
            (self.folder / "event.json").write_text(json.dumps(event))
            for step in STEPS:
                self.take(step)
            self.summary = (self.folder / "summary").read_text(encoding="utf-8")
            sarif = self.outputs.get("check", {}).get("sarif")
            self.sarif = json.loads(pathlib.Path(sarif).read_text(encoding="utf-8")) if sarif else None

    def value_of(self, name):
        if name.startswith("inputs."):
            return self.inputs[name.removeprefix("inputs.")]
        _, step, _, output = name.split(".")
        return self.outputs[step].get(output, "")

    def filled(self, text):
        return EXPRESSION.sub(lambda match: self.value_of(match[1]), str(text))

    def take(self, step):
        if "run" not in step:
            return
        assert self.failed is None, "a step ran behind one that failed"
        output = self.folder / "output"
        output.write_text("")
        environment = {name: self.filled(value) for name, value in step.get("env", {}).items()}
        assert not EXPRESSION.search(step["run"]), "an expression in a script is text that becomes a program"
        run = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                             cwd=self.repository.root / self.filled(step.get("working-directory", ".")),
                             env={**self.environment, "GITHUB_OUTPUT": str(output), **environment},
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.log += run.stdout
        lines = output.read_text(encoding="utf-8").splitlines()
        self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)
        if run.returncode != 0:
            self.failed = step["id"]


PULL_REQUEST = {"pull_request": {"number": 7}}
COMMENTS = "/repos/owner/name/issues/7/comments"


def changed(repository, new=ESCAPING):
    """A branch that changes main."""
    repository.commit({"go.mod": GO_MOD, "m.go": CLEAN})
    repository.git("checkout", "--quiet", "-b", "change")
    repository.commit({"m.go": new})


def check_comment_is_made_and_updated(repository):
    changed(repository)
    forge = Forge()
    forge.add("looks good", "User")
    first = Run(repository, forge, PULL_REQUEST)
    assert first.failed == "verdict" and first.outputs["check"]["exit-code"] == "1", first.log
    assert forge.calls == [f"GET {COMMENTS}", f"POST {COMMENTS}"], forge.calls
    body = forge.comments[-1]["body"]
    assert body.startswith(f"{MARKER}\n### goescape: the gate failed: 1 new heap decision"), body
    assert f"blob/{repository.git('rev-parse', 'HEAD')}/m.go#L12)" in body, body
    assert body in first.summary
    again = Run(repository, forge, PULL_REQUEST)
    assert again.failed == "verdict" and "left as it was" in again.log and len(forge.comments) == 2, again.log
    repository.commit({"m.go": CLEAN})
    mended = Run(repository, forge, PULL_REQUEST)
    assert mended.failed is None and forge.calls[-1].startswith("PATCH /repos/owner/name/issues/comments/101")
    assert len(forge.comments) == 2 and "### goescape: the gate passed" in forge.comments[-1]["body"]


def check_comments_of_jobs_are_told_apart(repository):
    changed(repository)
    forge = Forge()
    for job in ("linux", "darwin", "linux"):
        Run(repository, forge, PULL_REQUEST, comment_id=job)
    markers = [each["body"].partition("\n")[0] for each in forge.comments]
    assert markers == ["<!-- goescape: linux -->", "<!-- goescape: darwin -->"], markers


def check_comments_of_others_are_left_alone(repository):
    changed(repository)
    forge = Forge()
    forge.add(f"{MARKER}\nmine", "User", "CONTRIBUTOR")
    forge.add(f"> {MARKER}\nquoted")
    for _ in range(120):
        forge.add("a long talk", "User")
    forge.add(f"{MARKER}\r\nours", "User", "MEMBER")
    Run(repository, forge, PULL_REQUEST)
    assert forge.calls == [f"GET {COMMENTS}"] * 2 + ["PATCH /repos/owner/name/issues/comments/222"], forge.calls
    assert [each["body"] for each in forge.comments[:2]] == [f"{MARKER}\nmine", f"> {MARKER}\nquoted"]


def check_no_permission_is_no_failure(repository):
    changed(repository, CLEAN + "\n// Sum is a sum.\n")
    for status in (401, 403, 404):
        forge = Forge()
        forge.refuse = status
        run = Run(repository, forge, PULL_REQUEST)
        assert run.failed is None and f"HTTP {status}" in run.log and not forge.comments, run.log
        assert "### goescape: the gate passed" in run.summary
    forge = Forge()
    forge.broken = 500
    run = Run(repository, forge, PULL_REQUEST)
    assert run.failed is None and "::warning::goescape could not comment: HTTP 500" in run.log, run.log


def check_without_a_pull_request(repository):
    changed(repository)
    forge = Forge()
    run = Run(repository, forge, {"ref": "refs/heads/main"})
    assert run.failed == "verdict" and not forge.calls and "### goescape: the gate failed" in run.summary, run.log
    Run(repository, forge, PULL_REQUEST, comment="false")
    assert not forge.calls


def check_inputs(repository):
    changed(repository)
    forge = Forge()
    run = Run(repository, forge, PULL_REQUEST, args="--max-new\n1\n\n--hot\n$(touch owned); *\n", packages=". ./...")
    assert not list(repository.root.rglob("owned")), "an argument was run"
    assert run.outputs["check"]["exit-code"] in ("0", "1"), run.log
    assert Run(repository, forge, PULL_REQUEST, args="--advisory").failed is None
    assert Run(repository, forge, PULL_REQUEST, base="HEAD").failed is None
    (repository.root / "deep").mkdir()
    assert Run(repository, forge, PULL_REQUEST, working_directory="deep", packages="../...").failed == "verdict"


def check_module_in_a_folder(repository):
    """Annotations, code scanning and the comment lead to files from the top of the repository."""
    repository.commit({"services/api/go.mod": GO_MOD, "services/api/m.go": CLEAN})
    repository.git("checkout", "--quiet", "-b", "change")
    head = repository.commit({"services/api/m.go": ESCAPING})
    forge = Forge()
    run = Run(repository, forge, PULL_REQUEST, working_directory="services/api", sarif="true")
    assert "\n::warning file=services/api/m.go,line=12," in run.log, run.log
    place = run.sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "services/api/m.go", place
    assert f"blob/{head}/services/api/m.go#L12)" in forge.comments[-1]["body"], forge.comments


def check_no_verdict_is_told(repository):
    changed(repository)
    forge = Forge()
    forge.add(f"{MARKER}\n### goescape: the gate passed")
    run = Run(repository, forge, PULL_REQUEST, base="nowhere")
    assert run.failed == "verdict" and run.outputs["check"]["exit-code"] == "2", run.log
    assert forge.comments[0]["body"].startswith(f"{MARKER}\n### goescape: no verdict\n"), forge.comments
    assert "exit code 2" in run.summary


def check_text_of_the_change_is_no_command(repository):
    changed(repository, CLEAN.replace("total := 0", "total := 0 ::"))
    run = Run(repository, Forge(), PULL_REQUEST)
    stop = re.search(r"^::stop-commands::([0-9a-f]{32})$", run.log, re.MULTILINE)
    begin, end = stop.end(), run.log.index(f"\n::{stop[1]}::\n")
    assert "m.go:" in run.log[begin:end], run.log


def check_formats_that_are_asked_for(repository):
    changed(repository)
    run = Run(repository, Forge(), PULL_REQUEST, sarif="true")
    assert run.sarif["version"] == "2.1.0" and len(run.sarif["runs"][0]["results"]) == 1, run.sarif
    assert "\n::warning file=m.go,line=12," in run.log, run.log
    quiet = Run(repository, Forge(), PULL_REQUEST, annotations="false")
    assert quiet.sarif is None and "::warning" not in quiet.log, quiet.log
    assert quiet.summary == run.summary and quiet.summary.count("### goescape") == 1, quiet.summary


def check_build_is_asked_for_where_there_is_no_program(repository):
    """The key of the cache, and the installation from it; building itself is what scripts/build does."""
    with tempfile.TemporaryDirectory() as name:
        folder, output = pathlib.Path(name), pathlib.Path(name) / "output"
        without = os.pathsep.join(each for each in os.environ["PATH"].split(os.pathsep)
                                  if not (pathlib.Path(each) / "goescape").exists())
        environment = {**repository.environment, "GITHUB_OUTPUT": str(output), "GITHUB_PATH": str(folder / "path"),
                       "PATH": without, "HOME": name}
        keys = []
        for _ in range(2):
            output.write_text("")
            subprocess.run([ROOT / "scripts" / "action" / "key"], env=environment, check=True)
            keys.append(dict(line.split("=", 1) for line in output.read_text().splitlines()))
        assert keys[0] == keys[1] and keys[0]["build"] == "true", keys
        assert re.fullmatch("goescape-[0-9a-f]{40}", keys[0]["key"]), keys
        cache = pathlib.Path(keys[0]["folder"])
        cache.mkdir(parents=True)
        shutil.copy(os.environ["GOESCAPE"], cache / "goescape")
        subprocess.run([ROOT / "scripts" / "action" / "install"], check=True, stdout=subprocess.DEVNULL,
                       env={**environment, "BUILD": "true", "FOLDER": str(cache)})
        assert (folder / "path").read_text() == f"{cache}\n"


def check_the_file():
    """What a runner would refuse, and steps that are not run here."""
    assert ACTION["runs"]["using"] == "composite"
    for step in STEPS:
        assert ("run" in step) != ("uses" in step), step
        assert "uses" in step or step["shell"] == "bash", step
        assert "uses" not in step or re.fullmatch(r"[\w-]+(/[\w-]+)+@v\d+", step["uses"]), step
        for name in EXPRESSION.findall(json.dumps(step)):
            assert name.startswith("steps.") or name.removeprefix("inputs.") in ACTION["inputs"], name
        if step.get("run", "").startswith('"$GITHUB_ACTION_PATH/'):
            script = ROOT / step["run"].strip('"').removeprefix("$GITHUB_ACTION_PATH/")
            assert os.access(script, os.X_OK), f"{script} cannot be run"
    used = " ".join(json.dumps(step) for step in STEPS)
    for name in ACTION["inputs"]:
        assert f"inputs.{name} " in used, f"nothing uses the input {name}"
    upload = next(step for step in STEPS if "upload-sarif" in step.get("uses", ""))
    assert upload["continue-on-error"] is True


def examples():
    """The YAML in docs/ci.md."""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]


def check_examples(repository):
    """The workflow of docs/ci.md with what it hands to the action, and the names that the others use."""
    workflow, gitlab, pre_commit, shards = examples()
    steps = workflow["jobs"]["goescape"]["steps"]
    inputs = next(step["with"] for step in steps if step["uses"].startswith("OWNER/goescape@"))
    assert set(inputs) <= set(ACTION["inputs"]), inputs
    changed(repository)
    run = Run(repository, Forge(), PULL_REQUEST, **{name: str(value).lower() if value is True else value
                                                   for name, value in inputs.items()})
    assert run.failed is None and "--max-new is 2" in run.summary, run.log
    assert any(line.startswith("goescape check ") for line in gitlab["goescape"]["script"])
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    used = {hook["id"] for repo in pre_commit["repos"] for hook in repo["hooks"]}
    assert used <= {hook["id"] for hook in hooks}, used
    check_example_of_shards(repository, shards)


def check_example_of_shards(repository, workflow):
    """Its commands, with numbers of shards in place of the expression, give the report of one run."""
    program = str(pathlib.Path(os.environ["GOESCAPE"]).parent)
    environment = {**repository.environment, "PATH": os.pathsep.join([program, os.environ["PATH"]])}

    def run(command):
        subprocess.run(command, shell=True, cwd=repository.root, env=environment, check=True, capture_output=True)

    def command(job):
        return next(step["run"] for step in workflow["jobs"][job]["steps"] if "run" in step)

    for shard in workflow["jobs"]["heap"]["strategy"]["matrix"]["shard"]:
        run(command("heap").replace("${{ matrix.shard }}", str(shard)))
    run(command("merge"))
    run("goescape report -f json=one.json -f markdown=one.md ./...")
    for suffix in ("json", "md"):
        assert (repository.root / f"heap.{suffix}").read_text() == (repository.root / f"one.{suffix}").read_text()


def main():
    check_the_file()
    for check in (check_comment_is_made_and_updated, check_comments_of_jobs_are_told_apart,
                  check_comments_of_others_are_left_alone, check_no_permission_is_no_failure, check_without_a_pull_request,
                  check_inputs, check_module_in_a_folder, check_no_verdict_is_told, check_text_of_the_change_is_no_command,
                  check_formats_that_are_asked_for, check_examples, check_build_is_asked_for_where_there_is_no_program):
        with Repository() as repository:
            check(repository)


main()
