#!/bin/sh
# Holds the scanner of Go sources against go/parser over the whole standard library and the Go toolchain.
#
# The directory of go_functions_dump comes in GOESCAPE_TOOLS.
set -eu

dump=$GOESCAPE_TOOLS/go_functions_dump
oracle=$(CDPATH= cd -- "$(dirname -- "$0")/../oracle" && pwd)

if ! command -v go >/dev/null 2>&1; then
  echo "skipped: there is no go"
  exit 125
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
goroot=$(go env GOROOT)

(cd "$oracle" && GOTOOLCHAIN=local GOFLAGS= go build -o "$scratch/functions" ./functions)
# With the slash, src is followed where it is a symbolic link, as in Debian.
"$scratch/functions" "$goroot/src/" >"$scratch/want"
sed -n 's/^file //p' "$scratch/want" >"$scratch/files"
"$dump" <"$scratch/files" >"$scratch/got"

functions=$(grep -c '^[0-9]' "$scratch/want" || true)
if [ "$functions" -lt 10000 ]; then
  echo "the oracle found only $functions functions below $goroot/src" >&2
  exit 1
fi
if ! diff -u "$scratch/want" "$scratch/got" >"$scratch/diff"; then
  head -n 60 "$scratch/diff" >&2
  exit 1
fi
echo "$functions functions agree"
