#include "resolve/go_declarations.h"

#include <algorithm>
#include <string>

#include "catch.h"

namespace goescape::test {
namespace {

template <typename List>
const auto& named(const List& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.name == name; });
  REQUIRE(found != list.end());
  return *found;
}

TypeShape shape(std::string_view type) {
  const std::string source = "package p\nvar x " + std::string(type) + "\nvar y int\n";
  const GoDeclarations read = read_declarations(source);
  CHECK(named(read.variables, "y").type.name == "int");
  return named(read.variables, "x").type.shape;
}

}  // namespace

TEST_CASE("declarations: the shapes of types") {
  CHECK(shape("T") == TypeShape::kNamed);
  CHECK(shape("pkg.T[int, string]") == TypeShape::kNamed);
  CHECK(shape("*pkg.T") == TypeShape::kPointer);
  CHECK(shape("**T") == TypeShape::kPointer);
  CHECK(shape("*[]T") == TypeShape::kPointer);
  CHECK(shape("map[string][]*T") == TypeShape::kMap);
  CHECK(shape("[]map[string]T") == TypeShape::kSlice);
  CHECK(shape("[3]T") == TypeShape::kArray);
  CHECK(shape("<-chan T") == TypeShape::kChan);
  CHECK(shape("chan<- func() T") == TypeShape::kChan);
  CHECK(shape("func(a int, b ...T) (c, d error)") == TypeShape::kFunc);
  CHECK(shape("func() func(int) error") == TypeShape::kFunc);
  CHECK(shape("interface{ M(); N() int }") == TypeShape::kInterface);
  CHECK(shape("struct{ a, b int }") == TypeShape::kStruct);
}

TEST_CASE("declarations: what values write down") {
  const GoDeclarations read = read_declarations(
      "package p\n"
      "var (\n\ta = &T{x: 1}\n\tb = make(map[string]int)\n\tc = []int{1}\n\td, e = f()\n\tg = new(T)\n\th = 7\n)\n"
      "var i, j pkg.T\n");
  CHECK(named(read.variables, "a").type == TypeRef{TypeShape::kPointer, "", "T"});
  CHECK(named(read.variables, "b").type.shape == TypeShape::kMap);
  CHECK(named(read.variables, "c").type.shape == TypeShape::kSlice);
  CHECK(named(read.variables, "d").type.shape == TypeShape::kUnknown);
  CHECK(named(read.variables, "g").type == TypeRef{TypeShape::kPointer, "", "T"});
  CHECK(named(read.variables, "h").type.shape == TypeShape::kUnknown);
  CHECK(named(read.variables, "j").type == TypeRef{TypeShape::kNamed, "pkg", "T"});
}

TEST_CASE("declarations: imports with and without a name") {
  const GoDeclarations read = read_declarations("package p\nimport \"fmt\"\nimport (\n\tm \"a/b\"\n\t. \"c\"\n)\n");
  REQUIRE(read.imports.size() == 3);
  CHECK(read.imports[0].path == "fmt");
  CHECK(read.imports[0].name.empty());
  CHECK(read.imports[1].name == "m");
  CHECK(read.imports[2].name == ".");
}

TEST_CASE("declarations: structs, interfaces and generic types") {
  const GoDeclarations read = read_declarations(
      "package p\n"
      "type (\n\tS struct {\n\t\ta, b *T `json:\"a\"`\n\t\tf func(x int) error\n\t\tEmbedded\n\t\t*pkg.Other\n\t}\n"
      "\tI interface {\n\t\tDo(x int) error\n\t\tio.Writer\n\t\tGet() *S\n\t}\n)\n"
      "type L[P any] struct{ next *L[P] }\ntype A = map[string]int\ntype F func(int)\n");
  const DeclaredType& s = named(read.types, "S");
  REQUIRE(s.fields.size() == 5);
  CHECK(named(s.fields, "b").type == TypeRef{TypeShape::kPointer, "", "T"});
  CHECK(named(s.fields, "f").type.shape == TypeShape::kFunc);
  CHECK(named(s.fields, "Embedded").type.shape == TypeShape::kNamed);
  CHECK(named(s.fields, "Other").type == TypeRef{TypeShape::kPointer, "pkg", "Other"});
  CHECK(named(read.types, "I").methods == std::vector<std::string_view>{"Do", "Get"});
  CHECK(named(named(read.types, "L").fields, "next").type.name == "L");
  CHECK(named(read.types, "A").type.shape == TypeShape::kMap);
  CHECK(named(read.types, "F").type.shape == TypeShape::kFunc);
}

