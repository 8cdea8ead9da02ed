// Package stack is a stack of numbers.
package stack

// Stack is last in, first out.
type Stack struct{ values []int }

// New makes an empty stack.
func New() *Stack { return &Stack{} }

// Push puts a number on top.
func (s *Stack) Push(n int) { s.values = append(s.values, n) }
