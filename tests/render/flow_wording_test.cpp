#include "render/flow_wording.h"

#include <fmt/core.h>

#include "catch.h"
#include "report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

const FlowMarks kMarks{[](std::string_view text) { return fmt::format("<{}>", text); },
                       [](std::string_view file, std::uint32_t line) { return fmt::format("[{}:{}]", file, line); }};

struct Flow {
  ReportBuilder builder;
  std::vector<FlowStep> steps;

  Flow& assign(std::string_view to, std::string_view from, int derefs) {
    FlowStep step;
    step.derefs = static_cast<std::int8_t>(derefs);
    step.to = builder.text(to);
    step.from = builder.text(from);
    steps.push_back(step);
    return *this;
  }

  Flow& reason(std::string_view expression, std::string_view why, std::string_view file = "a.go") {
    FlowStep step;
    step.type = FlowStep::Type::kReason;
    step.to = builder.text(expression);
    step.from = builder.text(why);
    step.file = builder.text(file);
    step.line = 7;
    steps.push_back(step);
    return *this;
  }

  std::vector<std::string> sentences() {
    Finding& finding = builder.finding(builder.package("example.com/m"), {});
    builder.flow(finding, steps);
    return flow_sentences(builder.report(), finding, kMarks);
  }
};

}  // namespace

TEST_CASE("flow in words: each step is a sentence with its reasons") {
  Flow flow;
  flow.assign("~r0", "x", -1).reason("&x", "address-of").reason("return &x", "return").assign("{heap}", "p", 0);
  CHECK(flow.sentences() ==
        std::vector<std::string>{"the address of <x> reaches the result <~r0>: <&x> (<address-of>) at [a.go:7], "
                                 "<return &x> (<return>) at [a.go:7]",
                                 "<p> reaches the heap"});
}

TEST_CASE("flow in words: storage, temporaries and pointers") {
  Flow flow;
  flow.assign("{heap}", "{storage for make([]int, n)}", -1).assign("{temp}", "q", 1).assign("y", "{temp}", 2);
  CHECK(flow.sentences() == std::vector<std::string>{"the storage of <make([]int, n)> reaches the heap",
                                                     "what <q> points to reaches a temporary",
                                                     "what a temporary points to over 2 pointers reaches <y>"});
  CHECK(Flow().assign("{heap}", ".autotmp_4", -1).sentences() ==
        std::vector<std::string>{"the address of a temporary reaches the heap"});
}

TEST_CASE("flow in words: reasons of a cut log stand alone, places and words may lack") {
  CHECK(Flow().reason("x", "", "").sentences() == std::vector<std::string>{"it escapes: <x>"});
  CHECK(Flow().sentences().empty());
}

TEST_CASE("flow in words: one step alone says what reaches what, or what the code does") {
  const auto alone = [](Flow& flow) { return flow_sentence(flow.builder.report(), flow.steps.front()); };
  CHECK(alone(Flow().assign("{heap}", "x", -1)) == "the address of x reaches the heap");
  CHECK(alone(Flow().assign("\u202e", "{storage for \a}", 0)) == "the storage of \\x07 reaches \\u202e");
  CHECK(alone(Flow().reason("m[k] = v", "value of map put")) == "is put into a map: m[k] = v");
  CHECK(alone(Flow().reason("x", "//go:uintptrescapes")) == "is passed to a function marked //go:uintptrescapes: x");
  CHECK(alone(Flow().reason("\x1b[31m\xFF", "teleported\n")) == "teleported\\n: \\x1b[31m\\xff");
}
