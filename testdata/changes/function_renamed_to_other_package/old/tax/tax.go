package tax

type Tag struct {
	Name string
	Next *Tag
}
