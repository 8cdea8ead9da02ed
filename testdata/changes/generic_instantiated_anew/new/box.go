package shop

var number *int

//go:noinline
func box[T any](v T) *T {
	return &v
}

func Int(n int) {
	number = box(n)
}

type name struct{ first, last string }

func Name(first string) *name {
	return box(name{first: first})
}
