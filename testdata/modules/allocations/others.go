package allocations

//go:noinline
func MakeMap() { mapSink = map[string]int{} }

//go:noinline
func MapLiteral() { mapSink = map[string]int{"a": 1, text: 2} }

//go:noinline
func MapWithRoom() { mapSink = make(map[string]int, number) }

//go:noinline
func SmallMapOnStack() int { m := map[int]int{}; m[number] = 1; return len(m) }

//go:noinline
func MapGrowth() int {
	m := map[int]int{}
	for i := 0; i < 1000; i++ {
		m[i] = i
	}
	return len(m)
}

//go:noinline
func MapLookup() int { return table["a"] }

//go:noinline
func MakeChannel() { chanSink = make(chan int) }

//go:noinline
func MakeBufferedChannel() { chanSink = make(chan int, number) }

//go:noinline
func ClosureThatCaptures() { n := number; funcSink = func() int { n++; return n } }

//go:noinline
func ClosureThatCapturesByValue() { n := number; funcSink = func() int { return n } }

//go:noinline
func ClosureWithoutCaptures() { funcSink = func() int { return number } }

//go:noinline
func ClosureOnStack() int { n := number; return call(func() int { return n }) }

//go:noinline
func call(f func() int) int { return f() }

//go:noinline
func MethodValue(n *node) { funcSink = n.length }

//go:noinline
func MethodValueOnStack(n *node) int { return call(n.length) }

//go:noinline
func MethodExpression() { methodSink = (*node).length }

var methodSink func(*node) int

func (n *node) length() int { return len(n.name) }

//go:noinline
func DeferOnStack() { defer nothing() }

//go:noinline
func DeferInLoop() {
	for i := 0; i < 3; i++ {
		defer nothing()
	}
}

//go:noinline
func nothing() {}

//go:noinline
func Goroutine() {
	done := shared
	go signal(done)
	<-done
}

//go:noinline
func signal(done chan struct{}) { done <- struct{}{} }

var shared = make(chan struct{})

//go:noinline
func Generic() { intSink = newOf(number) }

//go:noinline
func GenericOfPointer() { genericSink = newOf(nodeSink) }

func newOf[T any](value T) *T { return &value }

var genericSink **node

//go:noinline
func GenericBox() { box(number) }

//go:noinline
func GenericBoxOfByte() { boxSmall(letter) }

func box[T any](value T) { anySink = value }

func boxSmall[T any](value T) { anySink = value }

//go:noinline
func InterfaceCall() int { return measured.length() }

type lengther interface{ length() int }

var measured lengther = &node{name: "measured"}

//go:noinline
func Nothing() int { return number + 1 }
