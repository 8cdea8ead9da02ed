#include "evidence/profile_join.h"

#include <array>

#include "catch.h"
#include "profile_message.h"
#include "render/report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

// A report of example.com/m, and a profile that is joined to it.
class Joined {
 public:
  Joined() : package_(builder_.package("example.com/m/a")) {}

  // A finding in a/a.go; returns its index.
  std::size_t finding(std::uint32_t line, std::string_view function, std::string_view origin = {},
                      std::string_view expression = "x", Kind kind = Kind::kEscapesToHeap) {
    Finding& added = builder_.finding(package_, {kind, "a/a.go", line, 1, function});
    added.origin = builder_.text(origin);
    added.expression = builder_.text(expression);
    return builder_.report().findings.size() - 1;
  }

  ReportBuilder& builder() { return builder_; }

  // Eight bytes in one object at an instruction with these frames, the innermost first.
  void allocated(const std::vector<FrameSpec>& frames, std::int64_t bytes = 8) {
    message_.sample({message_.location(frames)}, {1, bytes}, bytes);
  }

  const Report& join(const std::string& module_dir = "/home/m") {
    auto profile = parse_profile(message_.bytes(), "mem.out");
    REQUIRE(profile);
    const std::array profiles{*std::move(profile)};
    join_profiles(builder_.report(), profiles, module_dir);
    return builder_.report();
  }

  std::uint64_t bytes(std::size_t finding) {
    const Report& report = builder_.report();
    return report.profile_of(report.findings[finding])->bytes;
  }

  std::uint32_t shared_by(std::size_t finding) {
    const Report& report = builder_.report();
    return report.profile_of(report.findings[finding])->shared_by;
  }

 private:
  ReportBuilder builder_;
  PackageIndex package_;
  ProfileMessage message_;
};

constexpr std::string_view kFile = "/home/m/a/a.go";
constexpr std::string_view kF = "example.com/m/a.F";

}  // namespace

TEST_CASE("profile join: by file, line and function") {
  Joined joined;
  const std::size_t here = joined.finding(3, "F");
  const std::size_t other_line = joined.finding(4, "F");
  const std::size_t other_function = joined.finding(3, "G");
  const std::size_t kept = joined.finding(3, "F", "", "x", Kind::kDoesNotEscape);
  joined.allocated({{kF, kFile, 3}});
  joined.allocated({{"example.com/m/b.F", "/home/m/b/a.go", 3}}, 16);
  const Report& report = joined.join();
  CHECK(joined.bytes(here) == 8);
  CHECK(joined.bytes(other_line) == 0);
  CHECK(joined.bytes(other_function) == 0);
  CHECK(report.profile_of(report.findings[kept]) == nullptr);
  CHECK(report.profile_of(report.findings[here])->share == 8.0 / 24);
  REQUIRE(report.profile);
  CHECK(report.profile->bytes == 24);
  CHECK(report.profile->matched_bytes == 8);
  REQUIRE(report.profile->unmatched.size() == 1);
  CHECK(report.text(report.profile->unmatched[0].file) == "b/a.go");
  CHECK(report.profile->unmatched[0].bytes == 16);
}

TEST_CASE("profile join: what is inlined stands at the outermost call") {
  Joined joined;
  const std::size_t call = joined.finding(20, "Caller", "F", "&T{}");
  const std::size_t body = joined.finding(3, "F", "", "&T{}");
  const std::size_t result = joined.finding(20, "Caller", "F", "~r0");
  const std::size_t own = joined.finding(20, "Caller", "", "y");
  constexpr std::string_view kCaller = "example.com/m/a.Caller";
  joined.allocated({{kF, kFile, 3}, {kCaller, kFile, 20}});
  joined.allocated({{kF, kFile, 3}}, 16);
  joined.join();
  CHECK(joined.bytes(call) == 8);
  CHECK(joined.bytes(body) == 16);
  CHECK(joined.bytes(result) == 0);
  CHECK(joined.bytes(own) == 0);
  joined.allocated({{kCaller, kFile, 20}}, 32);
  joined.join();
  CHECK(joined.bytes(own) == 32);
  CHECK(joined.bytes(result) == 32);
  CHECK(joined.shared_by(result) == 2);
}

