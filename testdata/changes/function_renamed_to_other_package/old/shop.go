package shop

import "example.com/shop/tax"

//go:noinline
func newTag(name string, twice bool) *tax.Tag {
	tag := tax.Tag{Name: name}
	if twice {
		tag.Next = &tax.Tag{Name: name}
	}
	return &tag
}
