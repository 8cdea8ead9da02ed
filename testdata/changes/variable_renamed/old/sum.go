package shop

var last *int

var total int

func Sum(counts []int) *int {
	n := 0
	for _, count := range counts {
		n += count
	}
	return &n
}