TEST_CASE("declarations: the names within a function") {
  const GoDeclarations read = read_declarations(
      "package p\n"
      "func (w *W) Do(a, b int, c map[string]int, _ ...T) (r *T, err error) {\n"
      "\tx := &T{}\n\tvar y []int\n\tgo func(z func()) { z() }(nil)\n\tdefer w.f()\n\tfor i, k := range y {\n\t}\n"
      "\treturn\n}\n"
      "func G(int, string) *T { return nil }\n");
  REQUIRE(read.scopes.size() == 2);
  const DeclaredScope& scope = read.scopes.front();
  CHECK(scope.receiver == "W");
  CHECK(scope.name == "Do");
  CHECK(named(scope.locals, "w").type == TypeRef{TypeShape::kPointer, "", "W"});
  CHECK(named(scope.locals, "a").type.name == "int");
  CHECK(named(scope.locals, "c").type.shape == TypeShape::kMap);
  CHECK(named(scope.locals, "r").role == LocalName::Role::kResult);
  CHECK(named(scope.locals, "a").role == LocalName::Role::kParameter);
  CHECK(named(scope.locals, "x").type == TypeRef{TypeShape::kPointer, "", "T"});
  CHECK(named(scope.locals, "y").type.shape == TypeShape::kSlice);
  CHECK(named(scope.locals, "z").type.shape == TypeShape::kFunc);
  CHECK(named(scope.locals, "k").type.shape == TypeShape::kUnknown);
  CHECK(scope.begin == SourcePoint{2, 1});
  CHECK(scope.end == SourcePoint{10, 2});
  CHECK(read.scopes.back().locals.empty());
  REQUIRE(read.statements.size() == 2);
  CHECK(read.statements.front().go);
  CHECK_FALSE(read.statements.back().go);
}

TEST_CASE("declarations: function literals of package variables have names, too") {
  const GoDeclarations read = read_declarations("package p\nvar f = func(a *T) {\n\tb := []int{}\n}\nvar g int\n");
  REQUIRE(read.scopes.size() == 2);
  CHECK(named(read.scopes.front().locals, "a").type.name == "T");
  CHECK(named(read.scopes.front().locals, "b").type.shape == TypeShape::kSlice);
  CHECK(named(read.variables, "g").type.name == "int");
}

TEST_CASE("declarations: what is not Go comes to an end") {
  for (const std::string source : {"func",
                                   "func (",
                                   "func f(a",
                                   "func f() {",
                                   "type",
                                   "type T struct {",
                                   "var (",
                                   "var x = (",
                                   "import (",
                                   "type I interface {",
                                   "func f() { x :=",
                                   "[[[[",
                                   "}}}}",
                                   "var x [",
                                   "...",
                                   "func f(a []",
                                   "type T [",
                                   "func f() { var",
                                   "import",
                                   "type ( A",
                                   "a, b :="}) {
    CAPTURE(source);
    CHECK(read_declarations(source).imports.empty());
    read_declarations("package p\n" + source + "\n\xff\xfe");
  }
  const std::string deep(100000, '*');
  read_declarations("package p\nvar x " + deep);
  read_declarations("package p\nvar x " + std::string(100000, '['));
}

TEST_CASE("declarations: without bodies all is found but what stands in them") {
  const std::string source =
      "package p\nimport \"fmt\"\n"
      "func (t *T) M(a int) struct{ b int } {\n\tc := '}'\n\td := \"}\" + `}\n}` // }\n\t/* } */ go f(func() {})\n}\n"
      "type T interface{ N() }\nfunc F[P interface{ N() }](e P) interface{ N() } { var g int; return g / 1 }\n"
      "var h = func() int { i := 1; return i }\nconst (\n\tk = 1 << iota // )\n\tl = \")\"\n)\n"
      "var m = []struct{ n int }{{1}, {2}}\nvar (\n\to = map[string]P{\"{\": {}}\n\tq int\n)\n"
      "type U struct{ j int }\nfunc asm()\n"
      "func last() {";
  const GoDeclarations all = read_declarations(source);
  const GoDeclarations read = read_declarations(source, Bodies::kSkipped);
  const auto names = [](const auto& list) {
    std::vector<std::string> found;
    for (const auto& each : list) {
      found.emplace_back(each.name);
    }
    return found;
  };
  CHECK(names(read.types) == names(all.types));
  CHECK(names(read.variables) == names(all.variables));
  REQUIRE(names(read.scopes) == names(all.scopes));
  CHECK(names(read.scopes[0].locals) == std::vector<std::string>{"t", "a"});
  CHECK(names(read.scopes[1].locals) == std::vector<std::string>{"e"});
  CHECK(names(named(all.scopes, "").locals) == std::vector<std::string>{"i"});
  CHECK(named(read.scopes, "").locals.empty());
  CHECK(read.scopes[0].end == all.scopes[0].end);
  CHECK(read.statements.empty());
  CHECK(all.statements.size() == 1);
}

TEST_CASE("declarations: braces in texts and comments of a skipped body do not count") {
  for (const char* const source : {"package p\nfunc f() {\n\tx := `{`\n}\nvar y int\n",
                                   "package p\nfunc f() { if a := '\\''; a != '{' { } }\nvar y int\n",
                                   "package p\nfunc f() { return a / b /* { */ // {\n}\nvar y int\n"}) {
    const GoDeclarations read = read_declarations(source, Bodies::kSkipped);
    CHECK(named(read.variables, "y").type.name == "int");
  }
}

}  // namespace goescape::test
