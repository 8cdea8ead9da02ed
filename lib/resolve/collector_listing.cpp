// Collector as the handler of an assembly listing.
#include <algorithm>
#include <charconv>

#include "resolve/collector.h"

namespace goescape {
void Collector::function(std::string_view symbol) {
  collected_.functions.push_back({section_, collected_.strings.intern(symbol)});
}

void Collector::call(const ListedCall& call) {
  const std::size_t colon = std::min(call.position.rfind(':'), call.position.size());
  CollectedCall entry;
  entry.function = static_cast<std::uint32_t>(collected_.functions.size() - 1);
  entry.file = file_of(call.position.substr(0, colon));
  const std::string_view line = call.position.substr(std::min(colon + 1, call.position.size()));
  std::from_chars(line.data(), line.data() + line.size(), entry.line);
  entry.kind = call.kind;
  entry.callee = collected_.strings.intern(call.callee);
  entry.type = collected_.strings.intern(call.type);
  entry.size = call.size;
  collected_.calls.push_back(entry);
}

void Collector::type(std::string_view name, const ListedType& type) {
  collected_.types.try_emplace(collected_.strings.intern(name), TypeSize{type.bytes, type.pointer_bytes});
}

}  // namespace goescape
