#!/usr/bin/env python3
"""Checks that docs/growing-process.md and docs/history.md show what their commands print. Skipped where the Go release is not
the one that the sessions were recorded with."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    sys.exit(subprocess.run([ROOT / "scripts" / "regenerate-sessions", "--check"]).returncode)
