package allocations

//go:noinline
func MakeVariable() { byteSink = make([]byte, number) }

//go:noinline
func MakeConstant() { byteSink = make([]byte, 100) }

//go:noinline
func MakeConstantOnStack() byte { s := make([]byte, 100); return s[number%100] }

//go:noinline
func MakeVariableNotEscaping() byte { s := make([]byte, number); return s[number/2] }

//go:noinline
func MakeTooLarge() byte { s := make([]byte, 1<<20); return s[number%100] }

//go:noinline
func MakeEmpty() { intsSink = make([]int, 0) }

//go:noinline
func AppendToNil() { intsSink = append([]int(nil), number) }

//go:noinline
func AppendWithRoom() { intsSink = append(withRoom[:0], number) }

var withRoom = make([]int, 0, 8)

//go:noinline
func AppendGrowsOnStack() int {
	var s []int
	for i := 0; i < number; i++ {
		s = append(s, i)
	}
	return len(s)
}

//go:noinline
func AppendAndReturn() { intsSink = upTo(number) }

//go:noinline
func upTo(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func CopyOfSlice() {
	s := make([]byte, len(bytes))
	copy(s, bytes)
	byteSink = s
}

//go:noinline
func SliceOfArray() { intsSink = array[:] }

var array [4]int

//go:noinline
func CapacityForAppend() {
	s := make([]int, 0, number)
	s = append(s, 1)
	intsSink = s
}
