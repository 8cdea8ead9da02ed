package shop

var bought *int

func Buy(id int) {
	bought = &id
	trace(id)
}
