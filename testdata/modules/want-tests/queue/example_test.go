package queue_test

import "example.com/wanttests/queue"

var example *queue.Queue

func ExampleQueue() {
	example = new(queue.Queue) // want "new\(queue\.Queue\) escapes to heap" function="ExampleQueue"
	println(example.Len())
	// Output:
}
