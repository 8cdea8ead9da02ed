#include "evidence/profile_names.h"

#include "catch.h"

using namespace goescape;

namespace {

std::pair<std::string, std::string> split(std::string_view name) {
  ProfileName parts = split_profile_name(name);
  return {std::move(parts.package), std::move(parts.function)};
}

using Parts = std::pair<std::string, std::string>;

}  // namespace

TEST_CASE("profile names: package and function") {
  CHECK(split("main.main") == Parts{"main", "main"});
  CHECK(split("fmt.Sprintf") == Parts{"fmt", "Sprintf"});
  CHECK(split("example.com/m/a.F.func1") == Parts{"example.com/m/a", "F.func1"});
  CHECK(split("example.com/m.(*T).Name.func1.2") == Parts{"example.com/m", "(*T).Name.func1.2"});
  CHECK(split("example.com/m_test.BenchmarkX") == Parts{"example.com/m_test", "BenchmarkX"});
  CHECK(split("example.com/m.init.0") == Parts{"example.com/m", "init.0"});
  CHECK(split("_cgo_wait") == Parts{"", ""});
  CHECK(split("") == Parts{"", ""});
}

TEST_CASE("profile names: what the linker escaped") {
  CHECK(split("gopkg.in/yaml%2ev3.Unmarshal") == Parts{"gopkg.in/yaml.v3", "Unmarshal"});
  CHECK(split("example.com/m/v2%2ex.(*T).M") == Parts{"example.com/m/v2.x", "(*T).M"});
  CHECK(split("example.com/100%.F") == Parts{"example.com/100%", "F"});
  CHECK(split("example.com/a%2.F") == Parts{"example.com/a%2", "F"});
}

TEST_CASE("profile names: type arguments are left out") {
  CHECK(split("example.com/m.New[...]") == Parts{"example.com/m", "New[...]"});
  CHECK(split("example.com/m.New[go.shape.int]") == Parts{"example.com/m", "New[...]"});
  CHECK(split("example.com/m.(*Box[go.shape.struct { x example.com/n.T[int] }]).Copy") ==
        Parts{"example.com/m", "(*Box[...]).Copy"});
  CHECK(split("m.F[int") == Parts{"m", "F[...]"});
  CHECK(split("m.F]") == Parts{"m", "F]"});
}

TEST_CASE("profile names: the same function, or nearly") {
  CHECK(match_names("F", "F") == NameMatch::kSame);
  CHECK(match_names("F-range1", "F") == NameMatch::kSame);
  CHECK(match_names("F.func1.gowrap2", "F.func1") == NameMatch::kSame);
  CHECK(match_names("F.deferwrap1", "F") == NameMatch::kSame);
  CHECK(match_names("F.func2", "F.func1") == NameMatch::kDeclared);
  CHECK(match_names("(*T).F.func2", "(*T).F") == NameMatch::kDeclared);
  CHECK(match_names("map.init.0", "init") == NameMatch::kDeclared);
  CHECK(match_names("glob..func1", "init.func1") == NameMatch::kDeclared);
  CHECK(match_names("F", "") == NameMatch::kUnknown);
  CHECK(match_names("F", "G") == NameMatch::kNone);
  CHECK(match_names("(*T).F", "T.F") == NameMatch::kNone);
  CHECK(match_names("F-range", "F") == NameMatch::kNone);
}
