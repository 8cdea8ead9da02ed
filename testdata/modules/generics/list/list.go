// Package list is a generic linked list.
package list

// List holds values in the order of Push.
type List[T any] struct {
	first *node[T]
	size  int
}

type node[T any] struct {
	value T
	next  *node[T]
}

// Push puts a value in front.
func (l *List[T]) Push(value T) {
	l.first = &node[T]{value, l.first}
	l.size++
}

// Map makes a list of what f makes of each value.
func Map[T, U any](l *List[T], f func(T) U) *List[U] {
	mapped := new(List[U])
	for n := l.first; n != nil; n = n.next {
		mapped.Push(f(n.value))
	}
	return mapped
}
