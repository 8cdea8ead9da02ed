// Paths as parts of URIs (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace goescape {

// `text` with every byte but letters and digits of ASCII and those in `kept` percent-encoded (section 2.1), so that
// decoding gives the bytes back, be they UTF-8 or not.
std::string percent_encoded(std::string_view text, std::string_view kept);

// `path`, with forward slashes, as the path of a URI or of a relative reference (section 3.3): what may not stand there
// is percent-encoded (section 2.1), byte by byte, so that decoding gives the bytes of the path back, be they UTF-8 or
// not. Colons are encoded everywhere, since the first segment of a relative reference must not hold one (section 4.2).
// Slashes and dots stay: whether the path is absolute, and what ".." leads to, is the caller's business.
std::string uri_path(std::string_view path);

}  // namespace goescape
