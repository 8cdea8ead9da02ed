package shop

var limit int

type visitor interface{ visit(n *int) }

type counter struct{ total int }

func (c *counter) visit(n *int) { c.total += *n }

func apply(v visitor, n *int) {
	for i := 0; i < 8; i++ {
		limit += i * (*n + limit) % 7
		limit -= i * (*n - limit) % 5
		limit += i * (*n ^ limit) % 3
	}
	for i := 0; i < 4; i++ {
		limit ^= i * (*n | limit) % 9
		limit ^= i * (*n & limit) % 11
	}
	v.visit(n)
}

func Count(n int) int {
	c := counter{}
	apply(&c, &n)
	return c.total
}
