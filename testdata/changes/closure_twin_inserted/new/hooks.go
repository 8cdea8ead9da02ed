package shop

var pointer *int

var hook, other func() int

func Hook(n int) {
	other = func() int {
		one := n * 3
		pointer = &one
		return one
	}
	hook = func() int {
		one := n
		pointer = &one
		return one
	}
}
