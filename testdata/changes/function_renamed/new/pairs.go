package shop

type pair struct {
	key string
	n   int
}

var pairs map[string]*pair

var report func() int

func insert(key string, n int) {
	entry := pair{key, n}
	pairs[key] = &entry
}

func get(key string) *pair {
	if found := pairs[key]; found != nil {
		return found
	}
	return &pair{key: key}
}

func visitAll(visit func(*pair)) {
	count := 0
	report = func() int { return count }
	for _, one := range pairs {
		count++
		visit(one)
	}
}

func Fill() {
	insert("a", 1)
}
