// Writes the hand-built sample reports and comparisons into a folder, in every format and with all that it can show:
// render_samples FOLDER
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

#include "../render/everything.h"
#include "../render/sample_gate.h"
#include "../render/sample_report.h"
#include "render/formats.h"

namespace {

using namespace goescape;
using test::everything;

// Writes one document; `render` is handed a stream.
template <typename Render>
bool write(const std::string& folder, const std::string& name, const Format& format, Render&& render) {
  const std::string path = folder + "/" + name + "." + std::string(format.name);
  std::ofstream out(path, std::ios::binary);
  render(out);
  if (out.flush()) {
    return true;
  }
  std::fprintf(stderr, "cannot write %s\n", path.c_str());
  return false;
}

bool write_report(const std::string& folder, const std::string& name, const Report& report) {
  return std::all_of(kFormats.begin(), kFormats.end(), [&](const Format& format) {
    return write(folder, name, format, [&](std::ostream& out) { format.render(report, everything(), out); });
  });
}

// As `diff` and as `check` write it.
bool write_comparison(const std::string& folder, const std::string& prefix, const test::SampleGate& sample) {
  return std::all_of(kFormats.begin(), kFormats.end(), [&](const Format& format) {
    const auto as = [&](const GateResult* gate) {
      return [&, gate](std::ostream& out) { format.render_comparison(sample.comparison(), gate, everything(), out); };
    };
    return write(folder, prefix + "diff", format, as(nullptr)) &&
           write(folder, prefix + "check", format, as(&sample.gate));
  });
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) {
    std::fputs("usage: render_samples FOLDER\n", stderr);
    return 2;
  }
  const std::string folder = arguments[1];
  const test::SampleGate sample;
  test::SampleGate hostile;
  test::make_hostile(hostile);
  const bool written = write_report(folder, "sample", test::sample_report()) &&
                       write_report(folder, "hostile", test::hostile_report()) && write_report(folder, "empty", {}) &&
                       write_comparison(folder, "", sample) && write_comparison(folder, "hostile_", hostile);
  return written ? 0 : 1;
}
