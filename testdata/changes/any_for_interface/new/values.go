package shop

func Values(n int) []any {
	return make([]any, n)
}

func Record(n int) map[string]any {
	return map[string]any{
		"n": n,
	}
}
