// Package causes has the smallest code for each cause. What stands between the comments `cause NAME` and the next is
// an example of docs/causes.md; `cause="NAME"` stands in the line of the decision.
package causes

import (
	"fmt"
	"unsafe"
)

type point struct{ x, y int }

type node struct {
	value *int
	next  *node
}

type keeper interface{ keep(p *point) }

var last *point

//go:noinline
func remember(p *point) { last = p }

// cause returned
func newPoint() *point {
	p := point{1, 2} // cause="returned"
	return &p
}

// cause stored_in_global
func setLast() {
	p := point{1, 2} // cause="stored_in_global"
	last = &p
}

// cause stored_through_pointer
func (n *node) set() {
	v := 1 // cause="stored_through_pointer"
	n.value = &v
}

// cause stored_in_outer_variable
func newest(count int) int {
	var newest *point
	for i := 0; i < count; i++ {
		p := point{i, i} // cause="stored_in_outer_variable"
		newest = &p
	}
	return newest.x
}

// cause put_into_map
func index(byName map[string]*point) {
	p := point{1, 2} // cause="put_into_map"
	byName["a"] = &p
}

// cause put_into_slice
func fill(points []*point) {
	p := point{1, 2} // cause="put_into_slice"
	points[0] = &p
}

// cause put_into_struct
func chain() *node {
	v := 1 // cause="put_into_struct"
	return &node{value: &v}
}

// cause appended
func add(points []*point) []*point {
	p := point{1, 2} // cause="appended"
	return append(points, &p)
}

// cause variadic
func keepAll(points ...*point) []*point { return points }

func some(p *point) []*point {
	return keepSome(p, p) // cause="variadic"
}

//go:noinline
func keepSome(points ...*point) []*point { return keepAll(points...) }

// cause boxed_into_interface
func log(count int) {
	fmt.Println(count) // cause="boxed_into_interface"
}

// cause captured_by_closure
func counter() func() int {
	count := 0 // cause="captured_by_closure"
	return func() int {
		count++
		return count
	}
}

// cause sent_on_channel
func send(points chan *point) {
	p := point{1, 2} // cause="sent_on_channel"
	points <- &p
}

// cause passed_to_leaking_parameter
func callRemember() {
	p := point{1, 2} // cause="passed_to_leaking_parameter"
	remember(&p)
}

// cause passed_to_interface_method
func callKeeper(k keeper) {
	p := point{1, 2} // cause="passed_to_interface_method"
	k.keep(&p)
}

// cause passed_to_function_value
func callBack(f func(*point)) {
	p := point{1, 2} // cause="passed_to_function_value"
	f(&p)
}

// cause passed_to_panic
func fail() {
	p := point{1, 2} // cause="passed_to_panic"
	panic(&p)
}

// cause goroutine
func start() {
	p := point{1, 2}
	go func() { // cause="goroutine"
		p.x++
	}()
}

// cause deferred
func closeAll(points []*point) {
	for range points {
		p := point{1, 2}
		defer func() { // cause="deferred"
			p.x++
		}()
	}
}

// cause too_large
func table() int {
	t := new([1 << 20]int) // cause="too_large"
	return t[3]
}

// cause size_not_constant go<1.25
func buffer(n int) int {
	b := make([]int, n) // cause="size_not_constant" go<1.25
	return len(b)
}

// cause zero_sized go1.25
func units(n int) int {
	b := make([]struct{}, n) // cause="zero_sized" go1.25
	return len(b)
}

// cause uintptr_escapes
//
//go:uintptrescapes
//go:noinline
func system(address uintptr) { last = nil }

func callSystem() {
	p := point{1, 2} // cause="uintptr_escapes"
	system(uintptr(unsafe.Pointer(&p)))
}
