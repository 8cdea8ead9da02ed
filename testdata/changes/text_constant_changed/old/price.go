package shop

func Price(n int) int {
	if n < 0 {
		panic("negative")
	}
	return n * 100
}
