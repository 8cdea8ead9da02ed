package shop

import "example.com/shop/bills"

var open *bills.Bill

func Begin(customer int) {
	open = bills.New(customer)
	tip := customer % 10
	open.Tip = &tip
}
