package allocations

import "strings"

//go:noinline
func Concatenate() { textSink = text + suffix }

//go:noinline
func ConcatenateConstants() { textSink = "a" + "b" }

//go:noinline
func ConcatenateShortOnStack() int { s := short + short; return len(s) + int(s[0]) }

//go:noinline
func ConcatenateInLoop() {
	s := ""
	for _, part := range parts {
		s += part
	}
	textSink = s
}

//go:noinline
func TextOfBytes() { textSink = string(bytes) }

//go:noinline
func BytesOfText() { byteSink = []byte(text) }

//go:noinline
func BytesOfConstant() { byteSink = []byte("constant") }

//go:noinline
func TextForLookup() int { return table[string(bytes)] }

//go:noinline
func TextForComparison() bool { return string(bytes) == text }

//go:noinline
func TextOfRune() { textSink = string(letterRune) }

//go:noinline
func TextOfRunes() { textSink = string(runes) }

//go:noinline
func RunesOfText() { runeSink = []rune(text) }

//go:noinline
func SubText() { textSink = text[1:] }

//go:noinline
func Builder() {
	var b strings.Builder
	b.WriteString(text)
	b.WriteString(suffix)
	textSink = b.String()
}

//go:noinline
func RangeOverBytesOfText() int {
	n := 0
	for _, c := range []byte(text) {
		n += int(c)
	}
	return n
}

var runeSink []rune
