// Object files: whatever the bytes are, the types that are found stand in them and are no larger than a type can be.

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string_view>

#include "parse/object_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace goescape;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const ObjectType& type : parse_object_types(bytes, "gopkg.in/p%2ev3")) {
    const bool inside = !std::less<>()(type.name.data(), bytes.data()) &&
                        !std::less<>()(bytes.data() + bytes.size(), type.name.data() + type.name.size());
    if (!inside || type.size.pointer_bytes > type.size.bytes) {
      std::abort();
    }
  }
  return 0;
}
