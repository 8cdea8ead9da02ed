// The flags of `goescape report`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "capture/capture.h"
#include "render/renderer.h"
#include "resolve/collector.h"
#include "resolve/filter.h"
#include "util/result.h"
#include "util/terminal.h"

namespace goescape {

// One `-f FORMAT[=FILE]`.
struct OutputRequest {
  const Format* format = nullptr;
  std::string file;  // Empty = standard output.
};

struct ReportOptions {
  CaptureOptions capture;
  std::string from;  // --from; empty = compile.
  std::vector<OutputRequest> outputs;
  RenderOptions render;
  FilterOptions filter;
  KindSet kinds = heap_kinds();  // --kinds
  ColorMode color = ColorMode::kAuto;
  unsigned jobs = 1;
  bool quiet = false;
  bool verbose = false;
};

// Reads the arguments behind `report`. Returns nothing when they only asked for help, which is printed then; a usage
// error names the flag that is wrong.
Result<std::optional<ReportOptions>> parse_report_options(const std::vector<std::string>& args);

}  // namespace goescape
