package wantkinds

// Counter returns a closure that changes what it captured.
func Counter() func() int {
	count := 0          // want "moved to heap: count" cause="captured_by_closure"
	return func() int { // want "func literal escapes to heap" function="Counter"
		count++
		return count
	}
}

// ByValue captures what never changes, so the closure holds a copy.
func ByValue(n int) func() int {
	return func() int { return n } // want "func literal escapes to heap"
}

// Nested moves a variable of a closure.
func Nested() func() *int {
	return func() *int { // want "func literal escapes to heap"
		n := 1 // want "moved to heap: n" function="Nested\.func1"
		return &n
	}
}

// Applied calls its closure only.
func Applied(n int) int {
	return applies(func() int { return n })
}

// Goes starts a goroutine, whose closure has to outlive the function.
func Goes(done chan<- int) {
	n := 1      // want "moved to heap: n"
	go func() { // want "func literal escapes to heap"
		n++
		done <- n
	}()
}

// Defers runs its closure before it returns.
func Defers() (n int) {
	defer func() { n++ }()
	return 1
}

// DefersInLoop cannot know how many there will be.
func DefersInLoop(files []string) {
	for _, file := range files {
		name := file
		defer func() { // want "func literal escapes to heap"
			println(name)
		}()
	}
}
