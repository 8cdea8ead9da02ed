"""Texts that try to act in whatever shows them, and what each format has to be for nothing in them to act.

A format is read with a real parser where there is one. What is held: nothing acts, and no message is lost.
"""

import csv
import html.parser
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

# Default_Ignorable_Code_Point of Unicode 15 without two variation selectors, controls, separators of lines.
HIDDEN_RANGES = ((0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
                 (0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0D),
                 (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
                 (0xE0000, 0xE0FFF))
LOG_COMMAND = re.compile(r"##(?=[A-Za-z]*\[)")
FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

TEXTS = (
    "\x1b[31mred\x1b]0;title\x07", "\u009b31m\u0090q\u009c", "a\u202eb\u2066c", "\u200bz\u200d\ufeff\u3164\uffa0\u034f\ufe01",
    "\U000e0041\U0001d173\U000e0100", "one\ntwo\r\nthree\ttab", "\u2028\u2029\u0085", "</script><script>hostile()</script>",
    "<img src=x onerror=hostile()>", "<!-- --> ]]> <![CDATA[ &amp; ' \"", "</td></table></details></code></pre>",
    "::error title=x::y", "\u00a0\u2003::error::y", "%0A::error::z%0D", "##[error]a ##vso[task.x]b ###teamcity[x]",
    "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\uff1d1", "a;=1+1;\"=2", "![x](http://x.example/y) [a](javascript:h())",
    "| a | b |", "`code` ``` ~~~", "@user #1 **b** _i_ <http://x.example>", "[x]: http://x.example", "{{x}} ${x} {0} %s",
    "a\\", "\\", "nul\x00", "// x", "long " * 600)


HIDDEN = re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in HIDDEN_RANGES) + "]")


def escaped(text):
    """As lib/util/display.h describes it."""
    def spelled(found):
        character = found[0]
        code = ord(character)
        if character in "\n\t\r":
            return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character]
        return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

    blanks = re.match("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*", text).end()
    if text[blanks:].startswith(":"):
        text = f"{text[:blanks]}\\x3a{text[blanks + 1:]}"
    text = LOG_COMMAND.sub("#\\\\x23", text)
    return HIDDEN.sub(spelled, text)


def shortened(text):
    """As Markdown cuts long texts: whatever is left of both ends."""
    return (text[:100], text[-100:]) if len(text.encode()) > 400 else (text,)


def check_harmless(what, text):
    """What holds for each format on a terminal and in a log."""
    for line in text.replace("\r\n", "\n").split("\n"):
        bad = HIDDEN.findall(line)
        assert not bad, f"{what}: shows {bad!a} in {line!a}"
        assert not LOG_COMMAND.search(line), f"{what}: a log would run {line!a}"
        assert what.startswith("github") or not line.strip().startswith("::"), f"{what}: a log would run {line!a}"


def check_text(what, text, messages):
    check_harmless(what, COLOUR.sub("", text))
    for message in messages:
        assert escaped(message) in COLOUR.sub("", text), f"{what}: lost {escaped(message)!a}"


def values_of(document):
    if isinstance(document, dict):
        for value in document.values():
            yield from values_of(value)
    elif isinstance(document, list):
        for value in document:
            yield from values_of(value)
    elif isinstance(document, str):
        yield document


def check_json(what, text, messages, lines=False):
    check_harmless(what, text)
    documents = [json.loads(line) for line in text.splitlines()] if lines else [json.loads(text)]
    told = list(values_of(documents))
    for message in messages:
        assert any(message in value or escaped(message) in value for value in told), f"{what}: lost {message!a}"
    return documents


def check_jsonl(what, text, messages):
    check_json(what, text, messages, lines=True)


def check_sarif(what, text, messages):
    document, = check_json(what, text, ())
    results = document["runs"][0]["results"]
    told = [result["message"]["text"] for result in results]
    for each in told:
        links = re.findall(r"(?<!\\)(?:\\\\)*\]\(([^)]*)\)", each)
        assert all(link.isdigit() for link in links), f"{what}: a link of its own in {each!a}"
        assert not re.search(r"(?<!\{)\{\d+\}(?!\})", each), f"{what}: a placeholder of its own in {each!a}"
    plain = [each.replace("\\]", "]").replace("\\[", "[").replace("{{", "{").replace("}}", "}") for each in told]
    for message in messages:
        wanted = message.replace("{{", "{").replace("}}", "}")
        assert any(wanted in each or escaped(wanted) in each for each in plain), f"{what}: lost {message!a}"
    uris = [location["physicalLocation"]["artifactLocation"]["uri"] for result in results for location in result["locations"]]
    assert all(re.fullmatch(r"(file://)?[A-Za-z0-9\-._~!$&'()*+,;=@/%]+", uri) for uri in uris), f"{what}: {uris!a:.2000}"


def check_csv(what, text, messages):
    check_harmless(what, text)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    told = set()
    for row in rows:
        assert len(row) == len(rows[0]), f"{what}: {row!a}"
        for cell in row:
            number = re.fullmatch(r"-?\d+", cell)
            assert number or not FORMULA.match(cell), f"{what}: a formula {cell!a}"
        told.update(row)
    for line in text.split("\r\n"):
        for cell in line.split(";"):
            assert not FORMULA.match(cell.lstrip(' "')) , f"{what}: a formula where semicolons cut: {cell!a}"
    undone = {cell.replace("'", "") for cell in told}
    for message in messages:
        assert escaped(message).replace("'", "") in undone, f"{what}: lost {message!a}"


