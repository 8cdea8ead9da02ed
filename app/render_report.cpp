#include "render_report.h"

#include <memory>

#include "compare/merge_shards.h"

namespace goescape {

RenderAs render_of(const Report& report) {
  if (!report.shard) {
    return [&report](const Format& format, const RenderOptions& options, std::ostream& out) {
      format.render(report, options, out);
    };
  }
  auto whole = std::make_shared<Report>(without_shard(report));
  whole->shard = report.shard;  // For the words of what it is.
  return [&report, whole](const Format& format, const RenderOptions& options, std::ostream& out) {
    format.render(format.name == "json" ? report : *whole, options, out);
  };
}

}  // namespace goescape
