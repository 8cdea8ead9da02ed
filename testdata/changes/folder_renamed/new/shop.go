package shop

import "example.com/shop/invoices"

var open *invoices.Bill

func Begin(customer int) {
	open = invoices.New(customer)
	tip := customer % 10
	open.Tip = &tip
}
