// Writes the hand-built sample reports and comparisons into a folder, in the formats that schema validators and parsers
// read:
// render_samples FOLDER
#include <cstdio>
#include <fstream>
#include <string>

#include "../render/sample_gate.h"
#include "../render/sample_report.h"
#include "render/formats.h"

namespace {

using namespace goescape;

// Writes one document; `render` is handed its format and a stream.
template <typename Render>
bool write(const std::string& folder, const std::string& name, const char* format, Render&& render) {
  std::ofstream out(folder + "/" + name + "." + format, std::ios::binary);
  render(*find_format(format), out);
  if (out.flush()) {
    return true;
  }
  std::fprintf(stderr, "cannot write %s.%s into %s\n", name.c_str(), format, folder.c_str());
  return false;
}

bool write_report(const std::string& folder, const std::string& name, const Report& report) {
  bool written = true;
  for (const char* format :
       {"json", "jsonl", "csv", "sarif", "gitlab", "rdjsonl", "checkstyle", "junit", "github", "errorformat", "html"}) {
    written = written &&
              write(folder, name, format, [&](const Format& row, std::ostream& out) { row.render(report, {}, out); });
  }
  return written;
}

// As `diff` and as `check` write it.
bool write_comparison(const std::string& folder, const std::string& prefix, const test::SampleGate& sample) {
  const auto as = [&](const GateResult* gate) {
    return [&sample, gate](const Format& row, std::ostream& out) {
      row.render_comparison(sample.comparison(), gate, {}, out);
    };
  };
  bool written = true;
  for (const char* format : {"sarif", "csv", "junit", "checkstyle", "errorformat"}) {
    written = written && write(folder, prefix + "diff", format, as(nullptr)) &&
              write(folder, prefix + "check", format, as(&sample.gate));
  }
  return written;
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
