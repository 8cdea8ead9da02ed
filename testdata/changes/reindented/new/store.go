package shop

type item struct {
    id   int
    next *item
}

var items *item

var closed bool

func add(id int) {
	if !closed {
		items = &item{
			id:   id,
			next: items,
		}
		items =
			&item{id: -id, next: items}
	}
}

func last() *item {
    found := item{}
    if items != nil {
        found = *items
    }
    return &found
}
