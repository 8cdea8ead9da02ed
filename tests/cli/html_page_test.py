#!/usr/bin/env python3
"""The page of the HTML report without a browser: that its policy allows exactly what stands in it, and that the
libraries in the tree are the published ones, listed with their licences."""

import base64
import hashlib
import html.parser
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
HTML = ROOT / "lib" / "render" / "html"
VENDOR = HTML / "vendor"
LOG = ROOT / "testdata" / "readme" / "quickstart.log"


def digest(algorithm, content):
    return f"{algorithm}-" + base64.b64encode(hashlib.new(algorithm, content).digest()).decode()


class Parts(html.parser.HTMLParser):
    """The policy, the scripts and styles, and every attribute of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.policy, self.scripts, self.styles, self.data, self.attributes = "", [], [], [], []
        self.target = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            assert not self.scripts and not self.styles, "the policy stands behind what it is to judge"
            self.policy = attributes["content"]
        if tag in ("script", "style"):
            self.target = self.styles if tag == "style" else self.data if attributes.get("type") else self.scripts
            self.target.append("")

    def handle_endtag(self, tag):
        self.target = None

    def handle_data(self, data):
        if self.target is not None:
            self.target[-1] += data


def check_policy():
    page = subprocess.run([os.environ["GOESCAPE"], "report", "--from", LOG, "-f", "html"], stdout=subprocess.PIPE, check=True,
                          cwd=ROOT).stdout.decode("utf-8")
    parts = Parts()
    parts.feed(page)
    policy = dict(directive.strip().split(" ", 1) for directive in parts.policy.split(";"))
    assert policy["default-src"] == "'none'", parts.policy
    for directive, contents in (("script-src", parts.scripts), ("style-src", parts.styles)):
        wanted = [f"'{digest('sha256', content.encode())}'" for content in contents]
        assert contents and policy[directive].split() == wanted, f"{directive} is {policy[directive]}, not {wanted}"
    assert "unsafe" not in parts.policy and "http" not in parts.policy, parts.policy
    assert len(parts.data) >= 3 and all(json.loads(block) is not None for block in parts.data)
    for tag, name, value in parts.attributes:
        assert not name.startswith("on") and name not in ("style", "src", "srcset"), f"<{tag} {name}={value!r}>"
        assert name != "href" or value.startswith(("#", "data:")), f"<{tag} {name}={value!r}>"


def check_sources():
    """Text becomes markup nowhere. The page forbids it, too; this says where."""
    for path in sorted((HTML / "script").glob("*.js")):
        text = path.read_text(encoding="utf-8")
        for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "setTimeout(\"",
                          "fetch(", "XMLHttpRequest", "import("):
            assert forbidden not in text, f"{path.name}: {forbidden}"
    listed = (ROOT / "cmake" / "EmbedHtml.cmake").read_text(encoding="utf-8")
    for folder in ("script", "style"):
        for path in (HTML / folder).iterdir():
            assert f"{folder}/{path.name}" in listed, f"{folder}/{path.name} is not in the page"


def check_libraries():
    libraries = json.loads((VENDOR / "libraries.json").read_text(encoding="utf-8"))
    table = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    known = {VENDOR / "libraries.json"}
    for library in libraries:
        row = f"| [{library['name']}](../lib/render/html/vendor/{library['folder']}/LICENSE) | {library['version']} | {library['license']} |"
        assert row in table, f"docs/licences.md has no row like: {row}"
        for name, integrity in library["files"].items():
            path = VENDOR / library["folder"] / pathlib.PurePosixPath(name).name
            assert digest("sha512", path.read_bytes()) == integrity, f"{path}: is not the published file"
            known.add(path)
    unknown = {path for path in VENDOR.rglob("*") if path.is_file()} - known
    assert not unknown, f"not in libraries.json: {unknown}"


def main():
    check_policy()
    check_sources()
    check_libraries()


if __name__ == "__main__":
    main()
