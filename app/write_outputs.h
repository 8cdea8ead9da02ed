// Writes one result in all the formats that were asked for.
#pragma once

#include <functional>
#include <ostream>

#include "options/output_options.h"
#include "util/result.h"

namespace goescape {

// Writes a result to a stream in one format.
using RenderAs = std::function<void(const Format& format, const RenderOptions& options, std::ostream& out)>;

// Calls `render` for every output, with colours and a width as its stream can take them. Files are told on standard
// error unless --quiet. Fails at the first one that cannot be written.
Result<void> write_outputs(const OutputOptions& options, const RenderAs& render);

// Writes something to a file, or to standard output where `file` is empty, likewise.
Result<void> write_output(const std::string& file, const OutputOptions& options,
                          const std::function<void(const RenderOptions& wishes, std::ostream& out)>& write);

// The same for what a command writes in one format: to --output, or to standard output.
Result<void> write_single_output(const OutputOptions& options, const std::function<void(std::ostream&)>& write);

}  // namespace goescape
