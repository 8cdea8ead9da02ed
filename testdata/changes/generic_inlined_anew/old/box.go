package shop

var number *int

func box[T any](v T) *T {
	return &v
}

func Int(n int) {
	number = box(n)
}
