package shop

import "example.com/shop/codec"

func Key(x, y int) int {
	p := codec.Point{X: x, Y: y}
	return codec.Encode(&p)
}

func Twice(x int) int {
	return 2 * codec.Encode(&codec.Point{X: x})
}
