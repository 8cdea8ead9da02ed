// The flags that say which findings are wanted.
#pragma once

#include "options/command_line.h"
#include "resolve/collector.h"
#include "resolve/filter.h"

namespace goescape {

struct SelectionOptions {
  FilterOptions filter;
  KindSet kinds = heap_kinds();
};

// --package, --file, --function and --match.
void add_filter_options(CommandLine& line, FilterOptions& filter);

// --kinds.
void add_kinds_option(CommandLine& line, KindSet& kinds);

}  // namespace goescape
