// Where bytes of compiler output go.
#pragma once

#include <string_view>

namespace goescape {

// Takes a stream of compiler output in pieces of any size, cut anywhere.
class DiagnosticSink {
 public:
  DiagnosticSink() = default;
  DiagnosticSink(const DiagnosticSink&) = delete;
  DiagnosticSink& operator=(const DiagnosticSink&) = delete;
  virtual ~DiagnosticSink() = default;

  // The next bytes of the stream. The view is valid only during the call.
  virtual void feed(std::string_view bytes) = 0;
};

// Throws everything away.
class NoSink final : public DiagnosticSink {
 public:
  void feed(std::string_view /*bytes*/) override {}
};

}  // namespace goescape
