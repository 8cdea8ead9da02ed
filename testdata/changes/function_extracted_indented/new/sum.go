package shop

var last *int

func Sum(counts []int, keep bool) int {
	sum := 0
	for _, count := range counts {
		sum += count
	}
	if keep {
		record(sum)
	}
	return sum
}

//go:noinline
func record(sum int) {
	entry := sum * 2
	last = &entry
}
