package allocations

import "fmt"

type pair struct{ a, b int }

type name string

//go:noinline
func BoxConstant() { anySink = 42 }

//go:noinline
func BoxText() { anySink = "hello" }

//go:noinline
func BoxNamedConstant() { anySink = limit }

const limit = 1000

//go:noinline
func BoxLargeNumber() { anySink = number }

//go:noinline
func BoxTextVariable() { anySink = text }

//go:noinline
func BoxByte() { anySink = letter }

//go:noinline
func BoxBool() { anySink = flag }

//go:noinline
func BoxZeroSize() { anySink = empty{} }

//go:noinline
func BoxStruct() { anySink = pair{number, 2} }

//go:noinline
func BoxConstantStruct() { anySink = pair{1, 2} }

//go:noinline
func BoxStructWithPointers(n node) { anySink = n }

//go:noinline
func BoxSlice() { anySink = ints }

//go:noinline
func BoxPointer() { anySink = nodeSink }

//go:noinline
func BoxMap() { anySink = table }

//go:noinline
func BoxFunction() { anySink = BoxMap }

//go:noinline
func BoxArray() { anySink = [3]int{number, 2, 3} }

//go:noinline
func BoxFloat() { anySink = fraction }

//go:noinline
func BoxInt32() { anySink = int32(number) }

//go:noinline
func BoxInt16() { anySink = int16(number % 30000) }

//go:noinline
func BoxNamedText() { anySink = name(text) }

//go:noinline
func BoxOnStack() bool { var v any = number; _, ok := v.(int); return ok }

//go:noinline
func BoxTwoOfTwoKinds() { pairOfAny[0], pairOfAny[1] = number, letter }

//go:noinline
func BoxVariadic() { keepAll(number, text) }

//go:noinline
func BoxVariadicConstants() { ignoreAll(1, "two") }

//go:noinline
func keepAll(values ...any) { sliceOfAny = values }

//go:noinline
func ignoreAll(values ...any) int { return len(values) }

//go:noinline
func VariadicOnStack() int { return sum(number, 2, 3) }

//go:noinline
func sum(values ...int) int { return values[0] + len(values) }

//go:noinline
func Sprint() { textSink = fmt.Sprint(number) }

//go:noinline
func PanicUnlessPositive() {
	if number < 0 {
		panic("negative")
	}
}

var (
	pairOfAny  [2]any
	sliceOfAny []any
)
