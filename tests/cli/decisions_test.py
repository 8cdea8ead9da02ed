#!/usr/bin/env python3
"""Counts the heap decisions of compiler logs on its own and holds `goescape report` to the numbers.

Nothing here is shared with goescape: other language, other method (regular expressions over whole texts), written from
the rules alone. A decision is a place (file, line, column), a kind and a text, shape types written alike; the copies
that a generic wrapper prints at the name of its function belong to the next decision of the file with the same text.
"""

import collections
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOESCAPE = os.environ.get("GOESCAPE", str(ROOT / "build" / "goescape"))
SHARED = ROOT.parent / "shared" / "logs"

POSITION = re.compile(r"^(?:<unknown line number>|(.*?):(\d+)(?::(\d+))?(?:\[[^\]]*\])?): (.*)$", re.S)
HEADER = re.compile(r"^# ([^ \[\]]+)(?: \[[^\]]*\])?$")
MOVED = re.compile(r"^moved to heap: ", re.S)
ESCAPES = re.compile(r" escapes to heap$", re.S)
STAYS = re.compile(r" does not escape$", re.S)
# A literal that the compiler cut short has no closing quote (Go 1.22 on).
LITERAL = re.compile(r'"(?:\\.|[^"\\])*(?:"|$)|\'(?:\\.|[^\'\\])*\'|`[^`]*(?:`|(?P<open>$))', re.S)


def plain_text(raw):
    """The text of a log; for go build -json the text that its events hold, each under its header."""
    if not raw.startswith('{"ImportPath"'):
        return raw
    parts = []
    for line in raw.splitlines():
        event = json.loads(line)
        if event["Action"] == "build-output":
            parts.append(event["Output"])
    return "".join(parts)


def messages(text):
    """Yields the logical lines: physical lines joined while a raw string literal is open."""
    held = None
    for line in text.split("\n"):
        line = line.removesuffix("\r")
        if held is None and (line.startswith("# ") or "`" not in line):
            yield line
            continue
        held = line if held is None else held + "\n" + line
        if not any(literal["open"] is not None for literal in LITERAL.finditer(held)):
            yield held
            held = None


def end_of_type(text, at):
    """The end of the Go type that begins at `at`."""
    prefix = re.compile(r"\*|chan<- |<-chan |chan ").match(text, at)
    if prefix:
        return end_of_type(text, prefix.end())
    opening = re.compile(r"\[|map\[").match(text, at)
    if opening:
        return end_of_type(text, end_of_brackets(text, opening.end() - 1))
    braced = re.compile(r"(?:struct|interface) \{").match(text, at)
    if braced:
        return end_of_brackets(text, braced.end() - 1)
    if text.startswith("func(", at):
        end = end_of_brackets(text, at + 4)
        if text.startswith(" (", end):
            return end_of_brackets(text, end + 1)
        return end_of_type(text, end + 1) if re.compile(r" [\w*\[]").match(text, end) else end
    end = re.compile(r"[\w./~\-\u0080-\U0010ffff]*").match(text, at).end()
    return end_of_brackets(text, end) if text.startswith("[", end) else end


def end_of_brackets(text, at):
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] in "([{") - (text[index] in ")]}")
        if depth == 0:
            return index + 1
    return len(text)


def without_shapes(text):
    result = ""
    while (at := text.find("go.shape.")) >= 0:
        end = end_of_type(text, at + len("go.shape."))
        number = re.compile(r"_\d+").match(text, end)
        result += text[:at] + "go.shape"
        text = text[number.end() if number else end :]
    return result + text


