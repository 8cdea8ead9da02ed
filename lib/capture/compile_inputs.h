// The files and flags of one `go tool compile`, made as the go command makes them (cmd/go/internal/work, gc.go and
// exec.go).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/go_env.h"
#include "capture/listed_package.h"

namespace goescape {

// The export data of a package (full path, variant included); empty when there is none.
using ExportOf = std::function<std::string(std::string_view)>;

// The -importcfg file: where the compiler finds what the package imports.
std::string import_config(const ListedPackage& listed, const ExportOf& export_of);

// The -embedcfg file: which files each //go:embed pattern stands for. Empty for a package that embeds nothing.
std::string embed_config(const ListedPackage& listed);

// The value of -trimpath: turns the package's folder, and files that the go command made elsewhere, into the names that
// `go build -trimpath` prints.
std::string trim_path(const ListedPackage& listed);

// -p, -lang, -std, -complete. No -lang for a language that is newer than the toolchain, as the go command does it.
std::vector<std::string> package_flags(const ListedPackage& listed, const GoEnv& env);

// The arguments of `go tool asm -gensymabis`, which finds the functions that assembly files define and call; the
// compiler makes wrappers for them, and has something to say about those. `scratch` holds a go_asm.h. The assembler
// wants the package path from Go 1.19 on, and does not know -p before.
std::vector<std::string> symbol_abi_flags(const ListedPackage& listed, const GoEnv& env, const std::string& scratch,
                                          bool with_path);

// How to name the Go files from `directory`, so that the compiler prints what `go build` does: relative below it, else
// absolute.
std::vector<std::string> file_arguments(const ListedPackage& listed, std::string_view directory);

}  // namespace goescape