TEST_CASE("profile join: lines within the inlined function tell findings of one call apart") {
  Joined joined;
  ReportBuilder& builder = joined.builder();
  const std::size_t made = joined.finding(20, "Caller", "text.Append");
  const std::size_t grown = joined.finding(20, "Caller", "text.Append");
  const std::size_t outer = joined.finding(20, "Caller", "Outer");
  const PackageIndex text = builder.package("example.com/m/text");
  const auto says = [&](std::size_t index, std::string_view message) {
    builder.report().findings[index].message = builder.text(message);
  };
  says(made, "make([]text.T, 0, text.n) escapes to heap");
  says(grown, "append escapes to heap");
  says(outer, "append escapes to heap");
  builder.finding(text, {Kind::kEscapesToHeap, "text/t.go", 3, 1, "Append", "make([]T, 0, n) escapes to heap"});
  builder.finding(text, {Kind::kEscapesToHeap, "text/t.go", 4, 1, "Append", "append escapes to heap"});
  const auto append = [&](std::uint32_t line, std::int64_t bytes) {
    joined.allocated({{"example.com/m/text.Append", "/home/m/text/t.go", line},
                      {"example.com/m/a.Outer", kFile, 9},
                      {"example.com/m/a.Caller", kFile, 20}},
                     bytes);
  };
  append(3, 8);
  append(4, 16);
  joined.join();
  CHECK(joined.bytes(made) == 8);
  CHECK(joined.bytes(grown) == 16);
  CHECK(joined.bytes(outer) == 0);
  append(5, 32);  // A line of which nothing is said.
  joined.join();
  CHECK(joined.shared_by(made) == 2);
  CHECK(joined.bytes(made) == 8 + 16 + 32);
}

TEST_CASE("profile join: a build that inlined less reported the body alone") {
  Joined joined;
  const std::size_t body = joined.finding(3, "F");
  joined.allocated({{kF, kFile, 3}, {"example.com/m/a.Caller", kFile, 20}});
  joined.join();
  CHECK(joined.bytes(body) == 8);
}

TEST_CASE("profile join: findings of one place share what nothing tells apart") {
  Joined joined;
  const std::size_t first = joined.finding(3, "F", "", "x");
  const std::size_t second = joined.finding(3, "F", "", "y");
  joined.allocated({{kF, kFile, 3}});
  const Report& report = joined.join();
  CHECK(joined.bytes(first) == 8);
  CHECK(joined.bytes(second) == 8);
  CHECK(joined.shared_by(first) == 2);
  CHECK(report.profile->matched_bytes == 8);
}

TEST_CASE("profile join: the generated code tells findings of one place apart") {
  Joined joined;
  const std::size_t small = joined.finding(3, "F", "", "x");
  const std::size_t large = joined.finding(3, "F", "", "y");
  const std::size_t none = joined.finding(3, "F", "", "z");
  Report& report = joined.builder().report();
  report.allocations = {{.verdict = AllocationVerdict::kAllocates, .bytes = 24, .size_class = 24},
                        {.verdict = AllocationVerdict::kAllocates, .bytes = 40, .size_class = 48},
                        {.verdict = AllocationVerdict::kNoAllocation}};
  for (const std::size_t each : {small, large, none}) {
    report.findings[each].allocation = static_cast<std::uint32_t>(each);
  }
  joined.allocated({{kF, kFile, 3}}, 24);
  joined.allocated({{kF, kFile, 3}}, 48);
  joined.join();
  CHECK(joined.bytes(small) == 24);
  CHECK(joined.bytes(large) == 48);
  CHECK(joined.shared_by(large) == 1);
  CHECK(joined.bytes(none) == 0);
  joined.allocated({{kF, kFile, 3}}, 96);
  joined.join();
  CHECK(joined.bytes(large) == 24 + 48 + 96);  // Of a size that none of them has: then sizes say nothing.
  CHECK(joined.shared_by(large) == 3);
}

