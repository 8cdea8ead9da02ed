//go:build go1.21

package main

import "go/ast"

func isGenerated(file *ast.File) bool { return ast.IsGenerated(file) }
