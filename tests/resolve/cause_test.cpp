#include "resolve/cause.h"

#include <string>

#include "catch.h"
#include "resolve/collected_log.h"

namespace goescape::test {
namespace {

// What the sources would say; everything is unknown unless set.
struct Told final : NameEvidence {
  Told() = default;
  Told(Callee callee, Container container, Storage storage)
      : a_callee(callee), a_container(container), a_storage(storage) {}

  Callee a_callee = Callee::kUnknown;
  Container a_container = Container::kUnknown;
  Storage a_storage = Storage::kUnknown;
  bool a_result = false;
  std::optional<bool> a_go;
  std::optional<bool> a_method;
  std::string asked;

  Callee callee(const FlowStep& /*step*/, std::string_view called) override {
    asked = called;
    return a_callee;
  }
  Container container(const FlowStep& /*step*/, std::string_view indexed) override {
    asked = indexed;
    return a_container;
  }
  Storage storage(const FlowStep& /*step*/, std::string_view target) override {
    asked = target;
    return a_storage;
  }
  bool is_result(const FlowStep& /*step*/, std::string_view /*variable*/) override { return a_result; }
  std::optional<bool> is_go(const FlowStep& /*step*/) override { return a_go; }
  std::optional<bool> is_method(const FlowStep& /*step*/, std::string_view /*selector*/) override { return a_method; }
};

// `lines` without the position that each begins with, and reasons without theirs.
std::string_view cause(const std::string& lines, NameEvidence& names, Kind kind, const std::string& expression) {
  std::string log = "a.go:1:2: " + expression + " escapes to heap in F:\n";
  std::size_t begin = 0;
  while (begin < lines.size()) {
    const std::size_t end = lines.find('\n', begin);
    const std::string line = lines.substr(begin, end - begin);
    log += "a.go:1:2:   " + line + (line.starts_with("  from") ? " at a.go:3:4\n" : "\n");
    begin = end + 1;
  }
  const Collected collected = collect(log);
  return info(cause_of(kind, expression, collected.steps, collected.strings, names)).name;
}

std::string_view moved(const std::string& lines, Told&& names = Told()) {
  return cause(lines, names, Kind::kMovedToHeap, "x");
}

std::string_view moved(const std::string& lines, Told&& names, std::string_view asked) {
  const std::string_view found = cause(lines, names, Kind::kMovedToHeap, "x");
  CHECK(names.asked == asked);
  return found;
}

std::string_view escaped(const std::string& expression, const std::string& lines, Told&& names = Told()) {
  return cause(lines, names, Kind::kEscapesToHeap, expression);
}

Told callee(Callee is) { return Told(is, Container::kUnknown, Storage::kUnknown); }
Told container(Container is) { return Told(Callee::kUnknown, is, Storage::kUnknown); }
Told storage(Storage is) { return Told(Callee::kUnknown, Container::kUnknown, is); }

}  // namespace

TEST_CASE("cause: the last reason tells it") {
  CHECK(moved("flow: ~r0 ← &x:\n  from &x (address-of)\n  from return &x (return)\n") == "returned");
  CHECK(moved("flow: {heap} ← &x:\n  from &x (address-of)\n  from c <- &x (send)\n") == "sent_on_channel");
  CHECK(moved("flow: {heap} ← &x:\n  from m[&x] (key of map put)\n") == "put_into_map");
  CHECK(moved("flow: {heap} ← &x:\n  from T{...} (map literal value)\n") == "put_into_map");
  CHECK(moved("flow: {storage for &T{...}} ← &x:\n  from T{...} (struct literal element)\n") == "put_into_struct");
  CHECK(moved("flow: {storage for []T{...}} ← &x:\n  from []T{...} (slice-literal-element)\n") == "put_into_slice");
  CHECK(moved("flow: {heap} ← &x:\n  from x (too large for stack)\n") == "too_large");
  CHECK(moved("flow: {heap} ← &x:\n  from x (//go:uintptrescapes)\n") == "uintptr_escapes");
  CHECK(escaped("make([]T, n)",
                "flow: {heap} = &{storage for make([]T, n)}:\n"
                "  from make([]T, n) (non-constant size)\n") == "size_not_constant");
}

TEST_CASE("cause: flows behind the last reason do not hide it") {
  CHECK(moved("flow: {heap} ← &x:\n  from c <- &x (send)\nflow: {heap} ← y:\n") == "sent_on_channel");
}

TEST_CASE("cause: without a reason it is unknown, with a strange one another") {
  CHECK(moved("") == "unknown");
  CHECK(moved("flow: {heap} ← x:\n") == "unknown");
  CHECK(moved("flow: {heap} ← &x:\n  from x (a reason to come)\n") == "other");
}

TEST_CASE("cause: a value in an interface has storage for its sake alone") {
  const std::string into_any = "  from x (spill)\n  from Any = x (assign)\n";
  CHECK(escaped("x", "flow: {heap} ← &{storage for x}:\n" + into_any) == "boxed_into_interface");
  CHECK(escaped("T{...}", "flow: {heap} ← &{storage for T{...}}:\n" + into_any) == "boxed_into_interface");
  CHECK(escaped("\"a + b\"", "flow: {heap} ← &{storage for x}:\n" + into_any) == "boxed_into_interface");
  CHECK(escaped("go.shape.int(7)", "flow: {heap} ← &{storage for x}:\n" + into_any) == "boxed_into_interface");
  CHECK(escaped("&T{...}", "flow: {heap} ← &{storage for &T{...}}:\n" + into_any) == "stored_in_global");
  CHECK(escaped("a + b", "flow: {heap} ← &{storage for a + b}:\n" + into_any) == "stored_in_global");
  CHECK(escaped("string(b)", "flow: {heap} ← &{storage for string(b)}:\n" + into_any) == "stored_in_global");
}

TEST_CASE("cause: a selector is a field in an interface, or the value of a method") {
  const std::string flow = "flow: {heap} ← &{storage for t.M}:\n  from t.M (spill)\n  from F = t.M (assign)\n";
  Told method;
  method.a_method = true;
  Told field;
  field.a_method = false;
  CHECK(escaped("t.M", flow, std::move(method)) == "stored_in_global");
  CHECK(escaped("t.M", flow, std::move(field)) == "boxed_into_interface");
  CHECK(escaped("t.M", flow) == "stored_in_global");
}

TEST_CASE("cause: the slice of variadic arguments, and what is put into it") {
  CHECK(escaped("... argument",
                "flow: {heap} ← &{storage for ... argument}:\n  from ... argument (spill)\n"
                "  from keep(... argument...) (call parameter)\n") == "variadic");
  CHECK(moved("flow: {storage for ... argument} ← &x:\n  from &x (address-of)\n"
              "  from ... argument (slice-literal-element)\n") == "variadic");
}

TEST_CASE("cause: what is stored where") {
  const auto stored = [](const std::string& target) {
    return "flow: {heap} ← &x:\n  from &x (address-of)\n  from " + target + " = &x (assign)\n";
  };
  CHECK(moved(stored("Sink")) == "stored_in_global");
  CHECK(moved("flow: {heap} ← y:\n  from Text += y (assign)\n") == "stored_in_global");
  CHECK(moved(stored("*p")) == "stored_through_pointer");
  CHECK(moved(stored("w.p"), storage(Storage::kGlobal), "w.p") == "stored_in_global");
  CHECK(moved(stored("w.p"), storage(Storage::kPointer), "w.p") == "stored_through_pointer");
  CHECK(moved(stored("w.p")) == "stored");
  CHECK(moved(stored("m[\"a\"]")) == "put_into_map");
  CHECK(moved(stored("w.m[f(a, b)]"), container(Container::kMap), "w.m") == "put_into_map");
  CHECK(moved(stored("s[i]"), container(Container::kSlice), "s") == "put_into_slice");
  CHECK(moved(stored("s[i]")) == "put_into_map_or_slice");
  CHECK(moved("flow: {heap} ← &x:\n  from copy(d, y) (copied slice)\n") == "put_into_slice");
}

TEST_CASE("cause: of several targets it is the one that gets the value") {
  CHECK(moved("flow: {heap} ← y:\n  from *p, Sink = z, y (assign-pair)\n") == "stored_in_global");
  CHECK(moved("flow: {heap} ← y:\n  from *p, Sink = y, y (assign-pair)\n") == "stored");
}

TEST_CASE("cause: variables that live longer, and named results") {
  const std::string flow = "flow: p ← &x:\n  from &x (address-of)\n  from p = &x (assign)\n";
  Told result;
  result.a_result = true;
  CHECK(moved(flow) == "stored_in_outer_variable");
  CHECK(moved(flow, std::move(result)) == "returned");
  CHECK(moved("flow: ~r1 ← &x:\n  from ~r1 = &x (assign-pair)\n") == "returned");
}

TEST_CASE("cause: closures, and the statements that need one") {
  const std::string literal = "flow: {heap} ← &{storage for func literal}:\n  from func literal (spill)\n";
  const std::string wrapped =
      "flow: {storage for func literal} ← .autotmp_1:\n"
      "  from .autotmp_1 (captured by a closure)\n";
  Told go;
  go.a_go = true;
  Told defer;
  defer.a_go = false;
  CHECK(moved("flow: {storage for func literal} ← &x:\n  from x (captured by a closure)\n  from x (reference)\n") ==
        "captured_by_closure");
  CHECK(escaped("func literal", literal) == "goroutine_or_deferred");
  CHECK(moved(wrapped, std::move(go)) == "goroutine");
  CHECK(escaped("func literal", literal, std::move(defer)) == "deferred");
}

TEST_CASE("cause: calls by what is called") {
  const auto passed = [](const std::string& call) {
    return "flow: {heap} ← &x:\n  from &x (address-of)\n  from " + call + " (call parameter)\n";
  };
  CHECK(moved(passed("append(s, &x)")) == "appended");
  CHECK(moved(passed("panic(&x)")) == "passed_to_panic");
  CHECK(moved(passed("(*codec.Encoder).Put(e, &x)")) == "passed_to_leaking_parameter");
  CHECK(moved(passed("func literal(&x)")) == "passed_to_leaking_parameter");
  CHECK(moved(passed("(func(go.shape.int, *T))(&.dict[0])(y, &x)")) == "passed_to_interface_method");
  CHECK(moved(passed(".autotmp_2.Do(&x)")) == "passed_to_interface_method");
  CHECK(moved(passed(".autotmp_2(&x)")) == "passed_to_function_value");
  CHECK(moved(passed("f(g(\")\"), &x)"), callee(Callee::kFunction), "f") == "passed_to_leaking_parameter");
  CHECK(moved(passed("w.f(&x)"), callee(Callee::kFunctionValue), "w.f") == "passed_to_function_value");
  CHECK(moved(passed("w.f(&x)"), callee(Callee::kInterfaceMethod), "w.f") == "passed_to_interface_method");
  CHECK(moved(passed("w.f(&x)"), callee(Callee::kDynamic), "w.f") == "passed_to_unknown_function");
  CHECK(moved(passed("w.f(&x)")) == "passed_to_call");
}

TEST_CASE("cause: that what an argument points to leaks is known of a function with a body only") {
  CHECK(moved("flow: {heap} ← *a:\n  from f(a) (call parameter)\n") == "passed_to_leaking_parameter");
  CHECK(moved("flow: {heap} ← *a:\n  from *a (indirection)\n  from f(*a) (call parameter)\n") == "passed_to_call");
}

TEST_CASE("cause: what escapes as the receiver of a call is in an interface") {
  CHECK(moved("flow: {heap} ← node:\n  from node.Type() (call parameter)\n") == "passed_to_interface_method");
  CHECK(moved("flow: {heap} ← node:\n  from node.Put(node) (call parameter)\n") == "passed_to_call");
  CHECK(moved("flow: {heap} ← y:\n  from node.Put(y) (call parameter)\n") == "passed_to_call");
}

TEST_CASE("cause: names lead back to the table") {
  for (const CauseInfo& row : kCauses) {
    CHECK(cause_from_name(row.name) == row.cause);
  }
  CHECK_FALSE(cause_from_name("call_parameter"));
  CHECK_FALSE(cause_from_name(""));
}

}  // namespace goescape::test
