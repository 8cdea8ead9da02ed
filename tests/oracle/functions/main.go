// The functions of Go source files as go/parser sees them, in the format of tests/tools/go_functions_dump.cpp.
//
// usage: functions DIR...
//
// For every .go file below the folders that is Go, in the order of their names:
//
//	file PATH
//	generated BOOL
//	BEGIN_LINE:BEGIN_COLUMN END_LINE:END_COLUMN NAME
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, dir := range os.Args[1:] {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() && strings.HasSuffix(path, ".go") {
				return dump(out, path)
			}
			return err
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// dump writes the functions of one file, or nothing if it is not Go.
func dump(out *bufio.Writer, path string) error {
	source, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil || !utf8.Valid(source) || !validReceivers(file) {
		return nil
	}
	fmt.Fprintf(out, "file %s\ngenerated %t\n", path, isGenerated(file))
	n := namer{out: out, files: files}
	for _, decl := range file.Decls {
		if decl, ok := decl.(*ast.FuncDecl); ok {
			n.declaration(decl)
			continue
		}
		ast.Walk(&visitor{namer: &n, parent: "init", suffix: ".func", count: &n.literals}, decl)
	}
	return nil
}

// namer counts what is numbered through a whole file.
type namer struct {
	out      *bufio.Writer
	files    *token.FileSet
	literals int
	inits    int
}

func (n *namer) declaration(decl *ast.FuncDecl) {
	name := declared(decl)
	if decl.Recv == nil && decl.Name.Name == "init" {
		name += fmt.Sprintf(".%d", n.inits)
		n.inits++
	}
	n.print(decl, name)
	if decl.Body != nil {
		ast.Walk(&visitor{namer: n, parent: name, suffix: ".func", count: new(int)}, decl.Body)
	}
}

func (n *namer) print(node ast.Node, name string) {
	begin := n.files.PositionFor(node.Pos(), false)
	end := n.files.PositionFor(node.End(), false)
	fmt.Fprintf(n.out, "%d:%d %d:%d %s\n", begin.Line, begin.Column, end.Line, end.Column, name)
}

// visitor finds the function literals directly in one function.
type visitor struct {
	*namer
	parent string // Empty in a function without a name.
	suffix string
	count  *int
}

func (v *visitor) Visit(node ast.Node) ast.Visitor {
	literal, ok := node.(*ast.FuncLit)
	if !ok {
		return v
	}
	*v.count++
	name := ""
	if v.parent != "" {
		name = fmt.Sprintf("%s%s%d", v.parent, v.suffix, *v.count)
	}
	v.print(literal, name)
	ast.Walk(&visitor{namer: v.namer, parent: name, suffix: ".", count: new(int)}, literal.Body)
	return nil
}

// declared returns F, F[...], T.M, (*T).M or (*T[...]).M; nothing for a function called _.
func declared(decl *ast.FuncDecl) string {
	name := decl.Name.Name
	if name == "_" {
		return ""
	}
	if decl.Type.TypeParams != nil {
		name += "[...]"
	}
	if decl.Recv == nil {
		return name
	}
	return receiver(decl.Recv.List[0].Type) + "." + name
}

// validReceivers tells whether every receiver has the form that the specification asks for; go/parser takes any type.
func validReceivers(file *ast.File) bool {
	for _, decl := range file.Decls {
		decl, ok := decl.(*ast.FuncDecl)
		if ok && decl.Recv != nil && (len(decl.Recv.List) != 1 || !validReceiver(decl.Recv.List[0].Type)) {
			return false
		}
	}
	return true
}

func validReceiver(expr ast.Expr) bool {
	name := receiver(expr)
	return name != "" && !strings.Contains(name, "(*)") && !strings.HasPrefix(name, "[")
}

// receiver returns T, (*T), T[...] or (*T[...]), with a hole where the base is no identifier.
func receiver(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.ParenExpr:
		return receiver(expr.X)
	case *ast.StarExpr:
		return "(*" + receiver(expr.X) + ")"
	case *ast.IndexExpr:
		return receiver(expr.X) + "[...]"
	case *ast.IndexListExpr:
		return receiver(expr.X) + "[...]"
	case *ast.Ident:
		return expr.Name
	}
	return ""
}
