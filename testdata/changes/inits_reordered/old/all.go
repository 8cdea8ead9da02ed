package shop

type first struct{ n int }

var oneFirst *first

func init() {
	oneFirst = &first{1}
}

type second struct{ n int }

var oneSecond *second

func init() {
	oneSecond = &second{2}
}
