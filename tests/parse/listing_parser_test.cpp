#include "parse/listing_parser.h"

#include <fmt/format.h>

#include <map>

#include "catch.h"
#include "util/file.h"

using namespace goescape;

namespace {

// Writes down what the parser finds, a line for each, in the order in which it comes.
class Notes final : public ListingHandler, public DiagnosticSink {
 public:
  void function(std::string_view symbol) override { text_ += fmt::format("function {}\n", symbol); }
  void call(const ListedCall& call) override {
    text_ += fmt::format("call {} {} {} {}\n", call.position, call.callee, call.type, call.size);
  }
  void type(std::string_view name, const ListedType& type) override {
    text_ += fmt::format("type {} {} {}\n", name, type.bytes, type.pointer_bytes);
  }
  void feed(std::string_view bytes) override { text_ += bytes; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// What is found when `text` comes in pieces of this size.
std::string found(std::string_view text, std::size_t piece = std::string_view::npos) {
  Notes notes;
  ListingParser parser(notes, notes);
  for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at)) {
    parser.feed(text.substr(at, piece));
  }
  parser.finish();
  return notes.text();
}

std::string in_function(const std::string& lines) {
  return found("m.F<1> STEXT size=1 args=0x0 locals=0x0\n" + lines).substr(std::string_view("function m.F\n").size());
}

std::string instruction(std::string_view text) { return fmt::format("\t0x0000 00000 (m/a.go:7)\t{}\n", text); }

std::string listing(const std::string& name) {
  constexpr std::size_t kMost = std::size_t{1} << 20U;
  return read_file(std::string(GOESCAPE_SOURCE_DIR) + "/testdata/listings/" + name + ".txt", kMost).value();
}

}  // namespace

TEST_CASE("listing: the type of an allocation is the argument of its call") {
  CHECK(in_function(instruction("LEAQ\ttype:m.T(SB), AX") + instruction("PCDATA\t$1, $0") +
                    instruction("CALL\truntime.newobject(SB)")) == "call m/a.go:7 runtime.newobject m.T 0\n");
  CHECK(in_function(instruction("MOVD\t$type:m.T(SB), R0") + instruction("CALL\truntime.newobject(SB)")) ==
        "call m/a.go:7 runtime.newobject m.T 0\n");
  CHECK(in_function(instruction("LEAQ\ttype.m.T(SB), AX") + instruction("CALL\truntime.growslice(SB)")) ==
        "call m/a.go:7 runtime.growslice m.T 0\n");
  CHECK(in_function(instruction("LEAQ\ttype:noalg.struct { F uintptr }(SB), AX") +
                    instruction("CALL\truntime.newobject(SB)")) ==
        "call m/a.go:7 runtime.newobject struct { F uintptr } 0\n");
}

TEST_CASE("listing: a register that holds something else tells no type") {
  CHECK(in_function(instruction("LEAQ\ttype:m.T(SB), AX") + instruction("MOVQ\t16(SP), AX") +
                    instruction("CALL\truntime.newobject(SB)")) == "call m/a.go:7 runtime.newobject  0\n");
  CHECK(in_function(instruction("LEAQ\ttype:m.T(SB), CX") + instruction("CALL\truntime.newobject(SB)")) ==
        "call m/a.go:7 runtime.newobject  0\n");
  CHECK(in_function(instruction("LEAQ\ttype:m.T(SB), AX") + instruction("CALL\tm.G(SB)") +
                    instruction("CALL\truntime.newobject(SB)")) == "call m/a.go:7 runtime.newobject  0\n");
}

TEST_CASE("listing: the size is told where the call is given one") {
  CHECK(in_function(instruction("MOVL\t$16, AX") + instruction("XORL\tBX, BX") + instruction("MOVL\t$1, CX") +
                    instruction("CALL\truntime.mallocgc(SB)")) == "call m/a.go:7 runtime.mallocgc  16\n");
  CHECK(in_function(instruction("MOVL\t$16, AX") + instruction("LEAQ\ttype:m.T(SB), BX") +
                    instruction("CALL\truntime.mallocgcSmallScanNoHeaderSC2(SB)")) ==
        "call m/a.go:7 runtime.mallocgcSmallScanNoHeaderSC2 m.T 16\n");
}

