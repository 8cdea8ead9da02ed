package tax

type Rate struct {
	percent int
	next    *Rate
}

var rates *Rate

//go:noinline
func Zero() *Rate {
	return &Rate{}
}

//go:noinline
func Set(percent int) {
	rate := Rate{percent: percent}
	if percent > 0 {
		rate.next = rates
	}
	rates = &rate
}
