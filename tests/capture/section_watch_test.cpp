#include "capture/section_watch.h"

#include <vector>

#include "catch.h"

using namespace goescape;

namespace {

struct TextSink final : DiagnosticSink {
  void feed(std::string_view bytes) override { text += bytes; }
  std::string text;
};

const std::string kLog =
    "go: something first\n"
    "# example.com/a\n"
    "a/a.go:3:6: can inline F\n"
    "a/a.go:3:17: moved to heap: #x\n"
    "# example.com/bad [example.com/bad.test]\n"
    "bad/b.go:1:2: undefined: y\n"
    "# not a header, prose\n"
    "\tand more\n"
    "# example.com/c\n"
    "c/c.go:3:17: moved to heap: x\n"
    "internal compiler error: oh\n";

}  // namespace

TEST_CASE("everything goes on, packages are named, and only words are kept") {
  const std::size_t size = GENERATE(1U, 2U, 5U, 17U, 10000U);
  TextSink sink;
  std::vector<std::string> reached;
  SectionWatch watch(sink, [&](std::string_view path) { reached.emplace_back(path); });
  for (std::size_t at = 0; at < kLog.size(); at += size) {
    watch.feed(std::string_view(kLog).substr(at, size));
  }
  watch.finish();
  CHECK(sink.text == kLog);
  CHECK(reached ==
        std::vector<std::string>{"example.com/a", "example.com/bad [example.com/bad.test]", "example.com/c"});
  CHECK(watch.words_of("") == "go: something first\n");
  CHECK(watch.words_of("example.com/a").empty());
  CHECK(watch.words_of("example.com/bad [example.com/bad.test]") ==
        "bad/b.go:1:2: undefined: y\n# not a header, prose\n\tand more\n");
  CHECK(watch.words_of("example.com/c") == "internal compiler error: oh\n");
}

TEST_CASE("of a long section the beginning and the end are kept") {
  TextSink sink;
  SectionWatch watch(sink, [](std::string_view) {});
  watch.feed("# example.com/a\nfirst words\n");
  const std::string line = "a/a.go:3:6: can inline F\n";
  for (int i = 0; i < 100000; ++i) {
    watch.feed(line);
  }
  watch.feed("last words\n");
  watch.finish();
  CHECK(sink.text.size() > 100000 * line.size());
  const std::string words = watch.words_of("example.com/a");
  CHECK(words.starts_with("first words\n"));
  CHECK(words.ends_with("\nlast words\n"));
  CHECK(words.size() < 200);
}

TEST_CASE("sections that were reached before can be left out") {
  TextSink sink;
  std::vector<std::string> reached;
  SectionWatch watch(sink, [&](std::string_view path) { reached.emplace_back(path); });
  watch.feed("# example.com/a\na.go:1:1: can inline F\n");
  watch.skip_what_was_reached();
  watch.feed("# example.com/a\na.go:1:1: can inline F\n# example.com/b\nb.go:1:1: can inline G\n");
  watch.finish();
  CHECK(sink.text == "# example.com/a\na.go:1:1: can inline F\n# example.com/b\nb.go:1:1: can inline G\n");
  CHECK(reached == std::vector<std::string>{"example.com/a", "example.com/b"});
}
