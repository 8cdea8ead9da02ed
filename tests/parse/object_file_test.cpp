#include "parse/object_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "catch.h"

using namespace goescape;

namespace {

// Archives that the compilers of several releases made of one package, gopkg.in/p.v3.
std::string archive_of(const std::string& release) {
  std::ifstream file(std::string(GOESCAPE_SOURCE_DIR) + "/tests/fuzz/corpus/object_file/" + release, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

constexpr std::string_view kPackage = "gopkg.in/p%2ev3";

std::string types_in(std::string_view archive, std::string_view package = kPackage) {
  std::string text;
  for (const ObjectType& type : parse_object_types(archive, package)) {
    text += std::string(type.name) + " " + std::to_string(type.size.bytes) + " " +
            std::to_string(type.size.pointer_bytes) + "\n";
  }
  return text;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

// What must hold of any bytes: types stand in them and can be.
bool is_sane(const std::string& archive) {
  const std::vector<ObjectType> types = parse_object_types(archive, kPackage);
  return std::all_of(types.begin(), types.end(), [&](const ObjectType& type) {
    return !type.name.empty() && type.name.data() >= archive.data() &&
           type.name.data() + type.name.size() <= archive.data() + archive.size() &&
           type.size.pointer_bytes <= type.size.bytes;
  });
}

}  // namespace

TEST_CASE("object file: the types of a package, as compilers of each format wrote them") {
  const std::string release = GENERATE("go1.19", "go1.20", "go1.27");
  CAPTURE(release);
  CHECK(types_in(archive_of(release)) == "Node 16 8\nNumbers 20 0\n");
}

TEST_CASE("object file: types of other packages are not those of this one") {
  CHECK(types_in(archive_of("go1.27"), "gopkg.in/p").empty());
  CHECK(types_in(archive_of("go1.27"), "gopkg.in/q%2ev3").empty());
}

TEST_CASE("object file: members in front and behind, of odd size, too, are passed over") {
  const std::string archive = archive_of("go1.27");
  const std::string odd = "__.PKGDEF       0           0     0     644     3         `\nabc\n";
  const std::string with_others = replaced(archive, "!<arch>\n", "!<arch>\n" + odd);
  CHECK(types_in(with_others) == types_in(archive));
  CHECK(types_in(archive + odd) == types_in(archive));
  CHECK(types_in("!<arch>\n" + odd).empty());
}

TEST_CASE("object file: nothing is known of other formats") {
  const std::string archive = archive_of("go1.27");
  CHECK(types_in("").empty());
  CHECK(types_in("!<arch>\n").empty());
  CHECK(types_in("\x7f"
                 "ELF and so on")
            .empty());
  CHECK(types_in(replaced(archive, "go120ld", "go128ld")).empty());
  CHECK(types_in(replaced(archive, "\n!\n", "\n?\n")).empty());
  CHECK(types_in(replaced(archive, "_go_.o", "_c__.o")).empty());
  CHECK(types_in(replaced(archive, "`\n", "'\n")).empty());
  CHECK(types_in(replaced(archive, "644     2514", "644     25x4")).empty());
  CHECK(types_in(replaced(archive, "644     2514", "644         ")).empty());
}

TEST_CASE("object file: a size that no type has is none") {
  const std::string archive = archive_of("go1.27");
  const std::string_view node("\x10\0\0\0\0\0\0\0\x08\0\0\0\0\0\0\0", 16);
  CHECK(types_in(replaced(archive, node, {"\x10\0\0\0\0\0\0\0\x11\0\0\0\0\0\0\0", 16})) == "Numbers 20 0\n");
  CHECK(types_in(replaced(archive, node, {"\x10\0\0\0\0\0\0\x01\x08\0\0\0\0\0\0\0", 16})) == "Numbers 20 0\n");
}

TEST_CASE("object file: what is cut off has nothing that is not there") {
  const std::string archive = archive_of(GENERATE("go1.19", "go1.27"));
  // The last byte may be padding.
  for (std::size_t length = 0; length + 1 < archive.size(); ++length) {
    CHECK(types_in(archive.substr(0, length)).empty());
  }
}

TEST_CASE("object file: an object that is shorter than its member says is read as far as it goes") {
  const std::string archive = archive_of("go1.27");
  const std::size_t object = archive.find("go120ld");
  for (std::size_t length = object; length < archive.size(); ++length) {
    const std::string size = std::to_string(length - 68);
    CHECK(is_sane(
        replaced(archive.substr(0, length), "644     2514", "644     " + size + std::string(4 - size.size(), ' '))));
  }
}

TEST_CASE("object file: flipped bits give types that can be, or none") {
  std::string archive = archive_of(GENERATE("go1.19", "go1.27"));
  int insane = 0;
  for (char& byte : archive) {
    const char before = byte;
    for (unsigned bit = 0; bit < 8; ++bit) {
      byte = static_cast<char>(static_cast<unsigned char>(before) ^ 1U << bit);
      insane += is_sane(archive) ? 0 : 1;
    }
    byte = before;
  }
  CHECK(insane == 0);
}
