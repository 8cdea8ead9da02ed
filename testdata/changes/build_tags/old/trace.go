package shop

type event struct{ id int }

var last *event

//go:noinline
func trace(id int) {
	last = &event{id}
}
