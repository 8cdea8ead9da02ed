#include "parse/log_parser.h"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.h"
#include "parse/handler_trace.h"

namespace goescape::test {
namespace {

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("diagnostics stand in the section of the header above them") {
  CHECK(trace_of("# example.com/m/a\n"
                 "a/a.go:3:17: moved to heap: x\n"
                 "# example.com/m/b [example.com/m/b.test]\n"
                 "b/b.go:4:2: \"s\" escapes to heap\n") ==
        Lines{"section example.com/m/a []",
              "moved_to_heap a/a.go:3:17 expression=x function=", "section example.com/m/b [example.com/m/b.test]",
              "escapes_to_heap b/b.go:4:2 expression=\"s\" function="});
}

TEST_CASE("a log needs no header, no last newline and no Unix line ends") {
  CHECK(trace_of("a.go:3:17: moved to heap: x\r\na.go:4:1: y does not escape") ==
        Lines{"moved_to_heap a.go:3:17 expression=x function=", "does_not_escape a.go:4:1 expression=y function="});
}

TEST_CASE("an empty log and empty lines give nothing") {
  CHECK(trace_of("").empty());
  CHECK(trace_of("\n\r\n\n").empty());
}

TEST_CASE("the explanation of -m=2 becomes steps") {
  CHECK(trace_of("esc/esc.go:109:51: a escapes to heap in CallVariadic:\n"
                 "esc/esc.go:109:51:   flow: {storage for ... argument} ← &{storage for a}:\n"
                 "esc/esc.go:109:51:     from a (spill) at esc/esc.go:109:51\n"
                 "esc/esc.go:109:51:   flow: {heap} ← **xs:\n"
                 "esc/esc.go:109:51:   warning: truncated explanation due to assignment cycle; see "
                 "golang.org/issue/35518\n"
                 "esc/esc.go:109:51: a escapes to heap\n") ==
        Lines{"escape_flow esc/esc.go:109:51 expression=a function=CallVariadic",
              "assign {storage for ... argument} -1 {storage for a}", "reason a (spill) esc/esc.go:109:51",
              "assign {heap} 2 xs", "truncated", "escapes_to_heap esc/esc.go:109:51 expression=a function="});
}

TEST_CASE("a block holds together around lines of others") {
  CHECK(trace_of("a.go:1:2: x escapes to heap:\n"
                 "go: downloading example.com/d v1.0.0\n"
                 "a.go:1:2:   flow: {heap} = &x:\n"
                 "a.go:9:9: y does not escape\n"
                 "\n"
                 "a.go:1:2:     from &x (address-of) at a.go:5:6\n") ==
        Lines{"escape_flow a.go:1:2 expression=x function=", "other go: downloading example.com/d v1.0.0",
              "assign {heap} -1 x",
              "does_not_escape a.go:9:9 expression=y function=", "reason &x (address-of) a.go:5:6"});
}

TEST_CASE("the steps of a block that came before are skipped, and so are the lines of raw literals in it") {
  const std::string block =
      "raw.go:9:9: `first\nb.go:1:1: moved to heap: x\n` escapes to heap:\n"
      "raw.go:9:9:   flow: {heap} = &{storage for `first\nb.go:1:1: moved to heap: x\n`}:\n"
      "raw.go:9:9:     from `first\nb.go:1:1: moved to heap: x\n` (spill) at raw.go:9:9\n";
  const Lines once = trace_of(block, 0, true);
  CHECK(once == Lines{"escape_flow raw.go:9:9 expression=`first\nb.go:1:1: moved to heap: x\n` function=",
                      "assign {heap} -1 {storage for `first\nb.go:1:1: moved to heap: x\n`}",
                      "reason `first\nb.go:1:1: moved to heap: x\n` (spill) raw.go:9:9"});
  Lines twice = once;
  twice.emplace_back("repeated escape_flow");
  CHECK(trace_of(block + block, 0, true) == twice);
}

TEST_CASE("what ends in escapes to heap is no step within a block, be it read or skipped") {
  const std::string header = "a.go:7:3: x escapes to heap:\n";
  const std::string decision = "a.go:7:3:     from b.go:1:7: &s escapes to heap\n";
  const std::string found = "not understood a.go:7:3:     from b.go:1:7: &s escapes to heap";
  const std::string opened = "escape_flow a.go:7:3 expression=x function=";
  CHECK(trace_of(decision) == Lines{found});
  CHECK(trace_of(header + decision) == Lines{opened, found});
  CHECK(trace_of(header + header + decision, 0, true) == Lines{opened, "repeated escape_flow", found});
}

TEST_CASE("a step without its header explains nothing, even a broken one") {
  CHECK(trace_of("a.go:7:3:   flow: {heap} ← &x:\n"
                 "a.go:7:3:   flow: {heap\n"
                 "a.go:7:3:     from x at\n")
            .empty());
}

TEST_CASE("messages that span lines are put together, whatever their lines look like") {
  CHECK(trace_of("# example.com/raw\n"
                 "./raw.go:8:6: can inline Plain with cost 4 as: func() { Sink = `first line\n"
                 "second line escapes to heap\n"
                 "raw.go:1:1: moved to heap: x\n"
                 "# example.com/other\n"
                 "` }\n"
                 "./raw.go:22:3: s + `one\n"
                 "two \"quoted\" (with brackets\n"
                 "` + s escapes to heap\n") ==
        Lines{"section example.com/raw []", "can_inline ./raw.go:8:6 expression= function=Plain",
              "escapes_to_heap ./raw.go:22:3 expression=s + `one\ntwo \"quoted\" (with brackets\n` + s function="});
}

TEST_CASE("lines behind a back quote that begins no literal are not lost") {
  SECTION("at the end of the log") {
    CHECK(trace_of("x.go:1:1: unexpected `\na.go:1:2: moved to heap: y\n") ==
          Lines{"not understood x.go:1:1: unexpected `", "moved_to_heap a.go:1:2 expression=y function="});
  }
  SECTION("when another back quote follows") {
    CHECK(trace_of("x.go:1:1: unexpected `\na.go:1:2: moved to heap: y\n# p\nx.go:2:2: unexpected `\n"
                   "a.go:1:3: moved to heap: z\n") ==
          Lines{"not understood x.go:1:1: unexpected `",
                "moved_to_heap a.go:1:2 expression=y function=", "section p []",
                "not understood x.go:2:2: unexpected `", "moved_to_heap a.go:1:3 expression=z function="});
  }
  SECTION("when the lines are too many") {
    std::string log = "x.go:1:1: unexpected `\n";
    for (int line = 1; line <= 5000; ++line) {
      log += fmt::format("a.go:{}:2: moved to heap: y\n", line);
    }
    const Lines lines = trace_of(log);
    REQUIRE(lines.size() == 5001);
    CHECK(lines.front() == "not understood x.go:1:1: unexpected `");
    CHECK(lines.back() == "moved_to_heap a.go:5000:2 expression=y function=");
  }
  SECTION("in the words of a linker") {
    CHECK(trace_of("/tmp/cgo-gcc-prolog:58: undefined reference to `f'\na.go:1:2: \"`\" escapes to heap\n") ==
          Lines{"not understood /tmp/cgo-gcc-prolog:58: undefined reference to `f'",
                "escapes_to_heap a.go:1:2 expression=\"`\" function="});
  }
}

TEST_CASE("the name of a file cannot turn a moved variable into another message") {
  const std::string hidden =
      GENERATE(as<std::string>(), "a.go:3:4: can inline F (:10", "a.go:1:1: x does not escape (b.go:3:21",
               "a.go:1:1:   flow: y = &z: (:4:2", "a.go:1:1: moved to heap: y (:3");
  CHECK(trace_of(hidden + ": moved to heap: x\n") == Lines{"not understood " + hidden + ": moved to heap: x"});
}

TEST_CASE("a moved variable is not hidden in the steps of a block either") {
  CHECK(trace_of("a.go:1:1: x escapes to heap in F:\n"
                 "a.go:1:1:   flow: ~r0 = &x:\n"
                 "a.go:1:1:   flow: y = &z: (:4:2: moved to heap: x\n") ==
        Lines{"escape_flow a.go:1:1 expression=x function=F", "assign ~r0 -1 x",
              "not understood a.go:1:1:   flow: y = &z: (:4:2: moved to heap: x"});
}

TEST_CASE("where a decision stands is not believed when it holds another position, but in a literal") {
  for (const std::string hidden :
       {"a.go:3:4: can inline F (:10:2: x escapes to heap", "a.go:3:4: \"a: 1\" + (:10: x escapes to heap"}) {
    CHECK(trace_of(hidden + "\n") == Lines{"not understood " + hidden});
  }
  CHECK(trace_of("a.go:3:4: \"x:1:2: y\" escapes to heap\n") ==
        Lines{"escapes_to_heap a.go:3:4 expression=\"x:1:2: y\" function="});
  CHECK(trace_of("a.go:3: x[1:2] escapes to heap\n") == Lines{"escapes_to_heap a.go:3:0 expression=x[1:2] function="});
}

TEST_CASE("a back quote in the name of a file does not swallow decisions of others") {
  const auto trace = trace_of(
      "a.go:1:1: can inline ` (:5:3: can inline F\n"
      "b.go:2:2: moved to heap: x\n"
      "a.go:1:1: can inline ` (:6:3: can inline G\n");
  CHECK(std::count_if(trace.begin(), trace.end(), [](const std::string& line) {
          return line.starts_with("not understood") && line.find("moved to heap: x") != std::string::npos;
        }) == 1);
}

TEST_CASE("a log that ends within a message keeps what it has") {
  CHECK(trace_of("a.go:1:2: `first\nb.go:1:1: x does not escape\n") ==
        Lines{"not understood a.go:1:2: `first", "does_not_escape b.go:1:1 expression=x function="});
}

TEST_CASE("positions may be missing") {
  CHECK(trace_of("moved to heap: #next\n"
                 "Value.Comparable capturing by ref: #next (addr=false assign=true width=8)\n"
                 "<unknown line number>: #next escapes to heap in Value.Comparable:\n"
                 "<unknown line number>:   flow: {storage for func literal} ← &#next:\n") ==
        Lines{"moved_to_heap :0:0 expression=#next function=",
              "closure_capture :0:0 expression=#next function=Value.Comparable",
              "escape_flow :0:0 expression=#next function=Value.Comparable",
              "assign {storage for func literal} -1 #next"});
}

TEST_CASE("events of go build -json hold the text of a package") {
  CHECK(
      trace_of(
          R"({"ImportPath":"example.com/module/with/a/long/path [example.com/module/with/a/long/path.test]",)"
          R"("Action":"build-output","Output":"# example.com/module/with/a/long/path\na.go:3:17: moved to heap: x\n"})"
          "\n"
          R"({"ImportPath":"example.com/tm/bad","Action":"build-output","Output":"bad/b.go:7:23: cannot use x\n"})"
          "\n"
          R"({"ImportPath":"example.com/tm/bad","Action":"build-fail"})"
          "\n") == Lines{"section example.com/module/with/a/long/path [example.com/module/with/a/long/path.test]",
                         "section example.com/module/with/a/long/path []",
                         "moved_to_heap a.go:3:17 expression=x function=", "section example.com/tm/bad []",
                         "not understood bad/b.go:7:23: cannot use x", "failed example.com/tm/bad []"});
}

TEST_CASE("a message that an event leaves open ends with the event") {
  CHECK(trace_of(R"({"ImportPath":"a","Action":"build-output","Output":"a.go:1:1: unexpected `\n"})"
                 "\n"
                 R"({"ImportPath":"b","Action":"build-output","Output":"b.go:1:1: moved to heap: x\n"})"
                 "\n") == Lines{"section a []", "not understood a.go:1:1: unexpected `", "section b []",
                                "moved_to_heap b.go:1:1 expression=x function="});
}

TEST_CASE("events of go test -json are nobody's diagnostics") {
  CHECK(trace_of(
            R"({"Time":"2026-01-01T00:00:00Z","Action":"output","Package":"a","Output":"a.go:1:2: moved to heap: x\n"})"
            "\n"
            R"({"Action":"pass","Package":"a"})"
            "\n")
            .empty());
}

TEST_CASE("a damaged event is told, wherever it was cut") {
  CHECK(trace_of(R"({"ImportPath":"a","Action":"build-output","Output":"a.go:1:1: moved)") ==
        Lines{R"(damaged {"ImportPath":"a","Action":"build-output","Output":"a.go:1:1: moved)"});
  const std::string whole = R"({"ImportPath":"a","Action":"build-output","Output":"a.go:1:1: can inline F\n"})"
                            "\n";
  const std::string last = R"({"ImportPath":"b","Action":"build-fail"})";
  for (std::size_t kept = 1; kept < last.size(); ++kept) {
    CAPTURE(kept);
    const Lines lines = trace_of(whole + last.substr(0, kept));
    REQUIRE(lines.size() == 3);
    CHECK(lines[2] == "damaged " + last.substr(0, kept));
  }
}

TEST_CASE("JSON of others among events, and braces without events, are no damaged events") {
  const std::string event = R"({"ImportPath":"a","Action":"build-output","Output":"a.go:1:1: can inline F\n"})"
                            "\n";
  CHECK(trace_of(event + R"({"level":"info"})").back() == R"(other {"level":"info"})");
  CHECK(trace_of(event + R"({"x":{"Action":"y"}})").back() == R"(not understood {"x":{"Action":"y"}})");
  CHECK(trace_of(event + "ok  \ta\t0.01s").back() == "other ok  \ta\t0.01s");
  CHECK(trace_of("{") == Lines{"other {"});
}

TEST_CASE("a tool that stops breaks the package of its section, unless the result of a test follows") {
  const std::string section =
      "# m/b\nb/b.go:2:6: can inline F\nfatal error: runtime: out of memory\n\nruntime stack:\n";
  const std::string broken = "broken : fatal error: runtime: out of memory";
  CHECK(trace_of(section).back() == broken);
  const Lines before_next = trace_of(section + "# m/c\nc/c.go:2:6: can inline G\n");
  REQUIRE(before_next.size() == 7);
  CHECK(before_next[4] == broken);
  CHECK(before_next[5] == "section m/c []");
  CHECK(trace_of(section + "exit status 2\nFAIL\tm/b\t0.01s\n").back() == "other FAIL\tm/b\t0.01s");
  CHECK(trace_of(section + "ok  \tm/b\t0.01s\n").back() == "other ok  \tm/b\t0.01s");
  const Lines failed = trace_of(section + "FAIL\tm/b [build failed]\n");
  CHECK(failed[failed.size() - 2] == "broken m/b: FAIL\tm/b [build failed]");
  CHECK(failed.back() == broken);
  const Lines traced =
      trace_of(section + "\t/usr/local/go/src/cmd/compile/internal/gc/main.go:195\nFAIL\tm/a\t0.01s\n");
  CHECK(std::count(traced.begin(), traced.end(), broken) == 1);
}

TEST_CASE("text of the go command, the linker and tests is other text") {
  for (const std::string line : {"go: downloading example.com/d v1.0.0", "note: module requires Go 1.23",
                                 "ok  \texample.com/m\t0.01s", "--- FAIL: TestX (0.00s)", "\thave (int)",
                                 "# not a header at all", "collect2: error: ld returned 1 exit status"}) {
    CHECK(trace_of(line) == Lines{"other " + line});
  }
}

TEST_CASE("warnings of C compilers are other text, what looks like a diagnostic is counted") {
  CHECK(trace_of("c.go:5:6: warning: unused variable") == Lines{"other c.go:5:6: warning: unused variable"});
  CHECK(trace_of("c.go:5:6: something new about the heap") ==
        Lines{"not understood c.go:5:6: something new about the heap"});
  CHECK(trace_of("x escapes to heap") == Lines{"not understood x escapes to heap"});
  CHECK(trace_of("x escapes to heap:") == Lines{"not understood x escapes to heap:"});
}

TEST_CASE("a line longer than is kept whole is still told by its position and its end") {
  const std::string text(3'000'000, 'x');
  const Lines lines = trace_of("a.go:1:2: \"" + text + "\" escapes to heap\na.go:2:2: moved to heap: y\n", 65536);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].rfind("escapes_to_heap a.go:1:2 expression=\"xxx", 0) == 0);
  CHECK(lines[0].size() < LineSplitter::kLongestLine + 200);
  CHECK(lines[1] == "moved_to_heap a.go:2:2 expression=y function=");
}

TEST_CASE("binary input gives no diagnostics and does no harm") {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) {
    bytes += static_cast<char>(i * 131 % 251);
  }
  for (const std::string& line : trace_of(bytes)) {
    const bool harmless = line.rfind("other ", 0) == 0 || line.rfind("not understood ", 0) == 0;
    CHECK(harmless);
  }
}

TEST_CASE("where a log is cut into pieces makes no difference") {
  const std::string log =
      "# example.com/raw\r\n./raw.go:9:2: `first\n# x\n` escapes to heap:\n./raw.go:9:2:   flow: {heap} = &x:\n"
      "{\"ImportPath\":\"b\",\"Action\":\"build-output\",\"Output\":\"b.go:1:1: moved to heap: x\\n\"}\n"
      "??:50: can inline E\nC:\\win\\path\\x.go:8:2: moved to heap: x\nx.go:1:1: unexpected `\nwith space.go:71: moved "
      "to heap: x";
  const Lines whole = trace_of(log);
  CHECK(whole.size() == 9);
  for (std::size_t piece = 1; piece < 70; ++piece) {
    CAPTURE(piece);
    CHECK(trace_of(log, piece) == whole);
  }
}

}  // namespace goescape::test
