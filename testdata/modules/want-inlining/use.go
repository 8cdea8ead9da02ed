// Package wantinlining calls functions that are inlined: the compiler speaks of their bodies at the call.
package wantinlining

import "example.com/wantinlining/deep"

var kept *deep.Thing

// Keeps lets the thing of an inlined call escape.
func Keeps() {
	kept = deep.New(1) // want "&deep\.Thing{\.\.\.} escapes to heap" function="Keeps" origin="deep\.New"
}

// Drops keeps it on its stack.
func Drops() {
	t := deep.New(1)
	t.Set(2)
}

// Twice has two inlined calls in one line.
func Twice() (*deep.Thing, *deep.Thing) {
	return deep.New(1), deep.New(2) // want "&deep\.Thing{\.\.\.} escapes to heap" origin="deep\.New" "&deep\.Thing{\.\.\.} escapes to heap" origin="deep\.New"
}

// Through inlines a call within a call.
func Through() *deep.Thing {
	return deep.Wrap(1) // want "&deep\.Thing{\.\.\.} escapes to heap" origin="deep\.(Wrap|New)"
}

// Copies inlines a method.
func Copies(t *deep.Thing) *deep.Thing {
	return t.Copy() // want "moved to heap: deep\.c" function="Copies" origin="deep\.\(\*Thing\)\.Copy"
}

func local(n int) *int {
	m := n // want "moved to heap: m" function="local" origin=""
	return &m
}

// Same inlines from its own package.
func Same() *int {
	return local(1) // want "moved to heap: m" function="Same" origin="local"
}

// Closure inlines into a closure.
func Closure() func() *int {
	return func() *int { // want "func literal escapes to heap"
		return local(2) // want "moved to heap: m" function="Closure\.func1" origin="local"
	}
}
