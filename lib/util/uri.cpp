#include "util/uri.h"

#include <fmt/format.h>

#include <iterator>

namespace goescape {
namespace {

bool is_alphanumeric(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

}  // namespace

std::string percent_encoded(std::string_view text, std::string_view kept) {
  std::string encoded;
  encoded.reserve(text.size());
  for (const char byte : text) {
    if (is_alphanumeric(byte) || kept.find(byte) != std::string_view::npos) {
      encoded += byte;
    } else {
      fmt::format_to(std::back_inserter(encoded), "%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return encoded;
}

std::string uri_path(std::string_view path) {
  // pchar without the colon, and the slash (RFC 3986, appendix A).
  return percent_encoded(path, "-._~!$&'()*+,;=@/");
}

}  // namespace goescape
