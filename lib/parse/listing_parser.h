// The streaming parser of assembly listings: picks out of what the compiler prints with -S=2 the calls that may
// allocate, and leaves the rest of the stream to somebody else.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/runtime_call.h"
#include "parse/diagnostic_sink.h"
#include "parse/line_splitter.h"
#include "parse/listing_line.h"

namespace goescape {

// A call of the runtime, or a use of data that stands where an allocation could. Views are valid while it is handed
// over.
struct ListedCall {
  // "example.com/m/a.go:31", as the listing has it: with -S=2 the place of the outermost call.
  std::string_view position;
  // "runtime.newobject"; of data "runtime.zerobase", "runtime.staticuint64s", kStaticValue or kStaticClosure.
  std::string_view callee;
  CallKind kind = CallKind::kObject;
  std::string_view type;   // "example.com/m.T": what is allocated, of slices the element; empty = not told.
  std::uint64_t size = 0;  // In bytes, where the call itself is given it (runtime.mallocgc and its kin); else 0.
};

// Names for read-only values of the package and for closures that capture nothing, whose own names tell nobody
// anything.
inline constexpr std::string_view kStaticValue = "static value";
inline constexpr std::string_view kStaticClosure = "static closure";
inline constexpr std::string_view kZeroBase = "runtime.zerobase";
inline constexpr std::string_view kSingleBytes = "runtime.staticuint64s";

// Takes what the parser finds. All views are valid during the call only.
class ListingHandler {
 public:
  ListingHandler() = default;
  ListingHandler(const ListingHandler&) = delete;
  ListingHandler& operator=(const ListingHandler&) = delete;
  virtual ~ListingHandler() = default;

  // The calls that follow stand in the code of this function: "example.com/m.(*T).Name.func1".
  virtual void function(std::string_view symbol) = 0;
  virtual void call(const ListedCall& call) = 0;
  // How large the values of a type are; named as in ListedCall.
  virtual void type(std::string_view name, const ListedType& type) = 0;
};

// Understands listings for amd64 and arm64 of Go 1.17 and newer, which pass arguments in registers. Of other platforms
// the calls are told, without types. Nothing is kept but the line that is being read; what is no line of a listing goes
// on, in order and in pieces as large as they come.
class ListingParser final : public DiagnosticSink {
 public:
  // Both must outlive the parser.
  ListingParser(ListingHandler& handler, DiagnosticSink& rest) : handler_(handler), rest_(rest) {}

  void feed(std::string_view bytes) override;

  // Says that the stream has ended; to be called once, after the last feed().
  void finish();

 private:
  // What a register holds that an argument is passed in.
  struct Argument {
    std::string type;        // The name of a type; empty = something else.
    std::uint64_t size = 0;  // A number; 0 = something else.
  };
  static constexpr std::size_t kArguments = 5;

  std::size_t take_whole_lines(std::string_view bytes);
  template <typename Before>
  bool take_line(std::string_view line, Before&& before);
  static const char* skip_bytes(const char* at, const char* end, std::size_t line);
  void take_symbol(const ListingSymbol& symbol);
  void take_tab_line(std::string_view line);
  void take_instruction(const ListingInstruction& instruction);
  void take_call(const ListingInstruction& instruction);
  void take_address(const ListingInstruction& instruction, std::string_view symbol);
  [[nodiscard]] std::string_view type_argument(const RuntimeCall& call) const;

  ListingHandler& handler_;
  DiagnosticSink& rest_;
  LineSplitter lines_;
  bool in_listing_ = false;   // The last line that did not begin with a tab belongs to a listing.
  bool in_function_ = false;  // It was that of a function.
  std::string type_;          // The type whose bytes come next; empty = none.
  std::array<Argument, kArguments> arguments_;
};

}  // namespace goescape
