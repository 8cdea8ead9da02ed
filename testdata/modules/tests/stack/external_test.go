package stack_test

import (
	"fmt"
	"testing"

	"example.com/tests/stack"
	"example.com/tests/user"
)

func TestLen(t *testing.T) {
	if n := user.Filled(3).Len(); n != 3 {
		t.Errorf("%d values", n)
	}
}

func Example() {
	s := stack.New()
	s.Push(2)
	fmt.Println(s.Len())
	// Output: 1
}

func BenchmarkPush(b *testing.B) {
	for i := 0; i < b.N; i++ {
		stack.New().Push(i)
	}
}
