//go:build ignore

// Tells whether two versions of Go sources are the same program but for comments and layout. Used by
// scripts/replay-history as a judge that shares nothing with goescape.
//
// usage: go run go_tokens.go <PAIRS
//
// PAIRS holds one pair of files per line, separated by a tab; an answer per line comes out: same, different, or
// unreadable when Go's own scanner does not get through one of them.
package main

import (
	"bufio"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"slices"
	"strings"
)

// directives are the beginnings of comments that mean something to the compiler or the go command.
var directives = []string{"//go:", "//line ", "/*line ", "//export ", "//extern ", "// +build", "//+build", "// #", "/*\n#", "#cgo"}

func isDirective(comment string) bool {
	return slices.ContainsFunc(directives, func(begin string) bool { return strings.HasPrefix(comment, begin) }) ||
		strings.Contains(comment, "#cgo") || strings.Contains(comment, "#include")
}

// tokens lists what the compiler sees of a file: tokens with their text, comments that are directives.
func tokens(name string) ([]string, bool) {
	source, err := os.ReadFile(name)
	if err != nil {
		return nil, false
	}
	var s scanner.Scanner
	file := token.NewFileSet().AddFile(name, -1, len(source))
	s.Init(file, source, nil, scanner.ScanComments)
	var list []string
	for {
		_, kind, text := s.Scan()
		switch {
		case kind == token.EOF:
			return list, s.ErrorCount == 0
		case kind == token.COMMENT && !isDirective(text):
		case kind == token.SEMICOLON: // Written or implied by the end of a line.
			list = append(list, ";")
		default:
			list = append(list, kind.String()+" "+text)
		}
	}
}

func verdict(one, other string) string {
	oneList, oneRead := tokens(one)
	otherList, otherRead := tokens(other)
	switch {
	case !oneRead || !otherRead:
		return "unreadable"
	case slices.Equal(oneList, otherList):
		return "same"
	}
	return "different"
}

func main() {
	pairs := bufio.NewScanner(os.Stdin)
	for pairs.Scan() {
		one, other, _ := strings.Cut(pairs.Text(), "\t")
		fmt.Println(verdict(one, other))
	}
}
