package tax

type Tag struct {
	Name string
	Next *Tag
}

//go:noinline
func New(name string, twice bool) *Tag {
	tag := Tag{Name: name}
	if twice {
		tag.Next = &Tag{Name: name}
	}
	return &tag
}
