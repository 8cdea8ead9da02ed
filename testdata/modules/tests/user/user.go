// Package user is compiled again for the tests of stack, which it imports.
package user

import "example.com/tests/stack"

// Filled makes a stack of n numbers.
func Filled(n int) *stack.Stack {
	s := stack.New()
	for i := 0; i < n; i++ {
		s.Push(i)
	}
	return s
}
