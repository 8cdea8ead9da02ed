#include "resolve/compiled_functions.h"

#include <string>

#include "catch.h"
#include "parse/listing_parser.h"
#include "parse/log_parser.h"

using namespace goescape;

namespace {

Collected collect_listing(std::string_view log) {
  CollectorOptions options;
  options.listing = true;
  Collector collector(options);
  LogParser parser(collector);
  ListingParser listing(collector, parser);
  listing.feed(log);
  listing.finish();
  parser.finish();
  return collector.take();
}

std::string function(const std::string& symbol, const std::string& type) {
  return symbol +
         " STEXT size=9 args=0x0 locals=0x0 funcid=0x0 align=0x0\n"
         "\t0x0000 00000 (a.go:1)\tLEAQ\ttype:" +
         type + "(SB), AX\n\t0x0007 00007 (a.go:1)\tCALL\truntime.newobject(SB)\n";
}

std::string listing_of(const Collected& collected) {
  std::string text;
  for (const CompiledFunction& listed : sorted_functions(collected)) {
    text += std::string(listed.import_path) + " " + std::string(listed.symbol);
    for (const CollectedCall& call : listed.calls) {
      text += " " + std::string(collected.strings[call.type]);
    }
    text += "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("compiled functions: the order of packages, variants and functions in the stream does not show") {
  const std::string a = "# m/a\n" + function("m/a.F", "int") + function("m/a.G", "string");
  const std::string a_for_tests = "# m/a [m/a.test]\n" + function("m/a.F", "bool");
  const std::string b = "# m/b\n" + function("m/b.F", "int");
  const std::string expected = "m/a m/a.F bool\nm/a m/a.F int\nm/a m/a.G string\nm/b m/b.F int\n";
  CHECK(listing_of(collect_listing(a + a_for_tests + b)) == expected);
  CHECK(listing_of(collect_listing(b + a_for_tests + a)) == expected);
  CHECK(listing_of(collect_listing("")).empty());
}

TEST_CASE("compiled functions: programs have types of their own") {
  const auto program = [](const std::string& name, const std::string& size) {
    return "# m/cmd/" + name + "\n" + function("main.main", "main.T") + "type:main.T<0> SRODATA size=144\n\t0x0000 " +
           size + " 00 00 00 00 00 00 00 08 00 00 00 00 00 00 00  ................\n";
  };
  const Collected collected = collect_listing(program("x", "10") + program("y", "20"));
  CHECK(listing_of(collected) == "m/cmd/x main.main m/cmd/x.T\nm/cmd/y main.main m/cmd/y.T\n");
  REQUIRE(collected.types.size() == 2);
  CHECK(collected.types.at(*collected.strings.find("m/cmd/x.T")).bytes == 16);
  CHECK(collected.types.at(*collected.strings.find("m/cmd/y.T")).bytes == 32);
}

TEST_CASE("compiled functions: of a type that is described twice the largest size counts, in any order") {
  const auto described = [](const std::string& size) {
    return "type:m.T<0> SRODATA size=144\n\t0x0000 " + size +
           " 00 00 00 00 00 00 00 08 00 00 00 00 00 00 00  ................\n";
  };
  for (const auto& log : {described("10") + described("08"), described("08") + described("10")}) {
    const Collected collected = collect_listing("# m\n" + log);
    CHECK(collected.types.at(*collected.strings.find("m.T")).bytes == 16);
  }
}
