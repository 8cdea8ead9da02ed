// Package dep is a dependency, beside the module and below its vendor folder.
package dep

type Record struct {
	Name string
	Data []byte
}

//go:noinline
func Far(size int) *Record {
	return &Record{Name: "far", Data: make([]byte, size)}
}

// Near is inlined into its callers.
func Near(size int) *Record {
	return &Record{Data: make([]byte, size)}
}
