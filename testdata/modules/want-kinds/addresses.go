// Package wantkinds has one function for every way to the heap.
package wantkinds

// Point is large enough not to be kept in registers alone.
type Point struct{ X, Y, Z int }

var global *Point

// ReturnsAddress lets its variable outlive the call.
func ReturnsAddress() *Point {
	p := Point{X: 1} // want "moved to heap: p" cause="returned"
	return &p
}

// ReturnsLiteral does the same without a name.
func ReturnsLiteral() *Point {
	return &Point{X: 1} // want "&Point{\.\.\.} escapes to heap"
}

// ReturnsNew does it with new.
func ReturnsNew() *Point {
	return new(Point) // want "new\(Point\) escapes to heap"
}

// StoresGlobal hands its variable to everybody.
func StoresGlobal() {
	var p Point // want "moved to heap: p" cause="stored_in_global"
	global = &p
}

// StoresParameter moves a parameter.
func StoresParameter(p Point) { // want "moved to heap: p"
	global = &p
}

// StoresField stores into what a parameter points to.
func StoresField(at **Point) {
	p := new(Point) // want "new\(Point\) escapes to heap"
	*at = p
}

// Stays keeps everything on the stack.
func Stays() int {
	p := Point{X: 1}
	q := &p
	r := &Point{Y: 2}
	return q.X + r.Y
}

// NamedResult moves its result.
func NamedResult() (p Point) { // want "moved to heap: p"
	global = &p
	return
}
