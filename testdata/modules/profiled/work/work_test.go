package work

import "testing"

func BenchmarkRun(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Run(1000 + i%16)
	}
}

func BenchmarkOwn(b *testing.B) {
	b.Run("small", func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			Kept = &Item{Value: i}
		}
	})
}
