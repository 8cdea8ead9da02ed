package stack

import "testing"

// Exported for the external test.
func (s *Stack) Len() int { return len(s.values) }

func TestPush(t *testing.T) {
	s := New()
	s.Push(1)
	if s.Len() != 1 {
		t.Errorf("%d values", s.Len())
	}
}
