package shop

var last *int

var total int

func Sum(counts []int) int {
	sum := 0
	for _, count := range counts {
		sum += count
	}
	record(sum)
	return sum
}

//go:noinline
func record(sum int) {
	entry := sum
	if entry > total {
		total = entry
	}
	last = &entry
}
