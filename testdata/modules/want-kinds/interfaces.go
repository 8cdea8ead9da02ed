package wantkinds

import "fmt"

// Shape is what has an area.
type Shape interface{ Area() int }

// Area makes Point a Shape.
func (p Point) Area() int { return p.X * p.Y }

var shapes []Shape

// Boxes puts a value into an interface that lives on.
func Boxes(p Point) {
	shapes[0] = p // want "p escapes to heap" cause="boxed_into_interface"
}

// Prints boxes its argument for the variadic parameter.
func Prints(n int) {
	fmt.Println(n) // want "n escapes to heap" function="Prints"
}

// Panics boxes for the panic.
func Panics(p Point) {
	panic(p) // want "p escapes to heap"
}

//go:noinline
func takes(values ...interface{}) int { return len(values) }

//go:noinline
func keeps(values ...*Point) { kept = values }

var kept []*Point

// Variadic passes slices that stay, and slices that do not.
func Variadic(p *Point) int {
	keeps(p)                // want "\.\.\. argument escapes to heap"
	return takes(p, p, nil) // The slice stays here.
}

//go:noinline
func applies(f func() int) int { return f() }

//go:noinline
func stores(f func() int) { stored = f }

var stored func() int

// MethodValues binds receivers.
func MethodValues(p Point) int {
	stores(p.Area)         // want "p\.Area escapes to heap"
	return applies(p.Area) // Called, never kept.
}
