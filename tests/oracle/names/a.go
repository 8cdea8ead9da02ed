// Package names has a function of every sort, to compare the names that the compiler gives them with ours.
package names

var first = func() int { return 1 }

var (
	second, third = func() int { return 2 }, func() func() int {
		return func() int { return 3 }
	}
	list = []func() int{func() int { return 4 }, func() int { return 5 }}
)

var sink interface{}

type T struct {
	f func(func() int) (func() int, error)
	g interface{ M(func()) func() }
}

func init() { sink = func() int { return len(list) } }

func (T) Value() func() int { return func() int { return 1 } }

func (t *T) Pointer(x func() struct{ y int }) (interface{ M() }, func() int) {
	return nil, func() int { return x().y }
}

func init() { sink = func() int { return second() + third()() } }

func keep(values ...interface{}) { sink = values }

func take(f func() int, g func(func() int) int) int { return g(f) }

func Statements(n int, ch chan func() int, m map[string]func() int) (err error) {
	go func() { keep(1) }()
	defer func() { err = nil }()
	go keep(n)
	defer keep(n, func() int { return n })
	ch <- func() int { return n }
	m["a"] = func() int { return n }
	for i, f := 0, (func() int)(func() int { return 7 }); i < f(); i += func() int { return 1 }() {
		keep(func() int { return i })
	}
	if f := func() bool { return n > 0 }; f() {
		keep(func() { keep(func() { keep(3) }, func() { keep(4) }) })
	} else if func() bool { return n < -5 }() {
		keep(func() int { return 8 })
	}
	switch x := func() int { return n }; {
	case func() int { return x() }() == 2:
		keep(func() int { return x() })
	}
	select {
	case f := <-func() chan func() int { return ch }():
		keep(f)
	case ch <- func() int { return 9 }:
	}
	return func() error { return nil }()
}

func Nested(n int) int {
	return take(func() int { return take(func() int { return 1 }, func(f func() int) int { return f() }) },
		func(f func() int) int {
			return f() + func() int { return func() int { return n }() }()
		})
}

func Literals(a []int, i int) {
	keep([]func() int{func() int { return 1 }}, map[string]func() int{"a": func() int { return 2 }},
		T{f: func(f func() int) (func() int, error) { return f, nil }},
		[...]*func(){nil}, [][]func() int{{func() int { return 3 }}}, struct{ f func() int }{func() int { return 4 }},
		a[i]*func() int { return 5 }(), (func())(nil), []chan func(){nil}, []<-chan *func(){nil},
		func() []func() int { return []func() int{func() int { return 6 }} })
}
