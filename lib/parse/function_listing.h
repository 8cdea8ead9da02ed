// The assembly of chosen functions, out of the stream in which the compiler prints that of all (-S, -S=2).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/diagnostic_sink.h"
#include "parse/line_splitter.h"

namespace goescape {

// One instruction, as the listing has it.
struct ListedInstruction {
  std::string position;   // "example.com/m/a.go:31"
  std::string address;    // "0x0015", from the beginning of the function.
  std::string operation;  // "CALL"
  std::string operands;
};

// A function as it was compiled.
struct ListedFunction {
  std::string symbol;  // "example.com/m.(*T).Name"
  std::string facts;   // What the listing says of it: "STEXT size=90 args=0x8 locals=0x18".
  std::vector<ListedInstruction> instructions;
};

// Keeps the functions whose symbols `wanted` says yes to, in the order of the stream; all else is passed over.
class FunctionListing final : public DiagnosticSink {
 public:
  explicit FunctionListing(std::function<bool(std::string_view symbol)> wanted) : wanted_(std::move(wanted)) {}

  void feed(std::string_view bytes) override;

  // Says that the stream has ended, and hands over what was found.
  std::vector<ListedFunction> take();

 private:
  void take_line(std::string_view line);

  std::function<bool(std::string_view)> wanted_;
  LineSplitter lines_;
  std::vector<ListedFunction> functions_;
  bool inside_ = false;  // The last of the functions is being read.
};

}  // namespace goescape
