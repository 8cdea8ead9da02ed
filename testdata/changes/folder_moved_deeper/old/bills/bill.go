package bills

type Bill struct {
	customer, sum int
	Tip           *int
	next          *Bill
}

var all *Bill

func New(customer int) *Bill {
	return &Bill{customer: customer}
}

//go:noinline
func Copy(b *Bill) *Bill {
	twin := *b
	twin.next = all
	all = &twin
	return all
}
