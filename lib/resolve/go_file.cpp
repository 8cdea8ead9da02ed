#include "resolve/go_file.h"

#include "util/file.h"

namespace goescape {

Result<std::string> read_go_file(const std::string& path) { return read_file(path, std::size_t{64} << 20U); }

}  // namespace goescape
