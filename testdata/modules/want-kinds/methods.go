package wantkinds

// Queue hands out what was put into it.
type Queue struct {
	items []*Point
	last  *Point
}

// Put keeps a copy.
func (q *Queue) Put(p Point) { // want "moved to heap: p" function="\(\*Queue\)\.Put"
	q.last = &p
}

// Copy is a method of the value.
func (q Queue) Copy() *Queue { // want "moved to heap: q" function="Queue\.Copy"
	return &q
}

// Each calls a closure that stays.
func (q *Queue) Each(visit func(*Point)) {
	for _, item := range q.items {
		visit(item)
	}
}

// Sum goes through Each.
func (q *Queue) Sum() int {
	sum := 0
	q.Each(func(p *Point) { sum += p.X })
	return sum
}

type node struct {
	next *node
	n    int
}

// Chain builds a list.
func Chain(length int) *node {
	var first *node
	for i := 0; i < length; i++ {
		first = &node{first, i} // want "&node{\.\.\.} escapes to heap" function="Chain"
	}
	return first
}

var table = map[string]func() *Point{ // want "map\[string\]func\(\) \*Point{\.\.\.} escapes to heap" function="init"
	"new": func() *Point { // want "func literal escapes to heap" function="init" cause="put_into_map"
		return new(Point) // want "new\(Point\) escapes to heap"
	},
}

func init() {
	p := Point{X: len(table)} // want "moved to heap: p" function="init\.0"
	global = &p
}
