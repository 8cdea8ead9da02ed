package shop

var last *int

func Sum(counts []int, keep bool) int {
	sum := 0
	for _, count := range counts {
		sum += count
	}
	if keep {
		entry := sum * 2
		last = &entry
	}
	return sum
}
