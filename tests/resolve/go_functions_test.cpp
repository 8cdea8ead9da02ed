#include "resolve/go_functions.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"

using goescape::FunctionSpan;
using goescape::FunctionTable;
using goescape::PackageLiterals;
using goescape::PackageNumbering;
using goescape::SourcePoint;

namespace {

std::vector<std::string> names(std::string_view source, PackageNumbering before = {},
                               PackageLiterals style = PackageLiterals::kInit) {
  FunctionTable table = FunctionTable::scan(source);
  table.continue_after(before);
  std::vector<std::string> result;
  for (const FunctionSpan& span : table.spans()) {
    result.push_back(table.name(span, style));
  }
  return result;
}

// The name of the enclosing function, "-" outside of functions.
std::string at(const FunctionTable& table, std::uint32_t line, std::uint32_t column) {
  const FunctionSpan* span = table.enclosing(line, column);
  return span == nullptr ? "-" : table.name(*span);
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("Declarations have the compiler's names") {
  CHECK(names("package a\nfunc F() {}\nfunc main()") == Names{"F", "main"});
  CHECK(names("func (T) A() {}\nfunc (t T) B() {}\nfunc (*T) C() {}\nfunc (t *T) D() {}") ==
        Names{"T.A", "T.B", "(*T).C", "(*T).D"});
  CHECK(names("func (t *(T)) A() {}\nfunc ((T)) B() {}\nfunc (t T,) C() {}") == Names{"(*T).A", "T.B", "T.C"});
}

TEST_CASE("Type arguments collapse") {
  CHECK(names("func F[T any, U interface{ ~[]T }](t T) {}") == Names{"F[...]"});
  CHECK(names("func (l *List[T]) Push(t T) {}\nfunc (l List[_]) Len() int {}") ==
        Names{"(*List[...]).Push", "List[...].Len"});
  CHECK(names("func (m Map[K, V]) Keys() []K { return f(func() {}) }") ==
        Names{"Map[...].Keys", "Map[...].Keys.func1"});
  CHECK(names("func (l *List[T]) Map[U any](f func(T) U) {}") == Names{"(*List[...]).Map[...]"});
}

TEST_CASE("Literals are numbered within the function around them") {
  CHECK(
      names("func F() { func() {}(); func() { func() { func() {}() }(); func() {}() }() }\nfunc G() { func() {}() }") ==
      Names{"F", "F.func1", "F.func2", "F.func2.1", "F.func2.1.1", "F.func2.2", "G", "G.func1"});
  CHECK(names("func (t *T) M() { go func() {}(); defer func() {}() }") ==
        Names{"(*T).M", "(*T).M.func1", "(*T).M.func2"});
}

TEST_CASE("Literals outside of functions and functions called init are numbered through the package") {
  constexpr std::string_view kSource = "var a, b = func() {}, func() { func() {}() }\nfunc init() { func() {}() }\n";
  const FunctionTable table = FunctionTable::scan(kSource);
  CHECK(table.numbering().literals == 2);
  CHECK(table.numbering().inits == 1);
  CHECK(names(kSource) == Names{"init.func1", "init.func2", "init.func2.1", "init.0", "init.0.func1"});
  CHECK(names(kSource, table.numbering()) ==
        Names{"init.func3", "init.func4", "init.func4.1", "init.1", "init.1.func1"});
  CHECK(names(kSource, {}, PackageLiterals::kGlob) ==
        Names{"glob..func1", "glob..func2", "glob..func2.1", "init.0", "init.0.func1"});
}

TEST_CASE("A method called init is no init") { CHECK(names("func (t T) init() {}") == Names{"T.init"}); }

TEST_CASE("Functions called _ have no name") {
  CHECK(names("func _() { func() { func() {}() }() }\nfunc (T) _() {}") == Names{"", "", "", ""});
}

TEST_CASE("Function types are no functions") {
  const std::string_view source = GENERATE(
      as<std::string_view>(), "type F func()", "type F func() func(int) (string, error)",
      "type T struct {\n\tf func()\n\tg, h func() int `tag`\n}", "type I interface {\n\tM(f func()) func()\n}",
      "var f func()", "var f func(int) Name\nvar g int", "var f = (func())(nil)", "var f = []func(){}",
      "var f = []func() int{nil}", "var f = [2]func(int) (a, b int){nil}", "var f = [...]func() struct{ x int }{nil}",
      "var f = map[string]func() interface{ M() }{\"a\": nil}", "var f = [][]func(){{nil}}", "var f = []*func(){nil}",
      "var f = []**func() int{nil}", "var f = []chan func(){nil}", "var f = []chan<- func(){nil}",
      "var f = []<-chan func(){nil}", "var f = map[[2]int][]map[string]*func(){}", "var f = List[func() int]{}",
      "var f = []func() List[int]{}", "var f = new(func())", "var f, ok = x.(func() pkg.T)",
      "type C interface{ ~func() | func() int }", "type G[P func(), Q ~func() int] struct{}");
  CAPTURE(source);
  CHECK(names(source).empty());
}

TEST_CASE("A literal is found wherever an expression may stand") {
  const std::string_view expression = GENERATE(
      as<std::string_view>(), "func() {}", "func(int) (string, error) {}", "func() func() func() int { }",
      "func() (struct{ a int }, interface{ M() }) { }", "func() struct{ f func() } { }", "func() interface{} { }",
      "func() []func() { }", "func() map[string]func() chan func() { }", "func() <-chan int { }",
      "func() chan<- int { }", "func() *pkg.T[int, []func()] { }", "func() [2]func() { }",
      "func(f func(func()) func()) { }", "func(s struct{ f func() }, i interface{ M(func()) }) { }",
      "func( // {\n) /* } */ { }", "(func() {})", "*func() *int { }()", "-func() int { }()", "<-func() chan int { }()",
      "a[i]*func() int { }()", "List[int](x)*func() int { }()", "x{}[i]*func() int { }()", "[]func(){func() {}}",
      "map[string]func(){\"a\": func() {}}", "[]*func(){g(func() {})}", "T{f: func() {}}", "g(1, func() {})",
      "a[func() int { }()]", "x + func() int { }()", "x.(T).f(func() {})");
  CAPTURE(expression);
  const std::string text(expression);
  CHECK(names("var v = " + text) == Names{"init.func1"});
  CHECK(names("func F() {\n\treturn " + text + "\n}") == Names{"F", "F.func1"});
  CHECK(names("func F() {\n\tif f := " + text + "; f {\n\t}\n\tx()\n}\nfunc G() {}") == Names{"F", "F.func1", "G"});
}

TEST_CASE("Statements with literals") {
  CHECK(names("func F() {\n\tc <- func() {}\n\tfor _, f := range []func(){a} {\n\t\tfunc() {}()\n\t}\n}") ==
        Names{"F", "F.func1", "F.func2"});
  CHECK(names("func F() {\n\tswitch x.(type) {\n\tcase func():\n\tcase []func() int:\n\t\tfunc() {}()\n\t}\n}") ==
        Names{"F", "F.func1"});
  CHECK(names("func F() {\n\tx := a[i]\n\t*func() *int { return p }() = 1\n}") == Names{"F", "F.func1"});
}

TEST_CASE("A span goes from func to just after the end") {
  const FunctionTable table = FunctionTable::scan(
      "package a\n\nfunc F(a int) (b struct{ c int }, err error)\nfunc G() func() {\n\tréturn(func() {\n\t})\n} // G\n"
      "func H()\n");
  REQUIRE(table.spans().size() == 4);
  CHECK(table.spans()[0].begin == SourcePoint{3, 1});
  CHECK(table.spans()[0].end == SourcePoint{3, 45});
  CHECK(table.spans()[1].begin == SourcePoint{4, 1});
  CHECK(table.spans()[1].end == SourcePoint{7, 2});
  CHECK(table.spans()[2].begin == SourcePoint{5, 10});
  CHECK(table.spans()[2].end == SourcePoint{6, 3});
  CHECK(table.spans()[2].parent == 1);
  CHECK(table.spans()[3].end == SourcePoint{8, 9});
}

TEST_CASE("The innermost function around a place") {
  const FunctionTable table = FunctionTable::scan(
      "package a\n"                                // 1
      "var v = func(p int) { x }\n"                // 2
      "func (t *T) M(p *int) (r int) {\n"          // 3
      "\tg(func(q int) { x }, func() { y })\n"     // 4
      "\treturn func() { return func() { z } }\n"  // 5
      "}\n"                                        // 6
      "func body()\n");                            // 7
  CHECK(at(table, 1, 1) == "-");
  CHECK(at(table, 2, 5) == "-");
  CHECK(at(table, 2, 14) == "init.func1");
  SECTION("a declaration holds its receiver, name and parameters") {
    CHECK(at(table, 3, 1) == "(*T).M");
    CHECK(at(table, 3, 7) == "(*T).M");
    CHECK(at(table, 3, 13) == "(*T).M");
    CHECK(at(table, 3, 15) == "(*T).M");
    CHECK(at(table, 6, 1) == "(*T).M");
    CHECK(at(table, 6, 2) == "-");
  }
  SECTION("a literal holds its parameters, and not its keyword") {
    CHECK(at(table, 2, 9) == "-");
    CHECK(at(table, 4, 4) == "(*T).M");
    CHECK(at(table, 4, 9) == "(*T).M.func1");
    CHECK(at(table, 4, 18) == "(*T).M.func1");
    CHECK(at(table, 4, 20) == "(*T).M.func1");
    CHECK(at(table, 4, 21) == "(*T).M");
    CHECK(at(table, 4, 23) == "(*T).M");
    CHECK(at(table, 4, 24) == "(*T).M.func2");
    CHECK(at(table, 4, 33) == "(*T).M.func2");
    CHECK(at(table, 5, 9) == "(*T).M");
    CHECK(at(table, 5, 25) == "(*T).M.func3");
    CHECK(at(table, 5, 34) == "(*T).M.func3.1");
  }
  SECTION("a function without a body") {
    CHECK(at(table, 7, 6) == "body");
    CHECK(at(table, 7, 12) == "-");
    CHECK(at(table, 100, 1) == "-");
  }
  CHECK(at(FunctionTable::scan(""), 1, 1) == "-");
  CHECK(at(FunctionTable::scan(""), 1, 0) == "-");
}

TEST_CASE("Without a column, the function that goes on around the line") {
  const FunctionTable table = FunctionTable::scan(
      "func F(p *int) {\n"             // 1
      "\tf := func() { x }\n"          // 2
      "\tg(func(q int) {\n"            // 3
      "\t\ty\n"                        // 4
      "\t}, func() {\n"                // 5
      "\t\tz })\n"                     // 6
      "}\n"                            // 7
      "\n"                             // 8
      "func G() { func() { x }() }\n"  // 9
      "var v = func() {\n"             // 10
      "\tx }\n");                      // 11
  CHECK(at(table, 1, 0) == "F");
  CHECK(at(table, 2, 0) == "F");
  CHECK(at(table, 3, 0) == "F");
  CHECK(at(table, 4, 0) == "F.func2");
  CHECK(at(table, 5, 0) == "F");
  CHECK(at(table, 6, 0) == "F");
  CHECK(at(table, 7, 0) == "F");
  CHECK(at(table, 8, 0) == "-");
  CHECK(at(table, 9, 0) == "G");
  CHECK(at(table, 10, 0) == "init.func1");
  CHECK(at(table, 11, 0) == "init.func1");
  CHECK(at(table, 12, 0) == "-");
}

TEST_CASE("Unfinished functions end with the file") {
  const FunctionTable table = FunctionTable::scan("func F() {\n\tg(func() {\n");
  REQUIRE(table.spans().size() == 2);
  CHECK(table.spans()[0].end == SourcePoint{3, 1});
  CHECK(table.spans()[1].end == SourcePoint{3, 1});
  CHECK(names("func") == Names{""});
  CHECK(names("func (") == Names{""});
  CHECK(names("func (t") == Names{""});
  CHECK(names("func F[") == Names{"F[...]"});
  CHECK(names("func F() map[") == Names{"F"});
}

TEST_CASE("Brackets without a partner do not lose the next function") {
  CHECK(names("func F() { ) ] }\nfunc G() {}") == Names{"F", "G"});
  CHECK(names("func F() { ( [ }\nfunc G() {}") == Names{"F", "G"});
  CHECK(names("} ) ]\nfunc G() {}") == Names{"G"});
}

TEST_CASE("Deep nesting takes no deep recursion") {
  constexpr std::size_t kDepth = 100000;
  std::string source = "func F() ";
  for (std::size_t i = 0; i < kDepth; ++i) {
    source += "{func()";
  }
  const FunctionTable literals = FunctionTable::scan(source);
  CHECK(literals.spans().size() == kDepth);
  CHECK(literals.name(literals.spans()[3]) == "F.func1.1.1");
  CHECK(literals.enclosing(1, static_cast<std::uint32_t>(source.size())) == &literals.spans().back());
  CHECK(names("func F() " + std::string(kDepth, '(')) == Names{"F"});
  CHECK(names("var v = " + std::string(kDepth, '[') + "func() {}").size() == 1);
}

TEST_CASE("Any bytes give a table of spans that nest") {
  const std::vector<std::string> pieces = {"func",      "func ", "func F", "(",  ")",     "[",    "]",
                                           "{",         "}",     "*",      "<-", "chan ", "map",  "struct",
                                           "interface", "x",     ".",      "\n", ";",     "\"",   "`",
                                           "'",         "/*",    "*/",     "//", "\\",    "\xff", std::string(1, '\0'),
                                           "[...]",     "1",     "init"};
  std::mt19937 random(20240601);
  for (int round = 0; round < 3000; ++round) {
    std::string source;
    for (auto count = random() % 60; count > 0; --count) {
      source += pieces[random() % pieces.size()];
    }
    INFO(source);
    const FunctionTable table = FunctionTable::scan(source);
    for (const FunctionSpan& span : table.spans()) {
      REQUIRE(span.begin < span.end);
      if (span.parent == FunctionSpan::kNone) {
        continue;
      }
      const FunctionSpan& parent = table.spans()[span.parent];
      REQUIRE(parent.begin < span.begin);
      REQUIRE(span.end <= parent.end);
      REQUIRE(table.enclosing(span.begin.line, span.begin.column) == &parent);
    }
  }
}