TEST_CASE("listing: calls that do not allocate are passed over") {
  for (const std::string_view callee : {"runtime.memmove", "runtime.slicebytetostringtmp", "runtime.deferprocStack",
                                        "runtime.gcWriteBarrier2", "m.newobject", "runtime.panicIndex"}) {
    CAPTURE(callee);
    CHECK(in_function(instruction(fmt::format("CALL\t{}(SB)", callee))).empty());
  }
}

TEST_CASE("listing: data that stands for an allocation is told") {
  CHECK(in_function(instruction("LEAQ\tm..stmp_4(SB), CX")) == "call m/a.go:7 static value  0\n");
  CHECK(in_function(instruction("LEAQ\truntime.zerobase(SB), AX")) == "call m/a.go:7 runtime.zerobase  0\n");
  CHECK(in_function(instruction("LEAQ\tm.F.func1·f(SB), AX")) == "call m/a.go:7 static closure  0\n");
  CHECK(in_function(instruction("LEAQ\tm.G·f(SB), AX")).empty());
}

TEST_CASE("listing: what is none goes on, in its place") {
  CHECK(found("# m\nm/a.go:1:2: x escapes to heap\nm.F<1> STEXT size=1\n" + instruction("CALL\truntime.newproc(SB)") +
              "m/a.go:3:4: closure converted to global\n\t0x0000 49\n# n\n\tfrom x (return) at n/a.go:1:2\n") ==
        "# m\nm/a.go:1:2: x escapes to heap\nfunction m.F\ncall m/a.go:7 runtime.newproc  0\n"
        "m/a.go:3:4: closure converted to global\n# n\n\tfrom x (return) at n/a.go:1:2\n");
  CHECK(found("\tnot of a listing\nlast line") == "\tnot of a listing\nlast line");
}

TEST_CASE("listing: how it is cut into pieces does not matter") {
  const std::string name = GENERATE(as<std::string>(), "go1.19-amd64", "go1.26-amd64", "go1.26-arm64");
  const std::string text = listing(name);
  const std::string whole = found(text);
  CHECK(whole.find("listing.go:13 runtime.newobject example.com/listing.point 0\n") != std::string::npos);
  CHECK(whole.find("type example.com/listing.point 16 0\n") != std::string::npos);
  CHECK(whole.find("\t0x") == std::string::npos);
  for (const std::size_t piece : {1U, 7U, 74U, 1000U, 65536U}) {
    CAPTURE(name, piece);
    CHECK(found(text, piece) == whole);
  }
}

TEST_CASE("listing: five toolchains, two architectures, the same allocations") {
  const auto callees = [](const std::string& name) {
    std::string text = found(listing(name));
    std::map<std::string, int> counts;
    for (std::size_t at = text.find("\ncall "); at != std::string::npos; at = text.find("\ncall ", at + 1)) {
      const std::size_t begin = text.find(' ', at + 6) + 1;
      ++counts[text.substr(begin, text.find(' ', begin) - begin)];
    }
    return counts;
  };
  CHECK(callees("go1.26-amd64") == callees("go1.26-arm64"));
  for (const char* const name : {"go1.19-amd64", "go1.22-arm64", "go1.26-amd64", "go1.27-amd64"}) {
    const auto counts = callees(name);
    CAPTURE(name);
    for (const char* const callee : {"runtime.makeslice", "runtime.convT64", "runtime.convTstring", "runtime.newproc",
                                     "runtime.stringtoslicebyte", "runtime.concatstring2", "runtime.growslice"}) {
      CAPTURE(callee);
      CHECK(counts.contains(callee));
    }
  }
}

TEST_CASE("listing: lines that end in a return and a newline are read as others are") {
  const std::string text = listing("go1.26-amd64");
  std::string windows;
  for (const char c : text) {
    windows += c == '\n' ? "\r\n" : std::string(1, c);
  }
  std::string read = found(windows);
  std::erase(read, '\r');
  CHECK(read == found(text));
}

TEST_CASE("listing: bytes that hold a line of their own are not passed over") {
  const std::string bytes = "\t0x0010 48 89 e5 c3 48 89 e5 c3 48 89 e5 c3 48 89 e5 c3  H...H...H...H...\n";
  std::string broken = bytes;
  broken[bytes.size() - 6] = '\n';
  CHECK(found("m.F<1> STEXT size=1\n" + bytes + bytes + broken) == "function m.F\nH...\n");
}
