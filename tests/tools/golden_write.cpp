// Writes findings.txt and counts.txt of all golden folders below the testdata folder named on the command line.

#include <cstdio>
#include <fstream>
#include <string>

#include "../golden/golden_text.h"

namespace {

bool write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  return static_cast<bool>(stream.flush());
}

}  // namespace

int main(int argc, char* argv[]) {
  using namespace goescape::test;
  if (argc != 2) {
    std::fputs("usage: golden_write TESTDATA\n", stderr);
    return 2;
  }
  for (const std::filesystem::path& folder : golden_folders(argv[1])) {
    const auto report = report_of_log(folder / "input.txt");
    if (!report) {
      std::fprintf(stderr, "%s\n", report.error().message.c_str());
      return 1;
    }
    const GoldenText text = golden_text(*report);
    if (!write(folder / "findings.txt", text.findings) || !write(folder / "counts.txt", text.counts)) {
      std::fprintf(stderr, "cannot write to %s\n", folder.c_str());
      return 1;
    }
    std::printf("%s\n", folder.c_str());
  }
  return 0;
}
