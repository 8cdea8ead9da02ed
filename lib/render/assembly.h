// The assembly of a function for people: its source in between, and every call that allocates tied to its finding.
#pragma once

#include <ostream>
#include <span>
#include <string>

#include "model/report.h"
#include "parse/function_listing.h"
#include "render/renderer.h"

namespace goescape {

struct AssemblyOptions {
  bool color = false;
  bool all = false;  // Also what is no instruction of the machine: PCDATA, FUNCDATA, TEXT.
};

// A function with the name and the package that findings know it by.
struct ShownFunction {
  const ListedFunction* listed = nullptr;
  StringId name{};
  PackageIndex package{};
};

// Writes one function: a head with its symbol, place and size; then its instructions, below the line of the source that
// they belong to each time that changes. Calls that allocate are marked, with type and size and the finding that they
// belong to; `report` must hold its findings with allocations. Lines that `sources` does not have are shown by their
// place alone. All foreign text is escaped.
void write_assembly(const Report& report, const ShownFunction& function, const SourceFiles& sources,
                    const AssemblyOptions& options, std::ostream& out);

}  // namespace goescape
