package shop

type writer interface{ write(n int) }

type adapter struct{ last, sum int }

func (a adapter) write(n int) {}

func open(n int) writer {
	return adapter{last: n}
}
