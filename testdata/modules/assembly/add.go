// Package assembly has functions without a body.
package assembly

// Add is written in assembly.
func Add(a, b *int64) int64

// Sum calls it.
func Sum(values []int64) *int64 {
	total := new(int64)
	for i := range values {
		*total = Add(total, &values[i])
	}
	return total
}