def check_xml(what, text, messages, elements):
    check_harmless(what, text)
    root = ElementTree.fromstring(text)
    told = []
    for node in root.iter():
        assert node.tag in elements, f"{what}: a text became the element {node.tag!a}"
        told += [*node.attrib.values(), node.text or ""]
    for message in messages:
        assert any(escaped(message) in each for each in told), f"{what}: lost {message!a}"


def check_checkstyle(what, text, messages):
    check_xml(what, text, messages, {"checkstyle", "file", "error"})


def check_junit(what, text, messages):
    check_xml(what, text, messages,
              {"testsuites", "testsuite", "testcase", "system-out", "skipped", "failure", "error"})


def check_errorformat(what, text, messages):
    check_harmless(what, text)
    for line in text.splitlines():
        assert re.match(r"[^\n]+:[1-9]\d*:[1-9]\d*: .* \[[^\n]*\]", line), f"{what}: {line!a}"
    for message in messages:
        assert escaped(message) in text, f"{what}: lost {message!a}"


def check_coverprofile(what, text, _messages):
    """The format has no place for messages."""
    check_harmless(what, text)
    first, *lines = text.splitlines()
    assert first == "mode: count"
    assert all(re.fullmatch(r"[^\n]+\.go:\d+\.\d+,\d+\.\d+ 1 \d+", line) for line in lines), f"{what}: {text!a}"


def check_github(what, text, messages):
    """As ActionCommand.TryParseV2 of the runner reads lines. GitHub shows ten of each type, so messages may be missing."""
    check_harmless(what, text)
    lines = text.splitlines()
    assert lines[0] == "::remove-matcher owner=go::", f"{what}: {lines[0]!a}"
    assert len(lines) <= 31, f"{what}: {len(lines)} lines"
    told = []
    for line in lines[1:]:
        command, data = line[2:].split("::", 1)
        name, _, properties = command.partition(" ")
        assert line.startswith("::") and name in ("error", "warning", "notice"), f"{what}: runs {line!a}"
        keys = [each.split("=", 1)[0] for each in properties.split(",")]
        assert set(keys) <= {"file", "line", "col", "title"} and len(keys) == len(set(keys)), f"{what}: {line!a}"
        told.append(data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"))
        assert not set("\r\n") & set(told[-1]), f"{what}: {line!a}"
    assert "more: GitHub shows" in text or all(any(escaped(message) in each for each in told) for message in messages), f"{what}: {told}"


class Tags(html.parser.HTMLParser):
    """The elements of a page, its text, and what the elements of each name hold."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.comments, self.inside, self.open = set(), [], [], {}, []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on"), f"<{tag} {name}={value!a}>"
            if name in ("href", "src"):
                self.links.append(value)

    def handle_endtag(self, tag):
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag):]

    def handle_data(self, data):
        if self.open:
            self.inside[self.open[-1]] = self.inside.get(self.open[-1], "") + data + "\n"

    def handle_comment(self, data):
        self.comments.append(data)


MARKDOWN_TAGS = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "strong", "details", "summary", "ul", "ol", "li",
                 "pre", "a"}


def has_markdown():
    return shutil.which("cmark-gfm") is not None


def check_markdown(what, text, messages, links=()):
    check_harmless(what, text)
    if not has_markdown():
        return
    page = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough"], input=text,
                          stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8").stdout
    tags = Tags(page)
    assert tags.tags <= MARKDOWN_TAGS, f"{what}: a text became {tags.tags - MARKDOWN_TAGS}"
    assert len(tags.comments) == 1 and tags.comments[0].strip().startswith("goescape"), f"{what}: {tags.comments}"
    assert all(any(link.startswith(base) for base in links) for link in tags.links), f"{what}: links {tags.links}"
    if "for which a comment has no room" in text:
        return
    for message in messages:
        for part in shortened(escaped(message)):
            assert part in tags.inside["code"], f"{what}: lost {part!a}"


def check_html(what, text, messages):
    """The page as it is sent; what it becomes is up to the browser (html_browser_test.py)."""
    assert text.count("</script>") == text.count("<script"), what
    blocks = re.findall(r'<script type="application/json" id="([^"]+)">(.*?)</script>', text, re.S)
    told = []
    for name, block in blocks:
        assert "<" not in block, f"{what}: markup in {name}"
        told += values_of(json.loads(block))
    tags = Tags(text)
    assert not {"img", "iframe", "object", "embed", "base"} & tags.tags, f"{what}: {tags.tags}"
    for message in messages:
        assert any(message in each for each in told), f"{what}: lost {message!a}"


CHECKS = {"text": check_text, "json": check_json, "jsonl": check_jsonl, "rows": check_jsonl, "csv": check_csv,
          "markdown": check_markdown, "github": check_github, "gitlab": check_json, "junit": check_junit, "checkstyle": check_checkstyle,
          "rdjsonl": check_jsonl, "errorformat": check_errorformat, "coverprofile": check_coverprofile, "sarif": check_sarif,
          "html": check_html}
