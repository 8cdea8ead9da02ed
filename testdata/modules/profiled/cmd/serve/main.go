// Command serve writes the profile of its allocations, as a server does at /debug/pprof/allocs.
package main

import (
	"os"
	"runtime"
	"runtime/pprof"

	"example.com/profiled/work"
)

type request struct{ body [1000]byte }

var last *request

//go:noinline
func handle(count int) {
	for i := 0; i < count; i++ {
		last = &request{}
	}
}

func init() { runtime.MemProfileRate = 1 }

func main() {
	handle(100)
	work.Run(1000)
	if err := pprof.Lookup("allocs").WriteTo(os.Stdout, 0); err != nil {
		panic(err)
	}
}
