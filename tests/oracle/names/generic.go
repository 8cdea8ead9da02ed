//go:build go1.18

package names

type List[E any] struct{ items []E }

func (l *List[E]) Push(e E) { l.items = append(l.items, e); keep(func() int { return len(l.items) }) }

func (l List[_]) Len() int { return func() int { return len(l.items) }() }

func Map[K interface{ ~int | ~string }, V any](k K, f func(K) V) func() V {
	keep(func() { keep(func() int { return 1 }) })
	return func() V { return f(k) }
}

var use = Map(1, func(int) string { return "a" })

func uses() {
	l := &List[string]{}
	l.Push("a")
	keep(l.Len(), Map("a", func(string) []int { return nil }))
}

// Go 1.19 numbers the literal like those outside of functions; newer releases leave the function out.
func _() { keep(func() {}) }
