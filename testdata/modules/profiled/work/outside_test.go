package work_test

import (
	"testing"

	"example.com/profiled/work"
)

func BenchmarkOutside(b *testing.B) {
	for i := 0; i < b.N; i++ {
		work.Kept = &work.Item{Value: i}
	}
}
