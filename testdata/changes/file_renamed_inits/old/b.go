package shop

type second struct{ n int }

var oneSecond *second

func init() {
	oneSecond = &second{2}
}