class Log:
    """The decisions of a log."""

    def __init__(self, raw):
        self.lines = 0  # Heap lines, repeats included.
        found = collections.Counter()
        declared, inlined = set(), set()
        section = ""
        for line in messages(plain_text(raw)):
            header = HEADER.match(line)
            if header:
                section = header[1]
                continue
            cut = POSITION.match(line)
            if cut:
                place, text = (section, cut[1] or "", int(cut[2] or 0), int(cut[3] or 0)), cut[4]
            elif MOVED.match(line):
                place, text = (section, "", 0, 0), line
            else:
                continue
            if ESCAPES.search(text):
                kind = "escapes_to_heap"
            elif STAYS.search(text):
                kind = "does_not_escape"
            elif MOVED.match(text):
                kind = "moved_to_heap"
            else:
                if text.startswith("can inline "):
                    declared.add(place)
                elif text.startswith("inlining call to ") and "go.shape." in text:
                    inlined.add(place)
                continue
            self.lines += kind != "does_not_escape"
            found[place, kind, without_shapes(text)] += 1
        self.counts = self.folded(found, declared & inlined)

    @staticmethod
    def folded(found, wrappers):
        """Adds what stands at the name of a wrapper to the next equal decision of its file."""
        by_message = collections.defaultdict(list)
        for (section, file, line, column), kind, text in found:
            by_message[section, file, kind, text].append((line, column))
        counts = collections.Counter()
        for (section, file, kind, text), places in by_message.items():
            target = None
            for line, column in sorted(places, reverse=True):
                here = (section, file, line, column)
                if target is None or column == 0 or here not in wrappers:
                    target = here
                if kind != "does_not_escape":
                    counts[target, kind, text] += found[here, kind, text]
        return counts


# Names that stand for the same file, in any section of a log. What the build cache replays may be relative to another
# directory.
def file_key(section, file):
    base = re.split(r"[/\\]", file)[-1]
    synthetic = file in ("", "??") or file.startswith("<") or re.fullmatch(r"_cgo_gotypes\.go|_testmain\.go|.*-d", base)
    if synthetic or not re.search(r"[/\\]", file.removeprefix("./")):
        return (section, base)
    return re.sub(r"^(\.\.?/)+", "", file.replace("\\", "/"))


def expected(log):
    """Occurrences of each decision, those of one file in several sections folded."""
    merged = collections.Counter()
    for ((section, file, line, column), kind, text), count in log.counts.items():
        merged[file_key(section, file), line, column, kind, text] += count
    return merged


def report_of(path):
    done = subprocess.run([GOESCAPE, "report", "--from", path, "-f", "json", "-q"], capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{path}: exit code {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def check(name, path, raw):
    log = Log(raw)
    want = expected(log)
    report = report_of(path)
    findings = report["findings"]
    problems = []
    if report["unrecognized"]["count"] != 0:
        problems.append(f"{report['unrecognized']['count']} lines not understood")
    if len(findings) != len(want):
        problems.append(f"{len(findings)} findings, {len(want)} decisions in the log")
    occurrences = sum(finding["occurrences"] for finding in findings)
    if occurrences != log.lines:
        problems.append(f"{occurrences} occurrences, {log.lines} heap lines in the log")
    have = collections.Counter()
    for finding in findings:
        key = (finding["line"], finding["column"], finding["kind"], without_shapes(finding["message"]), finding["occurrences"])
        have[key] += 1
    for (_, *rest), count in want.items():
        have[(*rest, count)] -= 1
    different = [key for key, count in have.items() if count]
    if different:
        problems.append(f"{len(different)} decisions differ, such as {different[0]}")
    per_package = collections.Counter(finding["package"] for finding in findings)
    for package in report["packages"]:
        if package["heap"] != per_package[package["import_path"]]:
            problems.append(f"{package['import_path']}: heap {package['heap']}, findings {per_package[package['import_path']]}")
    for problem in problems:
        print(f"{name}: {problem}")
    return not problems


def main():
    fine = True
    logs = sorted((ROOT / "testdata").glob("go1.*/*/input.txt"))
    assert logs, "no golden logs"
    for path in logs:
        raw = path.read_bytes().decode("utf-8", "surrogateescape")
        if HEADER.match(raw.split("\n")[0]) or raw.startswith("{"):
            fine &= check(str(path.relative_to(ROOT)), path, raw)
    for compressed in sorted(SHARED.glob("std-m-*.txt.xz")):
        data = lzma.decompress(compressed.read_bytes())
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            file.write(data)
            file.flush()
            fine &= check(compressed.name, file.name, data.decode("utf-8", "surrogateescape"))
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
