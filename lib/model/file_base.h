// What the file names of a report are relative to, for formats that tell a base and a path apart.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace goescape {

enum class FileBase : std::uint8_t {
  kModule,       // The folder of the module that is reported.
  kGoroot,       // `go env GOROOT`.
  kModuleCache,  // `go env GOMODCACHE`.
  kNone,         // The name is an absolute path.
};

struct FileBaseInfo {
  FileBase base;
  std::string_view prefix;  // What names in a report begin with.
};

// The bases that have a prefix.
inline constexpr std::array<FileBaseInfo, 2> kFileBases{{
    {FileBase::kGoroot, "$GOROOT/"},
    {FileBase::kModuleCache, "$GOMODCACHE/"},
}};

struct BasedFile {
  FileBase base = FileBase::kModule;
  std::string_view path;  // Relative to the base, a view into what was split; absolute for kNone.
};

// Splits a name as Finding::file and Package::dir hold it. Nothing is normalised: a path may be "." or lead out of its
// base with "..".
BasedFile split_file(std::string_view file);

}  // namespace goescape
