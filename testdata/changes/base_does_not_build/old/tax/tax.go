package tax

func Rate(percent int) *int {
	return percent
}
