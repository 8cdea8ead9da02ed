// Package embed has files in it.
package embed

import (
	"embed"
	_ "embed"
)

//go:embed one.txt
var one string

//go:embed texts/*.txt texts/deep
var texts embed.FS

// Read gives the contents of a text.
func Read(name string) ([]byte, error) { return texts.ReadFile("texts/" + name) }

// One gives the first text, boxed.
func One() *string {
	text := one
	return &text
}
