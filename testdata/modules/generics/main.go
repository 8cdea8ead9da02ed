package main

import (
	"fmt"

	"example.com/generics/list"
)

func main() {
	var numbers list.List[int]
	var names list.List[string]
	numbers.Push(1)
	names.Push("one")
	fmt.Println(list.Map(&numbers, func(n int) string { return fmt.Sprint(n) }))
	fmt.Println(list.Map(&names, func(s string) *string { return &s }))
}
