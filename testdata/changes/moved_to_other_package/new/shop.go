package shop

type pair struct {
	key string
	n   int
}

var pairs map[string]*pair

var report func() int

func get(key string) *pair {
	if found := pairs[key]; found != nil {
		return found
	}
	return &pair{key: key}
}

type Rate struct {
	percent int
	next    *Rate
}

var rates *Rate

//go:noinline
func Set(percent int) {
	rate := Rate{percent: percent}
	if percent > 0 {
		rate.next = rates
	}
	rates = &rate
}
