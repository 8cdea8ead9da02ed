// Package box has generic code that allocates; who calls it must not change what is said of it here.
package box

// Box holds one value.
type Box[T any] struct{ value T }

// Make returns a box on the heap.
func Make[T any](value T) *Box[T] {
	return &Box[T]{value} // want "&(box\.)?Box\[.*\]{\.\.\.} escapes to heap" function="Make\[\.\.\.\]"
}

// Keep moves its parameter.
//
//go:noinline
func Keep[T any](value T) *T { // want "moved to heap: (box\.)?value" function="Keep\[\.\.\.\]" times="5"
	return &value
}

// Pair is generic over two types.
type Pair[K comparable, V any] struct {
	key   K
	value V
}

// Pairs makes one pair for each entry.
//
//go:noinline
func Pairs[K comparable, V any](entries map[K]V) []*Pair[K, V] {
	var pairs []*Pair[K, V]
	for key, value := range entries {
		pairs = append(pairs, &Pair[K, V]{key, value}) // want "&(box\.)?Pair\[.*\]{\.\.\.} escapes to heap" go1.25 "append escapes to heap"
	}
	return pairs
}

// List is linked.
type List[T any] struct{ first *node[T] }

type node[T any] struct {
	value T
	next  *node[T]
}

// Push is a method of a generic type.
//
//go:noinline
func (l *List[T]) Push(value T) {
	l.first = &node[T]{value, l.first} // want "&(box\.)?node\[.*\]{\.\.\.} escapes to heap" function="\(\*List\[\.\.\.\]\)\.Push"
}

// Each makes no object at all.
//
//go:noinline
func (l *List[T]) Each(visit func(T)) {
	for n := l.first; n != nil; n = n.next {
		visit(n.value)
	}
}

// Lazy returns a closure over its type's values.
//
//go:noinline
func Lazy[T any](values []T) func() []T {
	return func() []T { // want "func literal escapes to heap" function="Lazy\[\.\.\.\]"
		return values
	}
}

// Deep calls another generic function.
//
//go:noinline
func Deep[T any](value T) *List[*T] {
	list := new(List[*T]) // want "new\(.*\) escapes to heap"
	list.Push(Keep(value))
	return list
}
