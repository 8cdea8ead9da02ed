package shop

type point struct{ x, y int }

var seen *point

func Norm(x, y int) int {
	p := point{x, y}
	q := &p
	return q.x*q.x + q.y*q.y
}

func Origin() *point {
	return &point{}
}
