package shop

func Price(n int) int {
	if n < 0 {
		panic("there is no negative number of things")
	}
	return n * 100
}
