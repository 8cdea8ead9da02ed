// A LogHandler that writes down what it is told, one line of text per call.
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parse/log_parser.h"

namespace goescape::test {

class HandlerTrace final : public LogHandler {
 public:
  // With `remember`, repeated lines of a section are answered as a collector answers them.
  explicit HandlerTrace(bool remember = false) : remember_(remember) {}

  void section(const Section& section) override {
    seen_.clear();
    lines.push_back(fmt::format("section {} [{}]{}", section.import_path, section.variant, section.vet ? " vet" : ""));
  }
  const Kind* repeated(std::string_view line) override {
    const auto known = seen_.find(std::string(line));
    if (known == seen_.end()) {
      return nullptr;
    }
    lines.push_back(fmt::format("repeated {}", info(known->second).name));
    return &known->second;
  }
  void diagnostic(const Diagnostic& diagnostic, std::string_view line) override {
    if (remember_) {
      seen_.emplace(std::string(line), diagnostic.message.kind);
    }
    lines.push_back(fmt::format("{} {}:{}:{} expression={} function={}", info(diagnostic.message.kind).name,
                                diagnostic.position.file, diagnostic.position.line, diagnostic.position.column,
                                diagnostic.message.expression, diagnostic.message.function));
  }
  void flow(const FlowLine& step) override {
    switch (step.type) {
      case FlowLine::Type::kAssign:
        lines.push_back(fmt::format("assign {} {} {}", step.to, step.derefs, step.from));
        break;
      case FlowLine::Type::kReason:
        lines.push_back(fmt::format("reason {} ({}) {}:{}:{}", step.expression, step.reason, step.position.file,
                                    step.position.line, step.position.column));
        break;
      case FlowLine::Type::kTruncated:
        lines.emplace_back("truncated");
        break;
    }
  }
  void not_understood(std::string_view line) override { lines.push_back(fmt::format("not understood {}", line)); }
  void other(std::string_view line) override { lines.push_back(fmt::format("other {}", line)); }
  void build_failed(const Section& section) override {
    lines.push_back(fmt::format("failed {} [{}]", section.import_path, section.variant));
  }
  void broken(std::string_view package, std::string_view line) override {
    lines.push_back(fmt::format("broken {}: {}", package, line));
  }
  void damaged_event(std::string_view line) override { lines.push_back(fmt::format("damaged {}", line)); }

  std::vector<std::string> lines;

 private:
  bool remember_;
  std::unordered_map<std::string, Kind> seen_;
};

// What a parser makes of `log`, handed over in pieces of `piece` bytes; 0 = at once.
inline std::vector<std::string> trace_of(std::string_view log, std::size_t piece = 0, bool remember = false) {
  HandlerTrace trace(remember);
  LogParser parser(trace);
  for (std::size_t at = 0; piece != 0 && at < log.size(); at += piece) {
    parser.feed(log.substr(at, piece));
  }
  if (piece == 0) {
    parser.feed(log);
  }
  parser.finish();
  return trace.lines;
}

}  // namespace goescape::test
