#include "resolve/collector.h"

#include <string>

#include "catch.h"
#include "resolve/collected_log.h"

namespace goescape::test {

TEST_CASE("a line that comes twice in a section is one diagnostic that occurred twice") {
  const Collected collected = collect(
      "# m/a\na/a.go:3:5: []int{...} escapes to heap\na/a.go:3:5: []int{...} escapes to heap\n"
      "a/a.go:4:5: moved to heap: x\n");
  REQUIRE(collected.diagnostics.size() == 2);
  CHECK(collected.lines[0].occurrences == 2);
  CHECK(collected.lines[1].occurrences == 1);
}

TEST_CASE("the same line in two sections is two diagnostics of two files") {
  const Collected collected = collect("# m/a\n../x.go:3:5: moved to heap: x\n# m/b\n../x.go:3:5: moved to heap: x\n");
  REQUIRE(collected.diagnostics.size() == 2);
  CHECK(collected.files.size() == 2);
  CHECK(collected.diagnostics[0].file != collected.diagnostics[1].file);
}

TEST_CASE("a variant belongs to the section of its package") {
  const Collected collected =
      collect("# m/a\na/a.go:3:5: moved to heap: x\n# m/a [m/a.test]\na/a.go:3:5: moved to heap: x\n");
  REQUIRE(collected.diagnostics.size() == 1);
  CHECK(collected.lines[0].occurrences == 2);
}

TEST_CASE("lines in front of every header belong to no package") {
  const Collected collected = collect("a.go:3:5: moved to heap: x\n");
  REQUIRE(collected.sections.size() == 1);
  CHECK(collected.sections[0].import_path == StringId::kEmpty);
  CHECK(!collected.sections[0].compiled);
  CHECK(collected.sections[0].understood == 1);
}

TEST_CASE("the text of kinds that are not kept is not stored") {
  const Collected collected =
      collect("a.go:3:5: x does not escape\na.go:3:6: moved to heap: y\na.go:3:7: inlining call to F\n", heap_kinds());
  REQUIRE(collected.diagnostics.size() == 3);
  CHECK(collected.diagnostics[0].text == StringId::kEmpty);
  CHECK(collected.strings[collected.diagnostics[1].text] == "moved to heap: y");
  CHECK(collected.strings[collected.diagnostics[2].function] == "F");
}

TEST_CASE("messages that differ in their shapes only have one hash") {
  CHECK(hash_of_message("make([]go.shape.int, n) escapes to heap") ==
        hash_of_message("make([]go.shape.*uint8, n) escapes to heap"));
  CHECK(hash_of_message("make([]int, n) escapes to heap") != hash_of_message("make([]uint, n) escapes to heap"));
}

TEST_CASE("a column too large for the store saturates") {
  const Collected collected = collect("a.go:3:70000: moved to heap: x\n");
  REQUIRE(collected.diagnostics.size() == 1);
  CHECK(collected.diagnostics[0].column == 65535);
}

TEST_CASE("explanations are collected with their steps") {
  const Collected collected = collect(
      "# m\n./a.go:3:5: x escapes to heap in F:\n./a.go:3:5:   flow: {heap} ← &x:\n"
      "./a.go:3:5:     from &x (address-of) at ./a.go:4:6\n./a.go:3:5: moved to heap: x\n");
  REQUIRE(collected.flows.size() == 1);
  CHECK(collected.flows[0].count == 2);
  CHECK(collected.strings[collected.flows[0].function] == "F");
  REQUIRE(collected.steps.size() == 2);
  CHECK(collected.steps[0].derefs == -1);
  CHECK(collected.steps[1].line == 4);
}

TEST_CASE("the explanation of a parameter is dropped where leaks are not kept") {
  const Collected collected = collect(
      "./a.go:3:5: parameter p leaks to {heap} for F with derefs=0:\n./a.go:3:5:   flow: {heap} ← p:\n"
      "./a.go:3:5: leaking param: p\n",
      heap_kinds());
  CHECK(collected.flows.empty());
  CHECK(collected.steps.empty());
}

TEST_CASE("dereferences beyond what a step can hold saturate") {
  const Collected collected =
      collect("a.go:1:2: x escapes to heap:\na.go:1:2:   flow: y = " + std::string(300, '*') + "x:\n");
  REQUIRE(collected.steps.size() == 1);
  CHECK(collected.steps[0].derefs == 127);
}

TEST_CASE("lines not understood are counted and the first are kept with what follows them") {
  std::string log = "# m\na.go:1:2: x is on the heap now\n\thave (int)\n";
  for (int line = 2; line <= 40; ++line) {
    log += "a.go:" + std::to_string(line) + ":2: undefined: x\n";
  }
  const Collected collected = collect(log);
  const CollectedSection& section = collected.sections.back();
  CHECK(section.not_understood == 40);
  CHECK(section.about_heap == 1);
  REQUIRE(section.unknown_lines.size() == kMostUnknownLines);
  CHECK(section.unknown_lines[1] == "\thave (int)");
}

TEST_CASE("what stands below the findings of go vet is none of the compiler's") {
  const Collected collected = collect(
      "# m/a\na/a.go:1:2: moved to heap: x\n# [m/a]\na/a.go:9:2: fmt.Printf format %d has arg s of wrong type\n");
  CHECK(collected.sections.back().understood == 1);
  CHECK(collected.sections.back().not_understood == 0);
}

TEST_CASE("a package that failed by word of the go command") {
  const Collected collected = collect(R"({"ImportPath":"m/bad [m/bad.test]","Action":"build-fail"})"
                                      "\n");
  REQUIRE(collected.sections.size() == 2);
  CHECK(collected.sections[1].failed);
  CHECK(collected.strings[collected.sections[1].import_path] == "m/bad");
}

TEST_CASE("a merged log is as one log that was read as a whole") {
  const std::string first = "# m/a\na/a.go:3:5: moved to heap: x\n";
  const std::string second =
      "# m/b\nb/b.go:1:2: &T{} escapes to heap in G:\nb/b.go:1:2:   flow: {heap} ← &{storage for &T{}}:\n"
      "b/b.go:1:2: &T{} escapes to heap\nb/b.go:9:9: undefined: y\n# m/a\na/a.go:3:5: moved to heap: x\n";
  CollectorOptions options;
  options.keep = all_kinds();
  Collector merged(options);
  {
    LogParser parser(merged);
    parser.feed(first);
    parser.finish();
  }
  merged.merge(collect(second));
  const Collected parts = merged.take();
  const Collected whole = collect(first + second);
  REQUIRE(parts.diagnostics.size() == whole.diagnostics.size());
  for (std::size_t index = 0; index < whole.diagnostics.size(); ++index) {
    CAPTURE(index);
    CHECK(parts.lines[index].hash == whole.lines[index].hash);
    CHECK(parts.lines[index].occurrences == whole.lines[index].occurrences);
    CHECK(parts.strings[parts.diagnostics[index].text] == whole.strings[whole.diagnostics[index].text]);
  }
  REQUIRE(parts.flows.size() == 1);
  CHECK(parts.flows[0].count == 1);
  CHECK(parts.strings[parts.flows[0].function] == "G");
  REQUIRE(parts.sections.size() == whole.sections.size());
  CHECK(parts.sections[2].unknown_lines == whole.sections[2].unknown_lines);
}

TEST_CASE("explanations of what is not kept are left out, and what follows them is read") {
  constexpr std::string_view kLog =
      "# m/a\na.go:1:2: parameter p leaks to {heap} with derefs=0:\na.go:1:2:   flow: {heap} \u2190 p:\n"
      "a.go:1:2:     from a.x = p (assign) at a.go:2:3\na.go:1:2: moved to heap: p\n";
  CollectorOptions options;
  const auto gathered = [&] {
    Collector collector(options);
    LogParser parser(collector);
    parser.feed(kLog);
    parser.finish();
    return collector.take();
  };
  options.keep = heap_kinds();
  CHECK(gathered().steps.empty());
  CHECK(gathered().diagnostics.size() == 2);
  options.keep = leaking_kinds();
  CHECK(gathered().steps.size() == 2);
  CHECK(gathered().diagnostics.size() == 2);
}

}  // namespace goescape::test
