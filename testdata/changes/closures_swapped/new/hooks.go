package shop

var pointer *int

var hook, other func() int

func Hook(n int) {
	other = func() int {
		two := n * 2
		pointer = &two
		return two
	}
	hook = func() int {
		one := n
		pointer = &one
		return one
	}
}
