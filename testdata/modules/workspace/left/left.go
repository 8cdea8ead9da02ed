package left

import "example.com/right"

// Both doubles on the right.
func Both(n int) []*int { return []*int{right.Double(n), &n} }
