package shop

var limit int

type visitor interface{ visit(n *int) }

type counter struct{ total int }

func (c *counter) visit(n *int) { c.total += *n }

func apply(v visitor, n *int) {
	v.visit(n)
}

func Count(n int) int {
	c := counter{}
	apply(&c, &n)
	return c.total
}
