"""What --help says of every command, for the tests of what is generated beside it."""

import os
import re
import subprocess

FLAG = re.compile(r"^  (?:(-\w), |    )--(\[no-\])?([\w-]+)", re.MULTILINE)


def output_of(*arguments):
    run = subprocess.run([os.environ["GOESCAPE"], *arguments], stdout=subprocess.PIPE, check=True, text=True)
    return run.stdout


def commands():
    block = output_of("--help").partition("\nCommands:\n")[2].partition("\n\n")[0]
    names = re.findall(r"^  (\w+) ", block, re.MULTILINE)
    assert len(names) > 5, names
    return names


def flags_of(command):
    """Every flag of a command as it is typed, from its --help."""
    text = output_of(command, "--help")
    flags = []
    for short, negation, name in FLAG.findall(text):
        flags += [f"--{name}", *([short] if short else []), *([f"--no-{name}"] if negation else [])]
    # Whatever looks like a flag where flags stand is one that the expression above has read.
    left = re.findall(r"^ {2,6}(-[^\s,]+)", text.partition("\nExamples:")[0], re.MULTILINE)
    assert all(word.replace("[no-]", "") in flags for word in left), left
    assert "--help" in flags and "-h" in flags, text
    return flags
