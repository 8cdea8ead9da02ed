#include "render/process_memory.h"

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "catch.h"
#include "resolve/memory_regions.h"
#include "resolve/saved_map.h"

using namespace goescape;
using test::saved_map;

namespace {

ProcessMemory memory_of(const std::string& file, bool built = true) {
  ProgramFile program;
  if (built) {
    program.build.emplace();
    program.build->go_version = "go1.26.8";
    program.build->main = {"example.com/px", "(devel)"};
    program.build->package = "example.com/px/cmd/server";
    program.build->settings = {{"-gcflags", "-N\x1b[31m"}, {"GOOS", "linux"},        {"GOARCH", "amd64"},
                               {"vcs.revision", "0123"},   {"vcs.modified", "true"}, {"-buildmode", "exe"}};
  }
  ProcessMemory memory = tell_regions(saved_map(file), program);
  memory.name = "server";
  memory.no_build = built ? "" : "no binary was named";
  return memory;
}

std::string text_of(const ShownMemory& shown, const MemoryLook& look = {}) {
  std::ostringstream out;
  write_process_memory(shown, look, out);
  return out.str();
}

nlohmann::json json_of(const ShownMemory& shown) {
  std::ostringstream out;
  write_process_memory_json(shown, out);
  return nlohmann::json::parse(out.str());
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the page has the regions from above, arenas with their sum, and the kinds", "[process_memory]") {
  ProcessMemory memory = memory_of("go1.26-amd64.smaps");
  memory.pid = 4242;
  const std::string text = text_of({memory});
  CAPTURE(text);
  CHECK(text.find("server, process 4242: 29 regions, 1.2 GiB of addresses, ") == 0);
  CHECK(has(text, "ffffffffff600000-ffffffffff601000"));
  CHECK(text.find("ffffffffff600000-") < text.find("7ffe364b1000-"));
  CHECK(has(text, "13fa0c000000-13fa14000000"));
  CHECK(has(text, "Go heap: 2 arenas of 64.0 MiB"));
  CHECK(has(text, "\n  13fa0c000000-13fa12800000"));
  CHECK(has(text, "text: g126\n"));
  CHECK(has(text, "\nGo heap, reserved "));
  CHECK(has(text, "Stacks of goroutines are in the Go heap"));
  CHECK(has(text,
            "built by go1.26.8 from example.com/px (devel), package example.com/px/cmd/server, revision 0123 with "
            "changes, for linux/amd64, -gcflags=-N\\x1b[31m\n"));
  CHECK_FALSE(has(text, "-buildmode"));
  CHECK_FALSE(has(text, "growth"));
}

TEST_CASE("a map without smaps says that nothing is known of what is resident", "[process_memory]") {
  const std::string text = text_of({memory_of("c-amd64.maps", false)});
  CHECK(has(text, "what of them is resident is not known"));
  CHECK_FALSE(has(text, "dirty"));
  CHECK(has(text, "Nothing is known of how the program was built: no binary was named"));
  CHECK_FALSE(has(text, "Stacks of goroutines"));
}

TEST_CASE("a Go program whose heap cannot be told is called that", "[process_memory]") {
  CHECK(has(text_of({memory_of("c-amd64.maps")}), "No region could be told to be the Go heap"));
}

TEST_CASE("growth is what came since the round before", "[process_memory]") {
  const ProcessMemory memory = memory_of("go1.26-amd64.smaps");
  KindSums before = sums_by_kind(memory);
  before[static_cast<std::size_t>(RegionKind::kHeap)].use.resident -= 1U << 20U;
  before[static_cast<std::size_t>(RegionKind::kBss)].use.resident += 2048;
  before[static_cast<std::size_t>(RegionKind::kMappedFile)] = {1, 4096, {4096, 0, 0}};
  MemoryLook look;
  look.summary_first = true;
  const std::string text = text_of({memory, &before}, look);
  CAPTURE(text);
  CHECK(has(text, "+1.0 MiB\n"));
  CHECK(has(text, "-2.0 KiB\n"));
  CHECK(has(text, "\nmapped file "));
  CHECK(has(text, "-4.0 KiB\n"));
  CHECK(text.find("growth") < text.find("addresses  "));
  const nlohmann::json json = json_of({memory, &before});
  for (const auto& kind : json["kinds"]) {
    if (kind["kind"] == "heap") {
      CHECK(kind["growth"]["resident"] == 1 << 20);
    } else if (kind["kind"] == "mapped_file") {
      CHECK(kind["growth"]["bytes"] == -4096);
    }
  }
}

TEST_CASE("colours are there when they are asked for", "[process_memory]") {
  const ProcessMemory memory = memory_of("go1.26-amd64.smaps");
  MemoryLook look;
  CHECK_FALSE(has(text_of({memory}, look), "\x1b["));
  look.color = true;
  CHECK(has(text_of({memory}, look), "\x1b["));
}

TEST_CASE("JSON has every region with its evidence", "[process_memory]") {
  const ProcessMemory memory = memory_of("go1.26-named-amd64.maps");
  const nlohmann::json json = json_of({memory});
  CHECK(json["schema"] == "goescape.proc/1");
  CHECK_FALSE(json["process"].contains("pid"));
  CHECK(json["process"]["arena_size"] == 64 << 20);
  CHECK(json["build_info"]["go_version"] == "go1.26.8");
  CHECK(json["regions"].size() == memory.regions.size());
  std::uint64_t sum = 0;
  for (const auto& region : json["regions"]) {
    sum += region["bytes"].get<std::uint64_t>();
    CHECK_FALSE(region.contains("resident"));
  }
  CHECK(json["totals"]["bytes"] == sum);
  CHECK(json["regions"].back()["begin"] == "0x400000");
  CHECK_FALSE(json.contains("report"));
}

TEST_CASE("a report that fits is shown with its functions, another one with what differs", "[process_memory]") {
  const ProcessMemory memory = memory_of("go1.26-amd64.smaps");
  ProcessFit fit;
  fit.points = {{"module", "example.com/px", "example.com/px", Agreement::kSame},
                {"go_version", "go1.26.8", "", Agreement::kUnknown}};
  fit.functions = {{"example.com/px", "main", 3}};
  const std::string text = text_of({memory, nullptr, &fit});
  CAPTURE(text);
  CHECK(has(text, "the report agrees in the module, example.com/px\n"));
  CHECK(has(text, "the report cannot be compared in the Go version: the process go1.26.8, the report not said\n"));
  CHECK(has(text, "main      example.com/px"));
  CHECK(has(text, "A heap decision need not allocate"));
  CHECK(json_of({memory, nullptr, &fit})["report"]["functions"][0]["decisions"] == 3);
  fit.points[0].agreement = Agreement::kDiffers;
  const std::string other = text_of({memory, nullptr, &fit});
  CHECK(has(other, "the report differs in the module"));
  CHECK(has(other, "its heap decisions are not shown"));
  CHECK_FALSE(json_of({memory, nullptr, &fit})["report"]["agrees"].get<bool>());
}
