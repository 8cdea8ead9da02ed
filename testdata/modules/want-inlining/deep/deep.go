// Package deep is inlined into others.
package deep

// Thing is something to allocate.
type Thing struct{ a, b int }

// New is inlined where it is called; on its own it lets its result escape.
func New(a int) *Thing {
	return &Thing{a: a} // want "&Thing{\.\.\.} escapes to heap" function="New" origin=""
}

// Wrap calls New.
func Wrap(a int) *Thing {
	return New(a) // want "&Thing{\.\.\.} escapes to heap" function="Wrap" origin="New"
}

// Set is a method that is inlined.
func (t *Thing) Set(a int) { t.a = a }

// Copy returns a new one.
func (t *Thing) Copy() *Thing {
	c := *t // want "moved to heap: c" function="\(\*Thing\)\.Copy"
	return &c
}
