// Collector as the handler of an assembly listing.
#include <algorithm>
#include <charconv>

#include "resolve/collector.h"
#include "resolve/symbol_name.h"

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
  entry.type = intern_type(call.type);
  entry.size = call.size;
  collected_.calls.push_back(entry);
}

void Collector::type(std::string_view name, const ListedType& type) {
  add_type(intern_type(name), {type.bytes, type.pointer_bytes});
}

StringId Collector::intern_type(std::string_view type) {
  if (type.find("main.") == std::string_view::npos) {
    return collected_.strings.intern(type);
  }
  return collected_.strings.intern(with_program_path(type, collected_.strings[current().import_path]));
}

// A log of builds for several platforms describes a type several times; whichever came first, the largest counts.
void Collector::add_type(StringId name, const TypeSize& size) {
  TypeSize& known = collected_.types.try_emplace(name, size).first->second;
  if (std::pair(known.bytes, known.pointer_bytes) < std::pair(size.bytes, size.pointer_bytes)) {
    known = size;
  }
}

}  // namespace goescape
