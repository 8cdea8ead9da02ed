#include "resolve/compiled_functions.h"

#include <algorithm>
#include <tuple>

namespace goescape {
namespace {

bool comes_before(const Collected& collected, std::span<const CollectedCall> a, std::span<const CollectedCall> b) {
  const auto key = [&](const CollectedCall& call) {
    const CollectedFile& file = collected.files[static_cast<std::size_t>(call.file)];
    return std::tuple(collected.strings[file.name], call.line, call.kind, collected.strings[call.callee],
                      collected.strings[call.type], call.size);
  };
  return std::lexicographical_compare(
      a.begin(), a.end(), b.begin(), b.end(),
      [&](const CollectedCall& one, const CollectedCall& other) { return key(one) < key(other); });
}

}  // namespace

std::vector<CompiledFunction> sorted_functions(const Collected& collected) {
  std::vector<CompiledFunction> functions;
  functions.reserve(collected.functions.size());
  std::size_t begin = 0;
  for (std::uint32_t index = 0; index < collected.functions.size(); ++index) {
    std::size_t end = begin;
    while (end < collected.calls.size() && collected.calls[end].function == index) {
      ++end;
    }
    const CollectedFunction& function = collected.functions[index];
    const StringId path = collected.sections[static_cast<std::size_t>(function.section)].import_path;
    functions.push_back({collected.strings[path], collected.strings[function.symbol],
                         std::span(collected.calls).subspan(begin, end - begin)});
    begin = end;
  }
  std::sort(functions.begin(), functions.end(), [&](const CompiledFunction& a, const CompiledFunction& b) {
    // Equal paths are one string of the pool: most need no second look.
    if (a.import_path.data() != b.import_path.data()) {
      return a.import_path < b.import_path;
    }
    const int order = a.symbol.compare(b.symbol);
    return order != 0 ? order < 0 : comes_before(collected, a.calls, b.calls);
  });
  return functions;
}

}  // namespace goescape
