// Package allocations has a function for every way in which code allocates, or looks as if it did. How often each
// really does is measured by its test, which holds goescape's verdicts to it.
package allocations

import "errors"

type point struct{ x, y int }

type node struct {
	next *node
	name string
}

type empty struct{}

type huge struct{ field [20000]byte }

var (
	pointSink *point
	nodeSink  *node
	intSink   *int
	byteSink  []byte
	intsSink  []int
	anySink   any
	textSink  string
	funcSink  func() int
	mapSink   map[string]int
	chanSink  chan int
	errSink   error
	hugeSink  *huge
	emptySink *empty
	pairSink  [2]*int
)

//go:noinline
func NewObject() { intSink = new(int) }

//go:noinline
func AddressOfLiteral() { pointSink = &point{1, 2} }

//go:noinline
func AddressWithPointers() { nodeSink = &node{name: "n"} }

//go:noinline
func MovedVariable() { x := number; intSink = &x }

//go:noinline
func MovedParameter(x int) { intSink = &x }

//go:noinline
func TwoMovedVariables() { x, y := number, number; pairSink = [2]*int{&x, &y} }

//go:noinline
func MovedOnTwoLines() {
	x := number
	y := number
	pairSink = [2]*int{&x, &y}
}

//go:noinline
func MovedWithPointers() { n := node{name: "n"}; nodeSink = &n }

//go:noinline
func LargeObject() { hugeSink = new(huge) }

//go:noinline
func ZeroSizedObject() { emptySink = new(empty) }

//go:noinline
func LiteralOnStack() int { p := &point{number, 2}; return p.x }

//go:noinline
func NewOnStack() int { p := new(int); *p = number; return *p }

//go:noinline
func SliceLiteral() { intsSink = []int{1, 2, number} }

//go:noinline
func SliceLiteralOnStack() int { s := []int{1, 2, number}; return s[number%3] }

//go:noinline
func EmptySliceLiteral() { intsSink = []int{} }

//go:noinline
func NewError() { errSink = errors.New("failed") }

//go:noinline
func PackageError() { errSink = errFailed }

var errFailed = errors.New("failed")

//go:noinline
func InlinedTwice() { nodeSink = makeNode(makeNode(nil)) }

func makeNode(next *node) *node { return &node{next: next} }
