// Package table is a hash table with ordered keys, and a few helpers over slices and maps.
package table

import "sort"

// Ordered is what < can compare.
type Ordered interface {
	~int | ~int64 | ~float64 | ~string
}

// Map applies change to every value.
func Map[T, U any](values []T, change func(T) U) []U {
	changed := make([]U, 0, len(values))
	for _, value := range values {
		changed = append(changed, change(value))
	}
	return changed
}

// Keys returns the keys in rising order.
func Keys[K Ordered, V any](entries map[K]V) []K {
	keys := make([]K, 0, len(entries))
	for key := range entries {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

type node[K Ordered, V any] struct {
	key         K
	value       V
	left, right *node[K, V]
}

// Tree is a search tree; the zero value is empty.
type Tree[K Ordered, V any] struct {
	root *node[K, V]
	size int
}

// At returns the place of the value at key, made when it is not there.
func (t *Tree[K, V]) At(key K) *V {
	at := &t.root
	for *at != nil {
		switch {
		case key < (*at).key:
			at = &(*at).left
		case (*at).key < key:
			at = &(*at).right
		default:
			return &(*at).value
		}
	}
	*at = &node[K, V]{key: key}
	t.size++
	return &(*at).value
}

// Len returns how many keys there are.
func (t *Tree[K, V]) Len() int { return t.size }

// Each calls visit in the order of the keys, until that returns false.
func (t *Tree[K, V]) Each(visit func(K, V) bool) {
	var walk func(*node[K, V]) bool
	walk = func(n *node[K, V]) bool {
		return n == nil || walk(n.left) && visit(n.key, n.value) && walk(n.right)
	}
	walk(t.root)
}
