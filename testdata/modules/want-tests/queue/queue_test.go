package queue

import "testing"

var last *Queue

func newQueue() *Queue {
	q := Queue{} // want "moved to heap: q" function="newQueue"
	last = &q
	return last
}

func TestLen(t *testing.T) {
	q := newQueue() // want "moved to heap: q" function="TestLen" origin="newQueue"
	if q.Len() != 0 {
		t.Fail()
	}
}

func BenchmarkPush(b *testing.B) {
	q := newQueue() // want "moved to heap: q" function="BenchmarkPush" origin="newQueue"
	for i := 0; i < b.N; i++ {
		q.items = append(q.items, nil) // want go1.25 "append escapes to heap"
	}
}
