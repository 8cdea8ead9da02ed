package shop

func each(visit func(*pair)) {
	count := 0
	report = func() int { return count }
	for _, one := range pairs {
		count++
		visit(one)
	}
}

func put(key string, n int) {
	entry := pair{key, n}
	pairs[key] = &entry
}
