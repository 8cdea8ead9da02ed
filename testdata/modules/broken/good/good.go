package good

// Box keeps a number on the heap.
func Box(n int) *int { return &n }
