// Package wantgenerics instantiates the generic code of box with many types: as many shapes, and several types of one
// shape, and all of these are one decision each.
package wantgenerics

import "example.com/wantgenerics/box"

type local struct{ a, b int }

// Numbers keeps numbers.
func Numbers() (*int, *float64, *string, *local) {
	return box.Keep(1), box.Keep(1.5), box.Keep("a"), box.Keep(local{1, 2})
}

// Inlined makes boxes of two types where it stands.
func Inlined() (*box.Box[int], *box.Box[string]) {
	numbers := box.Make(1) // want go1.20 "&box\.Box\[.*\]{\.\.\.} escapes to heap" function="Inlined" origin="box\.Make\[\.\.\.\]"
	names := box.Make("a") // want go1.20 "&box\.Box\[.*\]{\.\.\.} escapes to heap" function="Inlined" origin="box\.Make\[\.\.\.\]"
	return numbers, names
}

// Pointers are of one shape.
func Pointers(a *int, b *string) (**int, **string) {
	return box.Keep(a), box.Keep(b)
}

// Nested needs instances of instances.
func Nested() (*box.List[*int], *box.List[*string]) {
	return box.Deep(1), box.Deep("a")
}

// Two type parameters.
func Two() int {
	return len(box.Pairs(map[string]int{"a": 1})) + len(box.Pairs(map[int]*local{1: nil}))
}

// Methods of a generic type, for two shapes.
func Methods() int {
	var numbers box.List[int]
	var names box.List[string]
	numbers.Push(1)
	names.Push("a")
	sum := 0
	numbers.Each(func(n int) { sum += n })
	names.Each(func(name string) { sum += len(name) })
	return sum
}

// Closures of generic functions.
func Closures() (func() []int, func() []string) {
	return box.Lazy([]int{1}), box.Lazy([]string{"a"}) // want "\[\]int{\.\.\.} escapes to heap" "\[\]string{\.\.\.} escapes to heap"
}
