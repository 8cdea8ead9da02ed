package shop

type second struct{ n int }

var oneSecond *second

func init() {
	oneSecond = &second{2}
}

type first struct{ n int }

var oneFirst *first

func init() {
	oneFirst = &first{1}
}
