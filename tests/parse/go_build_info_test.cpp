#include "parse/go_build_info.h"

#include <fstream>
#include <iterator>
#include <string>

#include "catch.h"
#include "elf_builder.h"

using namespace goescape;
using test::ElfBuilder;
using test::inline_build_info;
using test::reader_of;

namespace {

const std::string kModules =
    "path\texample.com/m/cmd/server\n"
    "mod\texample.com/m\tv1.2.3\th1:abc=\n"
    "dep\texample.com/other\tv0.1.0\th1:def=\n"
    "=>\t../other\t(devel)\t\n"
    "build\t-compiler=gc\n"
    "build\t-gcflags=\"-N -l\"\n"
    "build\t\"a key\"=`raw \\n`\n"
    "build\tGOOS=linux\n"
    "build\tvcs.revision=0123abcd\n"
    "build\tempty=\n";

Result<GoBuildInfo> info_in(const ElfBuilder& builder) {
  const std::string bytes = builder.build();
  const auto file = parse_elf(reader_of(bytes));
  REQUIRE(file);
  return parse_go_build_info(*file, reader_of(bytes));
}

Result<GoBuildInfo> info_in(const std::string& data, bool named = true) {
  ElfBuilder builder;
  builder.data = data;
  builder.named = named;
  return info_in(builder);
}

std::string complaint_about(const std::string& data) {
  const auto info = info_in(data);
  return info ? std::string() : info.error().message;
}

}  // namespace

TEST_CASE("build information is read with its settings", "[build_info]") {
  const auto info = info_in(inline_build_info("go1.26.8", kModules));
  REQUIRE(info);
  CHECK(info->go_version == "go1.26.8");
  CHECK(info->package == "example.com/m/cmd/server");
  CHECK(info->main.path == "example.com/m");
  CHECK(info->main.version == "v1.2.3");
  CHECK(info->settings.size() == 6);
  CHECK(info->setting("-compiler") == "gc");
  CHECK(info->setting("-gcflags") == "-N -l");
  CHECK(info->setting("a key") == "raw \\n");
  CHECK(info->setting("vcs.revision") == "0123abcd");
  CHECK(info->setting("empty").empty());
  CHECK(info->setting("absent").empty());
}

TEST_CASE("without a section it is looked for where data begins, at multiples of 16", "[build_info]") {
  const std::string info = inline_build_info("go1.21.0", kModules);
  CHECK(info_in(info, false));
  CHECK(info_in(std::string(64, 'x') + info, false));
  CHECK_FALSE(info_in(std::string(65, 'x') + info, false));
  // Out of line it is a text that speaks of it; the real one is behind that.
  CHECK(info_in("1234567\xff Go buildinf:" + std::string(11, ' ') + info, false));
}

TEST_CASE("a program that was built without modules has a version alone", "[build_info]") {
  const auto info = info_in(inline_build_info("go1.20", ""));
  REQUIRE(info);
  CHECK(info->go_version == "go1.20");
  CHECK(info->main.path.empty());
  CHECK(info->settings.empty());
}

TEST_CASE("up to Go 1.17 the header has pointers", "[build_info]") {
  const bool wide = GENERATE(true, false);
  const bool big_endian = GENERATE(true, false);
  const std::size_t word = wide ? 8 : 4;
  const std::string version = "go1.16.15";
  const std::string modules = std::string(16, '<') + "mod\texample.com/old\tv0.9.0\th1:x=\n" + std::string(16, '>');
  constexpr std::uint64_t kStrings = ElfBuilder::kDataAddress + 32;
  test::Bytes data(big_endian);
  data.text = std::string("\xff Go buildinf:") + static_cast<char>(word) + static_cast<char>(big_endian ? 1 : 0);
  data.put(kStrings, word).put(kStrings + 2 * word, word);
  data.text.resize(32);
  const std::uint64_t text = kStrings + 4 * word;
  data.put(text, word).put(version.size(), word).put(text + version.size(), word).put(modules.size(), word);
  data.text += version + modules;
  ElfBuilder builder;
  builder.data = data.text;
  builder.wide = wide;
  builder.big_endian = big_endian;
  const auto info = info_in(builder);
  REQUIRE(info);
  CHECK(info->go_version == version);
  CHECK(info->main.path == "example.com/old");
}

TEST_CASE("programs of other languages have none", "[build_info]") {
  CHECK(complaint_about("nothing of Go") == "it has no build information of Go");
  CHECK(complaint_about("") == "it has no build information of Go");
  CHECK(complaint_about("\xff Go buildinf:") == "it has no build information of Go");
}

TEST_CASE("damaged build information is refused", "[build_info]") {
  const std::string whole = inline_build_info("go1.26.8", kModules);
  CHECK(complaint_about(whole.substr(0, 36)) == "its build information of Go is damaged");
  CHECK(complaint_about(inline_build_info("", "")) == "its build information of Go is damaged");
  CHECK(complaint_about(whole.substr(0, 32) + std::string(10, '\xff')) == "its build information of Go is damaged");
  CHECK(complaint_about(whole.substr(0, 32) + "\xff\xff\xff\xff\x7f") == "its build information of Go is damaged");
  CHECK(complaint_about(inline_build_info("go1.26", "build\t=x\n")) ==
        "its build information of Go is damaged: build\\t=x");
  CHECK_FALSE(complaint_about(inline_build_info("go1.26", "build\tkey\n")).empty());
  CHECK_FALSE(complaint_about(inline_build_info("go1.26", "build\t\"key=x\n")).empty());
  CHECK_FALSE(complaint_about(inline_build_info("go1.26", "build\tkey=\"\\q\"\n")).empty());
  CHECK_FALSE(complaint_about(inline_build_info("go1.26", "mod\texample.com\n")).empty());
}

TEST_CASE("wherever it is cut off, build information is refused or has a version", "[build_info]") {
  const std::string whole = inline_build_info("go1.26.8", kModules);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto info = info_in(whole.substr(0, length));
    CHECK((!info || info->go_version == "go1.26.8"));
  }
}

TEST_CASE("the build information of real programs is read", "[build_info]") {
  const auto version_of = [](const std::string& name) {
    std::ifstream stream(std::string(GOESCAPE_SOURCE_DIR) + "/tests/fuzz/corpus/elf_file/" + name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const auto file = parse_elf(reader_of(bytes));
    REQUIRE(file);
    const auto info = parse_go_build_info(*file, reader_of(bytes));
    return info ? info->go_version + " " + info->main.path + " " + std::string(info->setting("GOARCH"))
                : info.error().message;
  };
  CHECK(version_of("go1.22-amd64") == "go1.22.12 example.com/px amd64");
  CHECK(version_of("go1.26-amd64") == "go1.26.8 example.com/px amd64");
  CHECK(version_of("go1.26-pie-amd64") == "go1.26.8 example.com/px amd64");
  CHECK(version_of("go1.26-386") == "go1.26.8 example.com/px 386");
  CHECK(version_of("c-amd64") == "it has no build information of Go");
}
