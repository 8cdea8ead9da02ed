#include "evidence/type_sizes.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catch.h"

using namespace goescape;

TEST_CASE("type sizes: what the listing describes, and what names tell") {
  Report report;
  report.code.types[report.strings.intern("m.T")] = {40, 16};
  CHECK(size_of_type(report, "m.T")->bytes == 40);
  CHECK(size_of_type(report, "[3]m.T")->bytes == 120);
  CHECK(size_of_type(report, "[3]m.T")->pointer_bytes == 96);
  CHECK(size_of_type(report, "[4]int")->bytes == 32);
  CHECK(size_of_type(report, "[4]int")->pointer_bytes == 0);
  CHECK(size_of_type(report, "[]m.U")->bytes == 24);
  CHECK(size_of_type(report, "*m.U")->bytes == 8);
  CHECK(size_of_type(report, "[0]string")->bytes == 0);
  CHECK_FALSE(size_of_type(report, "m.U"));
  CHECK_FALSE(size_of_type(report, "[3]m.U"));
  CHECK_FALSE(size_of_type(report, "[999999999999999]int"));
  CHECK_FALSE(size_of_type(report, ""));
}

TEST_CASE("type sizes: the classes of the runtime") {
  CHECK(size_class(1, true, 26) == 8);
  CHECK(size_class(33, false, 26) == 48);
  CHECK(size_class(512, false, 26) == 512);
  CHECK(size_class(520, false, 26) == 576);
  CHECK(size_class(576, false, 26) == 640);
  CHECK(size_class(576, false, 21) == 576);
  CHECK(size_class(576, true, 26) == 576);
  CHECK(size_class(32768, true, 26) == 32768);
  CHECK(size_class(32769, true, 26) == 40960);
}

namespace {

Collected allocating(std::initializer_list<std::pair<CallKind, const char*>> calls) {
  Collected collected;
  for (const auto& [kind, type] : calls) {
    CollectedCall call;
    call.kind = kind;
    call.type = collected.strings.intern(type);
    collected.calls.push_back(call);
  }
  return collected;
}

std::string missing(const Collected& collected, std::string_view goarch = "amd64") {
  std::string text;
  for (const DependencyType& type : types_without_size(collected, goarch)) {
    text += type.import_path + " " + type.prefix + " " + type.name + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("type sizes: named types are missing once each, also as elements of arrays") {
  const Collected collected = allocating({{CallKind::kObject, "bytes.Buffer"},
                                          {CallKind::kBox, "[2][4]gopkg.in/yaml%2ev3.Node"},
                                          {CallKind::kObject, "bytes.Buffer"},
                                          {CallKind::kObject, "encoding/json.token·1"}});
  CHECK(missing(collected) ==
        "bytes bytes Buffer\nencoding/json encoding/json token·1\ngopkg.in/yaml.v3 gopkg.in/yaml%2ev3 Node\n");
}

TEST_CASE("type sizes: what is known, has no name, is no package's or needs no size is not missing") {
  Collected collected = allocating({{CallKind::kObject, "m.Known"},
                                    {CallKind::kObject, "[3]int"},
                                    {CallKind::kObject, "*m.T"},
                                    {CallKind::kObject, "struct { a m.T }"},
                                    {CallKind::kObject, "m.G[int]"},
                                    {CallKind::kObject, "go.shape.struct { a m.T }"},
                                    {CallKind::kObject, "go.shape.int"},
                                    {CallKind::kObject, "main.T"},
                                    {CallKind::kObject, "nothing"},
                                    {CallKind::kObject, ""},
                                    {CallKind::kSlice, "m.T"}});
  collected.types[collected.strings.intern("m.Known")] = {40, 16};
  CHECK(missing(collected).empty());
}

TEST_CASE("type sizes: nothing is missing where object files are not understood") {
  Collected collected = allocating({{CallKind::kObject, "bytes.Buffer"}});
  CHECK_FALSE(missing(collected).empty());
  CHECK(missing(collected, "386").empty());
}

TEST_CASE("type sizes: sizes that were found become known, under the name with the plain path") {
  const Collected collected = allocating({{CallKind::kObject, "a/b%2ec.T"}, {CallKind::kObject, "bytes.Buffer"}});
  const std::vector<std::optional<TypeSize>> sizes{TypeSize{24, 8}, std::nullopt};
  Report report;
  add_type_sizes(report, types_without_size(collected, "amd64"), sizes);
  CHECK(size_of_type(report, "a/b.c.T")->bytes == 24);
  CHECK(size_of_type(report, "[2]a/b.c.T")->pointer_bytes == 32);
  CHECK_FALSE(size_of_type(report, "bytes.Buffer"));
}
