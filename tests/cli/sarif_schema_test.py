#!/usr/bin/env python3
"""Validates SARIF output against the schema of the OASIS standard with a validator that is not part of this project,
and against those rules of the standard that a schema cannot say. That both can say no is checked by breaking documents
in many ways. What holds for real modules is compared with the JSON of the same run.
"""

import collections
import copy
import json
import re
import sys

import sarif_documents

try:
    import jsonschema
except ImportError:
    print("skipped: the Python module jsonschema is not installed (Debian: python3-jsonschema)")
    sys.exit(125)

SCHEMA = json.loads((sarif_documents.ROOT / "testdata" / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)
# RFC 3986, appendix A: a path without a scheme, or the absolute one of a file.
URI = re.compile(r"(?:file://(?=/))?(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+")
LINK = re.compile(r"(?<!\\)\]\(([^)]*)\)")
PLACEHOLDER = re.compile(r"(?<!\{)\{\d+\}(?!\})")
STATES = {"introduced": "new", "fixed": "absent", "moved": "updated"}


def parse_strictly(text):
    """Parses JSON, refusing keys that occur twice."""

    def unique(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            raise ValueError(f"a key occurs twice among {keys}")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=unique)


def objects_with(member, value):
    """All objects below `value` that have a member of this name."""
    if isinstance(value, dict):
        if member in value:
            yield value
        for each in value.values():
            yield from objects_with(member, each)
    elif isinstance(value, list):
        for each in value:
            yield from objects_with(member, each)


def complaints_about_places(run):
    for location in objects_with("uri", run.get("results", [])):
        if not URI.fullmatch(location["uri"]):
            yield f"{location['uri']} is no URI"
        if location["uri"].startswith("file:") == ("uriBaseId" in location):
            yield f"{location} has a base and is absolute, or neither"
        if location.get("uriBaseId", "GOROOT") not in run["originalUriBaseIds"]:
            yield f"nobody says what the base of {location} is"
    for region in objects_with("startColumn", run["results"]):
        if "startLine" not in region:
            yield "a column without a line"


def complaints_about(result, run):
    rules = run["tool"]["driver"]["rules"]
    if result["ruleIndex"] >= len(rules) or rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        yield "ruleId and ruleIndex differ (3.27.6)"
    if (result.get("kind", "fail") == "fail") == (result["level"] == "none"):
        yield "level and kind contradict each other (3.27.10)"
    if not result["locations"] or "physicalLocation" not in result["locations"][0]:
        yield "GitHub refuses results without a place"
    if any("physicalLocation" not in step["location"] for step in objects_with("nestingLevel", result)):
        yield "GitHub takes no step without a place"
    ids = collections.Counter(location["id"] for location in result.get("relatedLocations", []))
    if any(count != 1 for count in ids.values()):
        yield "related locations share an id (3.28.2)"
    for message in objects_with("text", result):
        if any(not link.isdigit() or ids[int(link)] != 1 for link in LINK.findall(message["text"])):
            yield f"a link to nowhere in {message['text']} (3.11.6)"
        if PLACEHOLDER.search(message["text"]):
            yield f"a placeholder without an argument in {message['text']} (3.11.11)"


def complaints(document):
    """What is wrong with a document, one sentence each."""
    for error in VALIDATOR.iter_errors(document):
        yield f"schema: {list(error.absolute_path)}: {error.message[:200]}"
        return
    for run in document["runs"]:
        results = run["results"]
        for member in ("baselineState", "suppressions"):  # 3.27.23 and 3.27.24
            if len({member in result for result in results}) > 1:
                yield f"some results have {member}, others do not"
        yield from complaints_about_places(run)
        for result in results:
            yield from complaints_about(result, run)
        notifications = run["tool"]["driver"]["notifications"]
        for notice in run["invocations"][0]["toolExecutionNotifications"]:
            if notifications[notice["descriptor"]["index"]]["id"] != notice["descriptor"]["id"]:
                yield "the id and the index of a notification differ"


def check_valid(name, text):
    found = list(complaints(parse_strictly(text)))
    assert not found, f"{name}:\n" + "\n".join(found[:10])
    return json.loads(text)["runs"][0]


def check_says_no(document):
    """Each edit makes a valid document of a `check` wrong in one way."""

    def first(d):
        return d["runs"][0]["results"][0]

    def linked(d):
        return next(result for result in d["runs"][0]["results"] if "](1)" in result["message"]["text"])

    def artifact(d):
        return first(d)["locations"][0]["physicalLocation"]["artifactLocation"]

    edits = {
        "another version": lambda d: d.update(version="2.0.0"),
        "no runs": lambda d: d.pop("runs"),
        "unknown member": lambda d: first(d).update(extra=1),
        "no message": lambda d: first(d).pop("message"),
        "unknown level": lambda d: first(d).update(level="fatal"),
        "unknown state": lambda d: first(d).update(baselineState="gone"),
        "line 0": lambda d: first(d)["locations"][0]["physicalLocation"].update(region={"startLine": 0}),
        "region without a start": lambda d: first(d)["locations"][0]["physicalLocation"].update(region={"endLine": 1}),
        "no name of the tool": lambda d: d["runs"][0]["tool"]["driver"].pop("name"),
        "no word on success": lambda d: d["runs"][0]["invocations"][0].pop("executionSuccessful"),
        "blank in a URI": lambda d: artifact(d).update(uri="a b.go"),
        "colon in a URI": lambda d: artifact(d).update(uri="a:b.go"),
        "unknown base": lambda d: artifact(d).update(uriBaseId="HOME"),
        "absolute with a base": lambda d: artifact(d).update(uri="file:///a.go"),
        "another rule": lambda d: first(d).update(ruleIndex=0),
        "rule out of range": lambda d: first(d).update(ruleIndex=1000),
        "state on some only": lambda d: first(d).pop("baselineState"),
        "suppressions on some only": lambda d: first(d).pop("suppressions"),
        "problem without a level": lambda d: first(d).update(level="none"),
        "link out of the document": lambda d: first(d)["message"].update(text="[x](http://example.com)"),
        "link to nothing": lambda d: linked(d).pop("relatedLocations"),
        "placeholder": lambda d: first(d)["message"].update(text="x {0} y"),
        "no place": lambda d: first(d).update(locations=[]),
    }
    for description, edit in edits.items():
        broken = copy.deepcopy(document)
        edit(broken)
        assert any(complaints(broken)), f"nobody minds: {description}"


def check_steps_have_places(document):
    step = next(objects_with("nestingLevel", document))
    step["location"].pop("physicalLocation")
    assert any(complaints(document)), "nobody minds a step without a place"


def told(run):
    """How often each id occurs in each state."""
    return collections.Counter((result["partialFingerprints"]["goescapeId/v1"], result.get("baselineState", ""))
                               for result in run["results"] if "partialFingerprints" in result)


def check_against_json(name, run, document):
    """The same findings with the same ids, and the same number of unchanged ones."""
    if "findings" in document:
        assert told(run) == collections.Counter((finding["id"], "") for finding in document["findings"]), name
        return
    expected = collections.Counter()
    for member, state in STATES.items():
        for finding in document[member] if state != "absent" or "gate" not in document else ():
            expected[(finding.get("new", finding)["id"], state)] += 1
    found = told(run)
    unchanged = {key: found.pop(key) for key in list(found) if key[1] == "unchanged"}
    assert found == expected, f"{name}: {found} instead of {expected}"
    assert sum(unchanged.values()) == document["unchanged"], f"{name}: {unchanged} instead of {document['unchanged']}"
    rules = [rule for result in run["results"] if (rule := result["properties"].get("gateRule"))]
    violations = [violation["rule"] for violation in document.get("gate", {}).get("violations", [])]
    assert sorted(rules) == sorted(violations), f"{name}: {rules} instead of {violations}"


def check_compiled():
    documents = sarif_documents.compiled()
    if not documents:
        print("no real module is validated: there is no Go or no git")
    for name, (sarif, text) in documents.items():
        run = check_valid(name, sarif)
        check_against_json(name, run, json.loads(text))
        assert run["invocations"][0]["executionSuccessful"] == ("broken" not in name), f"{name} says it was successful"
        if name == "check":
            check_says_no(json.loads(sarif))
            suppressed = [result for result in run["results"] if result["suppressions"]]
            assert len(suppressed) == 1 and suppressed[0]["message"]["text"].startswith("moved to heap: n"), suppressed
        elif name == "diff":
            states = {result["baselineState"] for result in run["results"]}
            assert states == {"new", "absent", "updated", "unchanged"}, states


def main():
    built = sarif_documents.built()
    assert {"sample", "hostile", "empty", "diff", "check", "hostile_diff", "hostile_check"} <= built.keys(), built.keys()
    for name, text in built.items():
        check_valid(name, text)
    check_says_no(json.loads(built["check"]))
    check_steps_have_places(json.loads(built["sample"]))
    check_compiled()


main()
