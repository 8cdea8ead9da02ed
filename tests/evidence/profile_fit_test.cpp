#include "evidence/profile_fit.h"

#include <array>

#include "catch.h"
#include "profile_message.h"
#include "render/report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

constexpr std::string_view kSource =
    "package m\n\nvar v = func() *int { return new(int) }()\n\nfunc F() {\n\tgo func() {\n\t\tg()\n\t}()\n}\n\n"
    "func (l *List[T]) Push() {\n\tgrow()\n}\n";

ProfileFit fit(const std::vector<FrameSpec>& frames, std::optional<std::string> source = std::string(kSource)) {
  ReportBuilder builder;
  builder.package("example.com/m");
  ProfileMessage message;
  message.location(frames);
  auto profile = parse_profile(message.bytes(), "mem.out");
  REQUIRE(profile);
  const std::array profiles{*std::move(profile)};
  return fit_of(builder.report(), profiles, "/m", [&](std::string_view file) {
    CHECK(file == "a.go");
    return source;
  });
}

std::uint64_t misplaced(std::string_view function, std::uint32_t line, std::uint32_t start_line = 0) {
  return fit({{function, "/m/a.go", line, start_line}}).misplaced;
}

}  // namespace

TEST_CASE("profile fit: a function reaches over its lines") {
  CHECK(misplaced("example.com/m.F", 5) == 0);
  CHECK(misplaced("example.com/m.F", 9, 5) == 0);
  CHECK(misplaced("example.com/m.F.func1", 7, 6) == 0);
  CHECK(misplaced("example.com/m.F.gowrap1", 6) == 0);
  CHECK(misplaced("example.com/m.(*List[...]).Push", 12, 11) == 0);
  CHECK(misplaced("example.com/m.(*List[go.shape.int]).Push", 12) == 0);
  CHECK(misplaced("example.com/m.init", 3) == 0);
  CHECK(misplaced("example.com/m.init.func1", 3) == 0);
  CHECK(misplaced("example.com/m.Other.F.func1", 7) == 0);  // Inlined with its literals.
}

TEST_CASE("profile fit: other functions, lines and beginnings do not fit") {
  CHECK(misplaced("example.com/m.F", 12) == 1);
  CHECK(misplaced("example.com/m.F", 100) == 1);
  CHECK(misplaced("example.com/m.G", 5) == 1);
  CHECK(misplaced("example.com/m.F", 6, 4) == 1);
  const ProfileFit result = fit({{"example.com/m.G", "/m/a.go", 5}});
  CHECK(result.other_sources());
  CHECK(result.example == "a.go:5 is not in G");
}

TEST_CASE("profile fit: each place counts once, inlined ones, too, and those of others not") {
  const ProfileFit result = fit({{"example.com/m.F", "/m/a.go", 5},
                                 {"example.com/m.F", "/m/a.go", 5},
                                 {"example.com/m.(*List[...]).Push", "/m/a.go", 12},
                                 {"fmt.Sprint", "/go/src/fmt/print.go", 1}});
  CHECK(result.places == 2);
  CHECK(result.misplaced == 0);
  CHECK(!result.other_sources());
}

TEST_CASE("profile fit: without sources nobody can tell") {
  CHECK(fit({{"example.com/m.G", "/m/a.go", 5}}, std::nullopt).places == 0);
  CHECK(fit({{"example.com/m.G", "/m/a.go", 5}}, "package m\n\n//line x.y:1\n").places == 0);
}

TEST_CASE("profile fit: one place in twenty is enough") {
  CHECK(ProfileFit{20, 1, ""}.other_sources());
  CHECK(!ProfileFit{21, 1, ""}.other_sources());
  CHECK(!ProfileFit{0, 0, ""}.other_sources());
}
