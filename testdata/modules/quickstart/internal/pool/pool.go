// Package pool keeps objects for their next use.
package pool

import "sync"

// Resetter is what can be emptied for the next use.
type Resetter interface{ Reset() }

// Pool hands out objects of one type. The zero value is not usable, see New.
type Pool[T Resetter] struct {
	objects sync.Pool
	made    func()
}

// New returns a pool that makes its objects with create. When observe is not nil, it is told of every object made.
func New[T Resetter](create func() T, observe func(total int)) *Pool[T] {
	total := 0
	var mutex sync.Mutex
	p := &Pool[T]{}
	p.made = func() {
		if observe == nil {
			return
		}
		mutex.Lock()
		defer mutex.Unlock()
		total++
		observe(total)
	}
	p.objects.New = func() any {
		p.made()
		return create()
	}
	return p
}

// Get returns an object, empty.
func (p *Pool[T]) Get() T {
	return p.objects.Get().(T)
}

// Put gives an object back.
func (p *Pool[T]) Put(object T) {
	object.Reset()
	p.objects.Put(object)
}

// With lends an object to use, for as long as use runs.
func With[T Resetter](p *Pool[T], use func(T) error) error {
	object := p.Get()
	defer p.Put(object)
	return use(object)
}
