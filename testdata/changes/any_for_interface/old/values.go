package shop

func Values(n int) []interface{} {
	return make([]interface{}, n)
}

func Record(n int) map[string]interface{} {
	return map[string]interface{}{
		"n": n,
	}
}
