#!/bin/sh
# A saved JSON report says the same as the log that it was made from: in every format, from a file and from a pipe.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
cd "$scratch"

fail() {
  echo "$*" >&2
  exit 1
}

# The goescape under test; what it remarks is kept for the test that wants to see it.
report() { "$GOESCAPE" report "$@" 2>remarks; }

cat >log <<'LOG'
# example.com/m/a
a/a.go:3:6: can inline F
a/a.go:4:2: x escapes to heap in F:
a/a.go:4:2:   flow: {heap} ← &x:
a/a.go:4:2:     from &x (address-of) at a/a.go:5:9
a/a.go:4:2: moved to heap: x
a/a.go:8:13: ... argument does not escape
# example.com/m/b
b/b.go:9:7: leaking param: "\x1b[31m"
b/b.go:9:13: "\u202e<b>" escapes to heap
LOG

report --from log --kinds all -f json=a.json -f text=a.text -f csv=a.csv -f markdown=a.markdown -f jsonl=a.jsonl -f sarif=a.sarif
report --from a.json --kinds all -f json=b.json -f text=b.text -f csv=b.csv -f markdown=b.markdown -f jsonl=b.jsonl -f sarif=b.sarif
for format in json text csv markdown jsonl sarif; do
  cmp "a.$format" "b.$format"
done
# shellcheck disable=SC2094  # Both only read.
report --from - --kinds all -f json <a.json | cmp - a.json
# shellcheck disable=SC2002  # A pipe is another kind of input than a file.
cat a.json | report --from - --kinds all -f json | cmp - a.json

# Filters say the same on both, where the report lists every kind.
for filter in --package=example.com/m/b --file='a/*' --function=F --match=moved; do
  report --from log "$filter" -f json >from_log
  report --from a.json "$filter" -f json | cmp - from_log
done

# A report with heap decisions only still has all counts of a package, and no others within one.
report --from log -f json=heap.json
report --from log --package=example.com/m/a -f json >from_log
report --from heap.json --package=example.com/m/a -f json | cmp - from_log
report --from heap.json --file='a/*' -f json >filtered
grep -q '"totals".*"moved_to_heap":1' filtered || fail "the heap decision of a/ is not counted"
grep -q does_not_escape filtered && fail "what is not listed is counted under --file"
report --from heap.json --kinds all -f json >listed
grep -q 'counts more than it lists' remarks || fail "no remark on kinds that are not listed"

# Heap decisions that are not listed are not filtered away.
report --from log --kinds can_inline -f json=inline.json
code=0
report --from inline.json --file='a/*' -f json || code=$?
[ "$code" -eq 3 ] || fail "filtering what is not listed ended with $code"

# What is broken is said, with exit code 3.
head -c 300 a.json >cut.json
code=0
report --from cut.json || code=$?
[ "$code" -eq 3 ] || fail "half a report ended with $code"
grep -q 'cut.json ends in the middle' remarks || fail "unexpected: $(cat remarks)"
sed 's#goescape.report/1#goescape.report/2#' a.json >new.json
code=0
report --from new.json || code=$?
[ "$code" -eq 3 ] || fail "a newer report ended with $code"
grep -q 'newer goescape' remarks || fail "unexpected: $(cat remarks)"
echo "saved reports say the same"
