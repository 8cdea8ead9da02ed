// Where the parser says that passages begin and end.
#include <string>
#include <vector>

#include "catch.h"
#include "parse/handler_trace.h"

namespace goescape::test {
namespace {

// Notes the passages, and has had the one that `known` holds.
class PassageNoter final : public LogHandler {
 public:
  explicit PassageNoter(std::string known = {}) : known_(std::move(known)) {}

  void section(const Section& /*section*/) override {}
  const Kind* repeated(std::string_view /*line*/) override { return nullptr; }
  void end_passage(std::string_view bytes) override { passages.emplace_back(bytes); }
  std::size_t repeated_passage(std::string_view bytes) override {
    return !known_.empty() && bytes.starts_with(known_) ? known_.size() : 0;
  }
  void diagnostic(const Diagnostic& diagnostic, std::string_view /*line*/) override {
    lines.push_back(diagnostic.position.line);
  }
  void flow(const FlowLine& /*step*/) override { lines.push_back(0); }
  void not_understood(std::string_view /*line*/) override {}
  void other(std::string_view /*line*/) override {}
  void build_failed(const Section& /*section*/) override {}
  void broken(std::string_view /*package*/, std::string_view /*line*/) override {}
  void damaged_event(std::string_view /*line*/) override {}

  std::vector<std::string> passages;
  std::vector<std::uint32_t> lines;

 private:
  std::string known_;
};

struct Noted {
  std::vector<std::string> passages;
  std::vector<std::uint32_t> lines;
};

Noted noted(std::string_view log, std::string known = {}) {
  PassageNoter noter(std::move(known));
  LogParser parser(noter);
  parser.feed(log);
  parser.finish();
  return {noter.passages, noter.lines};
}

std::string moved(int from, int to) {
  std::string text;
  for (int line = from; line < to; ++line) {
    text += "a.go:" + std::to_string(line) + ":2: moved to heap: x\n";
  }
  return text;
}

using Passages = std::vector<std::string>;
using LineNumbers = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("passages end with their section and with the piece, and have a length") {
  CHECK(noted("# a\n" + moved(1, 4) + "# b\n" + moved(1, 3)).passages == Passages{moved(1, 4), moved(1, 3)});
  CHECK(noted(moved(1, 41)).passages == Passages{moved(1, 33), moved(33, 41)});
  CHECK(noted(moved(1, 4) + "a.go:4:2: moved").passages == Passages{moved(1, 4)});
}

TEST_CASE("what holds something else than diagnostics is no passage") {
  for (const char* const line : {"a.go:7:7: undefined: x\n", "ld: warning\n", "x escapes to heap\n",
                                 "{\"ImportPath\":\"b\",\"Action\":\"build-fail\"}\n"}) {
    CAPTURE(line);
    CHECK(noted("# a\n" + moved(1, 4) + line + "# b\n" + moved(1, 3)).passages == Passages{"", moved(1, 3)});
  }
}

TEST_CASE("passages do not cut explanations") {
  const std::string head = "a.go:40:2: x escapes to heap:\n";
  const std::string step = "a.go:40:2:   flow: {heap} = &x:\n";
  const Noted found = noted(moved(1, 32) + head + step + step + moved(33, 34) + "# b\n");
  CHECK(found.passages == Passages{moved(1, 32) + head + step + step, moved(33, 34)});
  // The next piece may go on with it.
  CHECK(noted(moved(1, 3) + head + step).passages == Passages{""});
}

TEST_CASE("raw literals, which may go on in another line, are in no passage") {
  CHECK(noted("# a\n" + moved(1, 4) + "a.go:9:2: `x` escapes to heap\n").passages.empty());
}

TEST_CASE("passages that the handler has had are passed over, at the beginning of lines only") {
  CHECK(noted("# a\n" + moved(1, 4) + moved(1, 4) + moved(9, 10), moved(1, 4)).lines == LineNumbers{9});
  CHECK(noted("# a\n" + moved(8, 9) + moved(1, 4) + moved(9, 10), moved(1, 4)).lines == LineNumbers{8, 9});
  const std::string head = "a.go:40:2: x escapes to heap:\n";
  const std::string step = "a.go:40:2:   flow: {heap} = &x:\n";
  CHECK(noted(head + step, step).lines == LineNumbers{40, 0});
}

}  // namespace goescape::test
