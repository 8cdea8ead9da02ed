package right

// Double keeps the result on the heap.
func Double(n int) *int {
	result := 2 * n
	return &result
}
