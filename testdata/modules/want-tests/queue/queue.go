// Package queue is compiled twice for its tests: every decision still counts once.
package queue

// Queue is a list of numbers.
type Queue struct{ items []*int }

// Push keeps a number.
func (q *Queue) Push(n int) { // want "moved to heap: n" function="\(\*Queue\)\.Push" times="[2-9]"
	q.items = append(q.items, &n) // want go1.25 "append escapes to heap"
}

// Len counts.
func (q *Queue) Len() int { return len(q.items) }
