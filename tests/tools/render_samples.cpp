// Writes the hand-built sample reports into a folder, in the formats that schema validators and parsers read:
// render_samples FOLDER
#include <cstdio>
#include <fstream>
#include <string>

#include "../render/sample_report.h"
#include "render/formats.h"

namespace {

using namespace goescape;

bool write(const std::string& folder, const char* name, const Report& report) {
  for (const char* format : {"json", "jsonl", "gitlab", "rdjsonl", "checkstyle", "junit", "github", "errorformat"}) {
    std::ofstream out(folder + "/" + name + "." + format, std::ios::binary);
    find_format(format)->render(report, {}, out);
    if (!out.flush()) {
      std::fprintf(stderr, "cannot write %s.%s into %s\n", name, format, folder.c_str());
      return false;
    }
  }
  return true;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) {
    std::fputs("usage: render_samples FOLDER\n", stderr);
    return 2;
  }
  const std::string folder = arguments[1];
  const bool written = write(folder, "sample", test::sample_report()) &&
                       write(folder, "hostile", test::hostile_report()) && write(folder, "empty", {});
  return written ? 0 : 1;
}
