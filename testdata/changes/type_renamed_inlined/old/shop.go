package shop

func Open(n int) writer {
	return open(n + 1)
}