TEST_CASE("profile join: literals may be numbered differently, and functions unknown") {
  Joined joined;
  const std::size_t literal = joined.finding(3, "F.func1");
  const std::size_t unknown = joined.finding(5, "");
  joined.allocated({{"example.com/m/a.F.func2", kFile, 3}});
  joined.allocated({{"example.com/m/a.F-range1", kFile, 5}}, 16);
  joined.join();
  CHECK(joined.bytes(literal) == 8);
  CHECK(joined.bytes(unknown) == 16);
}

TEST_CASE("profile join: silent allocations count like decisions") {
  Joined joined;
  const std::size_t growth = joined.finding(3, "F", "", "x", Kind::kAppendGrowth);
  joined.allocated({{kF, kFile, 3}});
  joined.join();
  CHECK(joined.bytes(growth) == 8);
}

TEST_CASE("profile join: programs are told apart by the paths of their files") {
  Joined joined;
  ReportBuilder& builder = joined.builder();
  const PackageIndex one = builder.package("example.com/m/cmd/one");
  const PackageIndex two = builder.package("example.com/m/cmd/two");
  const PackageIndex root = builder.package("example.com/m/root");
  for (const auto& [package, file] : {std::pair(one, "cmd/one/main.go"), {two, "cmd/two/main.go"}, {root, "main.go"}}) {
    builder.finding(package, {Kind::kEscapesToHeap, file, 9, 1, "main"});
  }
  joined.allocated({{"main.main", "/home/m/cmd/two/main.go", 9}});
  joined.join();
  CHECK(joined.bytes(0) == 0);
  CHECK(joined.bytes(1) == 8);
  CHECK(joined.bytes(2) == 0);
}

TEST_CASE("profile join: names of other builds, and of code that is not of the module") {
  Joined joined;
  ReportBuilder& builder = joined.builder();
  const PackageIndex dotted = builder.package("example.com/m/v2.x");
  builder.finding(dotted, {Kind::kEscapesToHeap, "v2.x/a.go", 3, 1, "(*Box[...]).Copy"});
  const PackageIndex vendored = builder.package("example.com/other", Category::kVendor);
  builder.finding(vendored, {Kind::kEscapesToHeap, "vendor/example.com/other/o.go", 4, 1, "F"});
  joined.allocated({{"example.com/m/v2%2ex.(*Box[...]).Copy", "example.com/m/v2.x/a.go", 3}});
  joined.allocated({{"example.com/other.F", R"(C:\m\vendor\example.com\other\o.go)", 4}}, 16);
  joined.allocated({{"example.com/far.F", "/root/go/pkg/mod/example.com/far@v1.2.3/f.go", 5}}, 32);
  joined.allocated({{"fmt.Sprint", "/usr/local/go/src/fmt/print.go", 6}}, 64);
  joined.allocated({}, 128);
  const Report& report = joined.join();
  CHECK(joined.bytes(0) == 8);
  CHECK(joined.bytes(1) == 16);
  REQUIRE(report.profile->unmatched.size() == 3);
  std::vector<std::string> files;
  for (const ProfileSite& site : report.profile->unmatched) {
    files.emplace_back(report.text(site.file));
  }
  CHECK(files == std::vector<std::string>{"", "$GOROOT/src/fmt/print.go", "$GOMODCACHE/example.com/far@v1.2.3/f.go"});
  CHECK(report.profile->matched_bytes == 24);
  CHECK(report.profile->bytes == 248);
}

TEST_CASE("profile join: what is joined again takes the place of what was there") {
  Joined joined;
  const std::size_t finding = joined.finding(3, "F");
  joined.allocated({{kF, kFile, 3}});
  joined.join();
  const Report& report = joined.join();
  CHECK(joined.bytes(finding) == 8);
  CHECK(report.profile_values.size() == 1);
}
