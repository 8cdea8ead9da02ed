//go:build !go1.21

package main

import (
	"go/ast"
	"strings"
)

// isGenerated is what ast.IsGenerated is from Go 1.21 on.
func isGenerated(file *ast.File) bool {
	const prefix, suffix = "// Code generated ", " DO NOT EDIT."
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if comment.Pos() > file.Package {
				return false
			}
			for _, line := range strings.Split(comment.Text, "\n") {
				if strings.HasPrefix(line, prefix) && strings.HasSuffix(line[len(prefix):], suffix) {
					return true
				}
			}
		}
	}
	return false
}
