// Sizes of types from what the compiler leaves of a package: an archive (`!<arch>\n`, cmd/internal/archive) whose
// member
// `_go_.o` is an object file of Go (cmd/internal/goobj, objfile.go).
#pragma once

#include <string_view>
#include <vector>

#include "parse/listing_line.h"

namespace goescape {

// A type that the package declares: "Buffer" of package bytes. A view into the archive.
struct ObjectType {
  std::string_view name;
  ListedType size;
};

// The types that an archive describes of `package`, which is spelled as in symbols: "gopkg.in/yaml%2ev3", with dots in
// the last element as %2e (cmd/internal/objabi, PathToPrefix). In the order of the file.
//
// Knows the object files of Go 1.19 ("\0go118ld") and of 1.20 to 1.27 ("\0go120ld"). Of other releases, of anything
// that is no such archive and of what a damaged one does not hold, nothing is known: such types are missing. For
// platforms with pointers of 8 bytes in little-endian order, as ListedType.
std::vector<ObjectType> parse_object_types(std::string_view archive, std::string_view package);

}  // namespace goescape
