// Package dep is somebody else's.
package dep

// Point is on the heap when it is made by New.
type Point struct{ X, Y int }

// New makes a point.
func New(x, y int) *Point { return &Point{x, y} }
