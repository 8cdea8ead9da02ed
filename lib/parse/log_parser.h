// The streaming parser: bytes of compiler output in, diagnostics out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parse/build_event.h"
#include "parse/diagnostic_sink.h"
#include "parse/flow_line.h"
#include "parse/line_splitter.h"
#include "parse/message.h"
#include "parse/position.h"
#include "parse/section.h"

namespace goescape {

// One diagnostic of the compiler. Views are valid while it is handed over.
struct Diagnostic {
  Position position;      // Empty where the compiler gave none.
  std::string_view text;  // The whole message behind the position.
  Message message;
};

// Takes what the parser finds. All views are valid during the call only.
class LogHandler {
 public:
  LogHandler() = default;
  LogHandler(const LogHandler&) = delete;
  LogHandler& operator=(const LogHandler&) = delete;
  virtual ~LogHandler() = default;

  // The lines that follow belong to this package.
  virtual void section(const Section& section) = 0;

  // Asked before a line is parsed. When the handler has had this very line in this section, it counts it and returns
  // its kind, and the parser saves itself the work; most of a compiler log repeats itself. Else returns nullptr.
  virtual const Kind* repeated(std::string_view line) = 0;

  // What is said from now on may be a passage.
  virtual void begin_passage() {}

  // The passage has come to its end: the calls since begin_passage() said what these bytes hold, and they hold nothing
  // but diagnostics with their explanations. Without bytes it was none.
  virtual void end_passage(std::string_view /*bytes*/) {}

  // Asked before a line is cut off. When `bytes` begin with a passage that the handler has had in this section, it
  // counts all of that once more and returns its length, and the parser goes on behind it. Else returns 0.
  virtual std::size_t repeated_passage(std::string_view /*bytes*/) { return 0; }

  // A diagnostic; `line` is what to recognise it by in repeated().
  virtual void diagnostic(const Diagnostic& diagnostic, std::string_view line) = 0;

  // Asked after an escape_flow or parameter_flow diagnostic: whether the steps of its explanation are of any use. When
  // they are not, the parser does not read them.
  [[nodiscard]] virtual bool wants_flow() const { return true; }

  // A step of the explanation that the last escape_flow or parameter_flow diagnostic began.
  virtual void flow(const FlowLine& step) = 0;

  // A line with a position, or one that speaks of the heap, that no rule knows: an error of the compiler, text of
  // another tool, or a message of a Go release to come.
  virtual void not_understood(std::string_view line) = 0;

  // A line without a position, of the go command, the linker, a C compiler, a test.
  virtual void other(std::string_view line) = 0;

  // `go build -json` says that a package did not build.
  virtual void build_failed(const Section& section) = 0;

  // A line without a position says that a package did not build: this one, or where it is empty the one of the section.
  virtual void broken(std::string_view package, std::string_view line) = 0;

  // An event that cannot be read, as the last one of a log that was cut off: nobody knows what it said.
  virtual void damaged_event(std::string_view line) = 0;
};

// Recognises by itself the text of `go build`, `go build -json`, `go list -export`, `go tool compile`, `go test`,
// `go test -json` and `go vet`, all with -m or -m=2, interleaved with whatever else these print. Blocks of -m=2 hold
// together also when other lines stand between their lines. Messages that span lines (raw string literals, Go 1.18 to
// 1.21) are put together again; where no message comes of it, the lines are taken one by one. Memory is bounded by the
// limits of LineSplitter.
class LogParser final : public DiagnosticSink {
 public:
  // The handler must outlive the parser.
  explicit LogParser(LogHandler& handler) : handler_(handler) {}

  void feed(std::string_view bytes) override;

  // Says that the stream has ended; to be called once, after the last feed().
  void finish();

  // True when the last line that has come belongs to a message that goes on in the next.
  [[nodiscard]] bool inside_message() const { return !message_.empty(); }

 private:
  std::size_t skip_passages(std::string_view bytes);
  [[nodiscard]] bool continues_block(std::string_view bytes) const;
  void begin_passage(std::string_view bytes);
  void end_passage(const char* end);
  void take_line(std::string_view line);
  void take_whole_line(std::string_view line);
  bool take_repeated(std::string_view line);
  void take_text_line(std::string_view line);
  bool take_event(std::string_view line);
  bool take_other_json(std::string_view line);
  void take_event(const BuildEvent& event);
  void take_diagnostic(std::string_view line);
  void take_positioned(const PositionedText& cut, std::string_view line);
  void take_without_position(std::string_view line);
  void take_remark(std::string_view line);
  void confirm_suspect();
  void enter(const Section& section);
  bool take_block_line(std::string_view line);
  void open_block(std::string_view prefix, bool skipped);
  void continue_message(std::string_view line);
  bool take_message(std::string_view message);
  void give_up_message();
  void end_message();

  LogHandler& handler_;
  LineSplitter lines_;
  std::string block_;              // The position in front of the lines of the block that is open; empty = none is.
  const char* passage_ = nullptr;  // Where the passage that is being read began; nullptr = none is.
  int passage_lines_ = 0;
  bool is_plain_ = true;          // It holds diagnostics and explanations only.
  bool skips_block_ = false;      // The handler has had the steps of the open block, or does not want them.
  bool back_quotes_ = false;      // The lines that come may hold back quotes.
  bool held_back_quote_ = false;  // So may the one that has not ended yet.
  std::string message_;           // The first lines of a message that spans lines; empty = none.
  std::size_t message_lines_ = 0;
  bool has_events_ = false;  // The log is one of `go build -json` or `go test -json`.
  // The first line since the last header that tells of a broken build unless the result of a test follows, and the
  // package that it names; empty = none.
  std::string suspect_;
  std::string suspect_package_;
};

}  // namespace goescape
