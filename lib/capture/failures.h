// Which packages did not compile, and why.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/listed_package.h"
#include "model/report.h"
#include "util/result.h"

namespace goescape {

// What the stream held about a package (full path) that is no diagnostic.
using WordsOf = std::function<std::string(std::string_view)>;

// One failure per package that failed, sorted by path. The words are those of its own error, else those of
// its dependencies, else those of the stream (Go 1.19 and older print compile errors there). Something
// compiled for the tests of a package that has failed counts again only with errors of its own.
std::vector<PackageFailure> package_failures(const std::vector<ListedPackage>& packages, const WordsOf& words_of);

// One failure without a package for each pattern with a wildcard, and each of std, cmd, all, tool and work, that named
// no package; the go command merely warns. Other patterns that name nothing come as placeholder packages.
std::vector<PackageFailure> pattern_failures(const std::vector<std::string>& patterns,
                                             const std::vector<ListedPackage>& packages);

// Names the files at the beginning of the lines of messages as reports name them, relative to the module; the go
// command names them from `directory`, where it ran. Both folders are absolute. A name that leads to no file is left as
// it is.
void name_from_module(std::vector<PackageFailure>& failures, const std::string& directory,
                      const std::string& module_dir);

}  // namespace goescape
