// JSON Lines (https://jsonlines.org): the findings of goescape.report/1, one per line.
#include "render/formats.h"
#include "render/json_parts.h"
#include "render/sink.h"

namespace goescape {

void render_jsonl(const Report& report, const RenderOptions& /*options*/, std::ostream& out) {
  Sink sink(out);
  for (const Finding& finding : report.findings) {
    JsonWriter json(sink.text());
    write_finding(json, report, finding);
    sink.text() += '\n';
    sink.relieve();
  }
}

}  // namespace goescape
