// A package as SourceNames keeps it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "resolve/package_names.h"
#include "resolve/source_names.h"

namespace goescape {

struct SourceNames::Package {
  std::vector<std::unique_ptr<std::string>> texts;  // Of the standard library; nobody else keeps them.
  PackageNames names;
};

}  // namespace goescape
