package shop

var last *int

var total int

func Sum(counts []int) int {
	sum := 0
	for _, count := range counts {
		sum += count
	}
	entry := sum
	if entry > total {
		total = entry
	}
	last = &entry
	return sum
}
