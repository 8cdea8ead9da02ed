#include "util/uri.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace goescape {
namespace {

// pchar without the colon, and the slash (RFC 3986, appendix A).
constexpr std::array<bool, 256> kKept = [] {
  std::array<bool, 256> kept{};
  for (const char byte : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
                                          "!$&'()*+,;=@/")) {
    kept[static_cast<unsigned char>(byte)] = true;
  }
  return kept;
}();

}  // namespace

std::string uri_path(std::string_view path) {
  std::string uri;
  uri.reserve(path.size());
  for (const char each : path) {
    const auto byte = static_cast<unsigned char>(each);
    if (kKept[byte]) {
      uri += each;
    } else {
      fmt::format_to(std::back_inserter(uri), "%{:02X}", byte);
    }
  }
  return uri;
}

}  // namespace goescape
