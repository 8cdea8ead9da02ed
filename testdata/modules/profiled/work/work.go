// Package work allocates in all the ways that a profile and the compiler name differently.
package work

import (
	"example.com/dep"
	"example.com/profiled/codec.v2"
)

type Item struct {
	Value int
	Next  *Item
	room  [6]int
}

var (
	Kept    interface{}
	Items   []*Item
	started = make([]byte, 300)
)

// inlined into Plain.
func newItem(value int) *Item { return &Item{Value: value} }

//go:noinline
func Plain(value int) *Item {
	first := &Item{
		Value: value,
		Next:  newItem(value),
	}
	return first
}

//go:noinline
func Moved(value int) *int {
	moved := value
	return &moved
}

type Box[T any] struct {
	value T
	room  [4]int
}

func NewBox[T any](value T) *Box[T] {
	return &Box[T]{value: value}
}

//go:noinline
func (b *Box[T]) Copy() *Box[T] {
	return &Box[T]{value: b.value}
}

//go:noinline
func Generic(value int) {
	Kept = NewBox(value).Copy()
	Kept = NewBox("text").Copy()
}

//go:noinline
func Closures(value int) func() *Item {
	twice := func() *Item {
		return &Item{Value: 2 * value}
	}
	apply(func() { Kept = &Item{Value: value} })
	return twice
}

//go:noinline
func apply(f func()) { f() }

// Two allocations on one line, in two functions.
//
//go:noinline
func OneLine(value int) func() *Item { return func() *Item { return &Item{Value: value} } }

// Two on one line, in one function: nothing tells them apart.
//
//go:noinline
func Pair(value int) (*Item, *Item) { return &Item{Value: value}, &Item{Value: value + 1} }

// An append has no decision of the compiler.
//
//go:noinline
func Grow(count int) {
	Items = nil
	for index := 0; index < count; index++ {
		Items = append(Items, nil)
	}
}

//go:noinline
func Elsewhere(size int) {
	Kept = dep.Far(size)
	Kept = dep.Near(size)
	Kept = codec.Encode(size)
}

// Run does all of it.
func Run(value int) {
	Kept = Plain(value)
	Kept = Moved(value)
	Generic(value)
	Kept = Closures(value)()
	Kept = OneLine(value)()
	Pair(value)
	Grow(value % 100)
	Elsewhere(value)
}
