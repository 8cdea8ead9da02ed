// Package shop keeps items.
package shop

// An item is one kind of thing to sell.
type item struct {
	id   int
	next *item
}

// items holds them all.
var items *item

// add stores an item and its shadow.
func add(id int) {
	// The item itself.
	items = &item{id: id, next: items}

	// Its shadow.
	items = &item{id: -id, next: items} // The last one.
}

/*
last is a copy of the item
that was added last.
*/
func last() *item {
	found := item{}
	if items != nil { // There is one.
		found = *items
	}
	return &found
}
