package shop

type item struct {
	id   int
	next *item
}

var items *item

func add(id int) {
	items = &item{id: id, next: items}
	items = &item{id: -id, next: items}
}

func last() *item {
	found := item{}
	if items != nil {
		found = *items
	}
	return &found
}
