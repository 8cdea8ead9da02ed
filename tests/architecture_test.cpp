// The house keeps its shape: floors include only downwards, files stay readable, main() stays a few lines.

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catch.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileLines = 500;
constexpr std::size_t kMaxMainLines = 15;

// From the ground up; the index is the floor.
constexpr std::array<std::string_view, 10> kFloors = {"util",     "model",   "parse", "capture", "resolve",
                                                      "evidence", "compare", "store", "render",  "app"};

std::optional<std::size_t> floor_named(std::string_view name) {
  const auto* const found = std::find(kFloors.begin(), kFloors.end(), name);
  if (found == kFloors.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - kFloors.begin());
}

// The floor a source file stands on, by its path from the root: "lib/parse/x.h" -> parse, "app/x.cpp" -> app.
std::optional<std::size_t> floor_of_source(const fs::path& path) {
  auto part = path.begin();
  if (*part == "lib") {
    ++part;
  }
  return floor_named(part->string());
}

// Every file that `text` includes, in its order, as it is written between the quotes or brackets.
std::vector<std::string> includes_of(const std::string& text) {
  static const RE2 include(R"re((?m)^[ \t]*#[ \t]*include[ \t]*([<"][^>"\n]+)[>"])re");
  std::vector<std::string> found;
  re2::StringPiece rest(text);
  for (std::string target; RE2::FindAndConsume(&rest, include, &target);) {
    found.push_back(target);
  }
  return found;
}

// What is wrong with one include of a file on `floor`; empty when nothing is. `include` starts with its < or ".
std::string complaint_about(std::size_t floor, const std::string& include) {
  const std::string target = include.substr(1);
  const std::size_t slash = target.find('/');
  const std::optional<std::size_t> its_floor =
      slash == std::string::npos ? std::nullopt : floor_named(target.substr(0, slash));
  if (its_floor.has_value()) {
    return *its_floor > floor ? "includes " + target + " from a floor above its own" : "";
  }
  const bool is_app = kFloors[floor] == "app";
  if (include[0] == '<' || (is_app && target.find("..") == std::string::npos)) {
    return "";
  }
  return "includes " + target + " without naming its floor";
}

std::vector<std::string> layering_complaints(const fs::path& path, const std::string& text) {
  const std::optional<std::size_t> floor = floor_of_source(path);
  if (!floor.has_value()) {
    return {path.generic_string() + " stands on no known floor"};
  }
  std::vector<std::string> complaints;
  for (const std::string& include : includes_of(text)) {
    const std::string complaint = complaint_about(*floor, include);
    if (!complaint.empty()) {
      complaints.push_back(path.generic_string() + " " + complaint);
    }
  }
  return complaints;
}

struct Source {
  fs::path path;  // From the root of the project.
  std::string text;
};

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// All C++ files of lib/ and app/.
std::vector<Source> all_sources() {
  const fs::path root = GOESCAPE_SOURCE_DIR;
  std::vector<Source> sources;
  for (const char* const top : {"lib", "app"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
      const fs::path extension = entry.path().extension();
      if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp")) {
        sources.push_back({entry.path().lexically_relative(root), read_text(entry.path())});
      }
    }
  }
  return sources;
}

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("files include only from their own floor and below") {
  const std::vector<Source> sources = all_sources();
  REQUIRE(sources.size() > 10);
  for (const Source& source : sources) {
    CHECK(layering_complaints(source.path, source.text) == std::vector<std::string>{});
  }
}

TEST_CASE("no source file is too long to read at once") {
  for (const Source& source : all_sources()) {
    CAPTURE(source.path.generic_string());
    CHECK(count_lines(source.text) <= kMaxFileLines);
  }
}

TEST_CASE("the main program is a few lines") {
  const std::string text = read_text(fs::path(GOESCAPE_SOURCE_DIR) / "app" / "main.cpp");
  CHECK(!text.empty());
  CHECK(count_lines(text) <= kMaxMainLines);
}

TEST_CASE("the layering check finds includes of a higher floor") {
  const auto complaints = [](const char* path, const char* text) { return layering_complaints(path, text).size(); };
  CHECK(complaints("lib/parse/x.cpp", "#include \"parse/y.h\"\n#include \"util/z.h\"\n") == 0);
  CHECK(complaints("lib/parse/x.cpp", "#include \"render/y.h\"\n") == 1);
  CHECK(complaints("lib/util/x.h", "#pragma once\n  #  include <model/y.h>\n") == 1);
  CHECK(complaints("lib/store/x.h", "#include \"../render/y.h\"\n") == 1);
  CHECK(complaints("lib/store/x.h", "#include \"sibling.h\"\n") == 1);
  CHECK(complaints("lib/attic/x.h", "") == 1);
  CHECK(complaints("app/check.cpp", "#include \"render/y.h\"\n#include \"command.h\"\n#include <string>\n") == 0);
  CHECK(complaints("app/check.cpp", "#include \"../lib/render/y.h\"\n") == 1);
}
