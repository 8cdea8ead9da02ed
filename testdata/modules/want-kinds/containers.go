package wantkinds

// Sends puts a pointer into a channel.
func Sends(to chan<- *Point) {
	p := Point{} // want "moved to heap: p" cause="sent_on_channel"
	to <- &p
}

// Fills stores pointers in a map and a slice that it was given.
func Fills(byName map[string]*Point, all []*Point) {
	byName["a"] = &Point{X: 1} // want "&Point{\.\.\.} escapes to heap"
	q := Point{}               // want "moved to heap: q"
	all[0] = &q
}

// Makes returns a map and a slice.
func Makes() (map[string]int, []int) {
	m := make(map[string]int) // want "make\(map\[string\]int\) escapes to heap"
	s := make([]int, 3)       // want "make\(\[\]int, 3\) escapes to heap"
	return m, s
}

// Literals returns a slice and a map.
func Literals(n int) ([]int, map[string]int) {
	s := []int{1, 2, n}         // want "\[\]int{\.\.\.} escapes to heap"
	m := map[string]int{"a": n} // want "map\[string\]int{\.\.\.} escapes to heap"
	return s, m
}

// Local keeps its containers.
func Local(n int) int {
	s := []int{1, 2, n}
	m := map[int]int{1: n}
	return len(s) + len(m)
}

// TooLarge is more than any stack frame takes.
func TooLarge() int {
	s := make([]byte, 1<<20) // want "make\(\[\]byte, (1 << 20|1048576)\) escapes to heap" cause="too_large"
	s[0] = 1
	return len(s)
}

// NonConstant allocates as much as it is told to, which Go 1.25 begins on the stack.
func NonConstant(n int) int {
	s := make([]byte, n) // want go<1.25 "make\(\[\]byte, n\) escapes to heap" cause="size_not_constant"
	return len(s)
}

// NonConstantKept does so for its caller.
func NonConstantKept(n int) []byte {
	return make([]byte, n) // want "make\(\[\]byte, n\) escapes to heap"
}

// Appends grows a slice that it returns: since Go 1.25 the compiler says so.
func Appends(all []int, n int) []int {
	return append(all, n) // want go1.25 "append escapes to heap"
}

// Converts copies between strings and bytes.
func Converts(text string) []byte {
	return []byte(text) // want "\(\[\]byte\)\(text\) escapes to heap"
}

// Joins makes a string.
func Joins(a, b string) *string {
	s := a + b // want "moved to heap: s" "a \+ b escapes to heap"
	return &s
}
