package shop

type bill struct {
	sum  int
	next *bill
}

var bills *bill

func Book(sum int) {
	bills = &bill{sum, bills}
}
