// Go source files: the scanner of functions reads anything, and a function comes after the one around it; the
// reader of declarations does, too, with bodies or without, and finds functions in the order of the source.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "resolve/generated_file.h"
#include "resolve/go_declarations.h"
#include "resolve/go_functions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace goescape;
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  is_generated(source);
  const FunctionTable table = FunctionTable::scan(source);
  const auto& spans = table.spans();
  for (std::size_t index = 0; index < spans.size(); ++index) {
    const FunctionSpan& span = spans[index];
    if (span.parent != FunctionSpan::kNone && span.parent >= index) {
      std::abort();
    }
    static_cast<void>(table.name(span, PackageLiterals::kInit));
    static_cast<void>(table.enclosing(span.begin.line, span.begin.column));
  }
  for (const Bodies bodies : {Bodies::kRead, Bodies::kSkipped}) {
    SourcePoint last;
    for (const DeclaredScope& scope : read_declarations(source, bodies).scopes) {
      if (scope.begin < last) {
        std::abort();
      }
      last = scope.begin;
    }
  }
  return 0;
}
