package shop

type first struct{ n int }

var oneFirst *first

func init() {
	oneFirst = &first{1}
}
