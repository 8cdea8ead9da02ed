package main

import "example.com/dep"

var kept []*dep.Point

func main() { kept = append(kept, dep.New(1, 2)) }
