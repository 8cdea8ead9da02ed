package shop

var pointer *int

var hook, other func() int

func Hook(n int) {
	hook = func() int {
		one := n
		pointer = &one
		return one
	}
}
