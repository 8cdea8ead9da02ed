package shop

type point struct{ x, y int }

var last *point

func Key(x, y int) int {
	p := point{x, y}
	return outer(&p)
}

//go:noinline
func outer(p *point) int {
	return inner(p) + 1
}

//go:noinline
func inner(p *point) int {
	return p.x*31 + p.y
}
