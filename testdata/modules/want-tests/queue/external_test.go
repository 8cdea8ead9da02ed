package queue_test

import (
	"testing"

	"example.com/wanttests/queue"
)

var numbers []*int

func TestExternal(t *testing.T) {
	n := 1               // want "moved to heap: n" function="TestExternal"
	numbers = []*int{&n} // want "\[\]\*int{\.\.\.} escapes to heap"
	var q queue.Queue
	if q.Len() != 0 {
		t.Run("sub", func(t *testing.T) { // want "func literal escapes to heap" function="TestExternal"
			m := 2 // want "moved to heap: m" function="TestExternal\.func1"
			numbers[0] = &m
		})
	}
}
