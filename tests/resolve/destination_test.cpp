#include "resolve/destination.h"

#include "catch.h"
#include "render/report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

// The destination of a value whose last step has this reason and expression.
Destination after(std::string_view reason, std::string_view expression) {
  ReportBuilder builder;
  Finding& finding = builder.finding(builder.package("p"), {});
  FlowStep assign;
  assign.to = builder.text("{heap}");
  FlowStep step;
  step.type = FlowStep::Type::kReason;
  step.to = builder.text(expression);
  step.from = builder.text(reason);
  builder.flow(finding, {assign, step});
  return destination(builder.report(), finding);
}

std::string call(std::string_view expression) {
  const Destination into = after("call parameter", expression);
  CHECK(into.type == DestinationType::kCall);
  return into.name;
}

std::string variable(std::string_view expression) {
  const Destination into = after("assign", expression);
  CHECK(into.type == DestinationType::kVariable);
  return into.name;
}

}  // namespace

TEST_CASE("destination: a call is told by its function") {
  CHECK(call("fmt.Fprintln(os.Stderr, ... argument...)") == "fmt.Fprintln");
  CHECK(call("(*sync.Mutex).Lock(pool.mutex)") == "(*sync.Mutex).Lock");
  CHECK(call("s.handlers[i](x)") == "s.handlers[i]");
  CHECK(call("make(f)(x)") == "make(f)");
  CHECK(call("table.Map[go.shape.int](f(a), b)") == "table.Map[go.shape.int]");
  CHECK(call(R"(fmt.Sprintf("a) %d (", ... argument...))") == "fmt.Sprintf");
  CHECK(call("f(\"\\\")\", ')', `\"`)") == "f");
}

TEST_CASE("destination: append and copy are told by what they write to") {
  CHECK(call("append(l.events, ~r0)") == "append to l.events");
  CHECK(call("append(f(a, b), c)") == "append to f(a, b)");
  CHECK(after("appended slice...", "append(group, addrs...)") ==
        Destination{DestinationType::kCall, "append to group"});
  CHECK(after("copied slice", "copy(r.list[i], x)") == Destination{DestinationType::kCall, "copy to r.list[\u2026]"});
}

TEST_CASE("destination: an assignment is told by its left side, without indices") {
  CHECK(variable("s.events = ~r0") == "s.events");
  CHECK(variable("tmp := &x") == "tmp");
  CHECK(variable("*b = append(*b, c)") == "*b");
  CHECK(variable("l.events[l.next] = ~r0") == "l.events[\u2026]");
  CHECK(variable("m[a[i]].x[2] = y") == "m[\u2026].x[\u2026]");
  CHECK(variable("fmt.format, fmt.a := \"unknown\", x") == "fmt.format, fmt.a");
  CHECK(variable(R"(m["a = b"] = y)") == "m[\u2026]");
  CHECK(variable("x == y").empty());
}

TEST_CASE("destination: the other types") {
  CHECK(after("return", "return &clone") == Destination{DestinationType::kResult, "F"});
  CHECK(after("struct literal element", "ingest.Last{...}") ==
        Destination{DestinationType::kLiteral, "ingest.Last{\u2026}"});
  CHECK(after("slice-literal-element", "... argument") == Destination{DestinationType::kLiteral, "... argument"});
  CHECK(after("map literal value", "map[string]struct{}{...}") ==
        Destination{DestinationType::kLiteral, "map[string]struct{}{\u2026}"});
  CHECK(after("captured by a closure", "pool.p") == Destination{DestinationType::kClosure, ""});
  CHECK(after("reference", "total") == Destination{DestinationType::kClosure, ""});
  CHECK(after("send", "jobs <- job{...}") == Destination{DestinationType::kChannel, "jobs"});
  CHECK(after("send", "s.workers[i] <- v") == Destination{DestinationType::kChannel, "s.workers[\u2026]"});
  CHECK(after("key of map put", "dc.openStmt[ds]") == Destination{DestinationType::kMap, "dc.openStmt"});
  CHECK(after("value of map put", "m[k] = v") == Destination{DestinationType::kMap, "m"});
  CHECK(after("interface-converted", "x") == Destination{DestinationType::kInterface, ""});
  CHECK(after("spill", "func literal") == Destination{DestinationType::kStatement, ""});
  CHECK(after("too large for stack", "make([]byte, 1048576)") == Destination{DestinationType::kSize, ""});
  CHECK(after("a reason of a later release", "x") == Destination{});
}

TEST_CASE("destination: the last reason decides, also where assignments follow it") {
  ReportBuilder builder;
  Finding& finding = builder.finding(builder.package("p"), {});
  CHECK(destination(builder.report(), finding) == Destination{});
  const auto reason = [&](std::string_view from, std::string_view to) {
    FlowStep step;
    step.type = FlowStep::Type::kReason;
    step.to = builder.text(to);
    step.from = builder.text(from);
    return step;
  };
  builder.flow(finding,
               {FlowStep{}, reason("assign", "x = y"), FlowStep{}, reason("call parameter", "f(x)"), FlowStep{}});
  CHECK(destination(builder.report(), finding) == Destination{DestinationType::kCall, "f"});
}

TEST_CASE("destination: texts that make no sense give no name, and nothing worse") {
  for (const char* text :
       {"", ")", "(", "f(", "f)", "\"", "f(\"", "'\\", "]]]", "}{", "=", " = ", ":=", "<-", "append(", "append()"}) {
    for (const char* reason : {"call parameter", "assign", "send", "key of map put", "struct literal element"}) {
      CAPTURE(text, reason);
      CHECK(after(reason, text).name.size() <= std::string_view(text).size() + std::string_view(" to \u2026}").size());
    }
  }
}

TEST_CASE("destination: every type has a name of its own") {
  CHECK(name(DestinationType::kUnknown).empty());
  CHECK(name(DestinationType::kCall) == "call");
  CHECK(name(DestinationType::kSize) == "size");
}
