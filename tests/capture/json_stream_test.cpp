#include "capture/json_stream.h"

#include <vector>

#include "catch.h"

using namespace goescape;

namespace {

// The objects in `text`, fed in pieces of `size` bytes.
std::vector<std::string> cut(std::string_view text, std::size_t size, bool& failed, bool& incomplete) {
  std::vector<std::string> objects;
  JsonObjectCutter cutter;
  failed = false;
  for (std::size_t at = 0; at < text.size() && !failed; at += size) {
    failed = !cutter.feed(text.substr(at, size), [&](std::string_view object) -> Result<void> {
      objects.emplace_back(object);
      return {};
    });
  }
  incomplete = cutter.incomplete();
  return objects;
}

}  // namespace

TEST_CASE("objects are cut however they arrive") {
  const std::size_t size = GENERATE(1U, 2U, 3U, 7U, 1000U);
  const std::string a = "{\n\t\"A\": {\n\t\t\"B\": \"}\"\n\t}\n}\n";
  const std::string b = "{\n\t\"C\": \"{\"\n}\n";
  bool failed = false;
  bool incomplete = false;
  CHECK(cut(a + b + "\n" + a, size, failed, incomplete) == std::vector<std::string>{a, b, a});
  CHECK_FALSE(failed);
  CHECK_FALSE(incomplete);
}

TEST_CASE("a stream that stops inside an object is incomplete") {
  bool failed = false;
  bool incomplete = false;
  CHECK(cut("{\n}\n{\n\t\"A\": 1,", 5, failed, incomplete).size() == 1);
  CHECK_FALSE(failed);
  CHECK(incomplete);
}

TEST_CASE("something else than an object fails") {
  bool failed = false;
  bool incomplete = false;
  CHECK(cut("{\n}\npanic: oh no\n", 100, failed, incomplete).size() == 1);
  CHECK(failed);
}
