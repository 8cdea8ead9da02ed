#!/usr/bin/env python3
"""Checks what completes goescape in shells: that every flag of every --help is there, and that the shells read it and
complete with it, as typed at a terminal. Of the shells at hand; without any of them the test is skipped."""

import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

from command_flags import commands, flags_of, output_of

SKIPPED = 125

# What is typed, and the arguments that are there after a tabulator.
TYPED = [
    ("che", ["check"]),
    ("-C . bas", ["-C", ".", "baseline"]),
    ("check --adv", ["check", "--advisory"]),
    ("check --no-adv", ["check", "--no-advisory"]),
    ("--find", ["--findings"]),
    ("report --format=cs", ["report", "--format=csv"]),
    ("-f markd", ["-f", "markdown"]),
    ("-f json=out.j", ["-f", "json=out.json"]),
    ("report --kinds moved_to_heap,parameter_e", ["report", "--kinds", "moved_to_heap,parameter_effect"]),
    ("report --from a.l", ["report", "--from", "a.log"]),
    ("report -C cod", ["report", "-C", "codec"]),
    ("baseline pr", ["baseline", "prune"]),
    ("history tr", ["history", "trend"]),
    ("completion fi", ["completion", "fish"]),
    ("help con", ["help", "config"]),
    ("diff mai", ["diff", "main"]),
    ("diff main a.l", ["diff", "main", "a.log"]),
    ("check --base mai", ["check", "--base", "main"]),
    ("config --driver comp", ["config", "--driver", "compile"]),
]


class Terminal:
    """A shell at a terminal of its own."""

    def __init__(self, command, folder, environment):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, {**os.environ, "TERM": "dumb", "PS1": "", **environment})

    def type(self, text):
        os.write(self.terminal, text.encode())

    def read_until(self, pattern, seconds=20):
        text, deadline = "", time.monotonic() + seconds
        while time.monotonic() < deadline:
            if select.select([self.terminal], [], [], 0.2)[0]:
                text += os.read(self.terminal, 65536).decode("utf-8", "replace")
                if found := re.search(pattern, text):
                    return found
        raise AssertionError(f"no {pattern!r} in {text!r}")

    def close(self):
        self.type("\x03exit\n")
        os.close(self.terminal)
        os.waitpid(self.child, 0)


# The program is a function that says what it was given; "ready" is written in two parts, so that it is not found in the
# echo of what is typed.
FAKE = """goescape() { printf '{'; printf '<%s>' "$@"; printf '}\\n'; }; printf '%s%s\\n' rea dy\n"""


def check_at_terminal(command, set_up, folder):
    terminal = Terminal(command, folder, {"HOME": str(folder), "ZDOTDIR": str(folder), "HISTFILE": ""})
    try:
        terminal.type(f"{set_up}; {FAKE}")
        terminal.read_until("ready")
        for typed, expected in TYPED:
            terminal.type(f"goescape {typed}\t")
            time.sleep(0.15)  # A shell that completes reads what is typed behind the tabulator as an answer.
            terminal.type("\n")
            # zsh takes the slash of a folder away again when the line ends.
            got = [word.rstrip("/") for word in re.findall("<([^<>]*)>", terminal.read_until(r"\{(<[^<>]*>)*\}")[0])]
            assert got == expected, f"{command[0]}: {typed!r} became {got}, not {expected}"
    finally:
        terminal.close()


def check_bash(folder, script):
    subprocess.run(["bash", "-n", script], check=True)
    check_at_terminal(["bash", "--norc", "--noprofile", "-i"], f"bind 'set bell-style none'; source {script}", folder)


def check_zsh(folder, script):
    subprocess.run(["zsh", "-n", script], check=True)
    functions = folder / "functions"
    functions.mkdir()
    shutil.copy(script, functions / "_goescape")
    set_up = f"PROMPT=; unset zle_bracketed_paste; unsetopt beep; fpath=({functions} $fpath); autoload -Uz compinit; compinit -u -D"
    check_at_terminal(["zsh", "-f", "-i"], set_up, folder)


def check_fish(folder, script):
    subprocess.run(["fish", "-n", script], check=True)
    environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
    lines = "\n".join(f"complete -C 'goescape {typed}'; echo ====" for typed, _ in TYPED)
    run = subprocess.run(["fish", "-c", f"source {script}\n{lines}"], cwd=folder, env=environment, stdout=subprocess.PIPE,
                         check=True, text=True)
    for (typed, expected), answer in zip(TYPED, run.stdout.split("====\n"), strict=False):
        offered = [line.partition("\t")[0].rstrip("/") for line in answer.splitlines()]
        assert expected[-1] in offered, f"fish: {typed!r} offers {offered}, not {expected[-1]}"


def check_every_flag(shell, text):
    for command in commands():
        for flag in flags_of(command):
            name = flag.lstrip("-")
            if shell == "fish":
                option = rf" -l {name} " if flag.startswith("--") else rf" -s {name} "
                known = re.search(rf"__goescape_is {command}( none)?'.*{option}", text)
            elif shell == "zsh":
                body = re.search(rf"\n_goescape_command_{command}\(\) \{{\n(.*?)\n\}}", text, re.DOTALL)[1]
                known = re.search(rf"'\*?{re.escape(flag)}[+=]?\[", body)
            else:
                known = re.search(rf'\n +{command}:flags\) _goescape_words ".*{re.escape(flag)}[ "]', text)
            assert known, f"{shell}: {command} lacks {flag}"


def main():
    shells = {"bash": check_bash, "zsh": check_zsh, "fish": check_fish}
    skipped = []
    for shell, check in shells.items():
        text = output_of("completion", shell)
        check_every_flag(shell, text)
        if shutil.which(shell) is None:
            skipped.append(shell)
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "codec").mkdir()
            (folder / "a.log").write_text("")
            (folder / "out.json").write_text("")
            git = ["git", "-c", "user.name=Gopher", "-c", "user.email=gopher@example.com", "-C", folder]
            subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
            subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message", "first"], check=True)
            script = folder / f"goescape.{shell}"
            script.write_text(text)
            check(folder, script)
    if skipped:
        print(f"skipped: there is no {' and no '.join(skipped)}")
    if len(skipped) == len(shells):
        sys.exit(SKIPPED)


main()
