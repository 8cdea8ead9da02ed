// Which platforms a Go file is for, as far as its name says it.
#pragma once

#include <string_view>

namespace goescape {

// Whether the go command compiles a file of this name for the platform: names like "x_windows.go", "x_arm64.go" and
// "x_linux_amd64.go" are for some only (go/build, Context.goodOSArchFile; the names of systems and architectures are
// those of internal/syslist). What a `//go:build` line says is not looked at. Where the platform is empty every file is
// for it.
bool is_for_platform(std::string_view file_name, std::string_view goos, std::string_view goarch);

}  // namespace goescape
