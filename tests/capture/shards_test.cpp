#include "capture/shards.h"

#include <algorithm>

#include "catch.h"

namespace goescape {
namespace {

std::vector<std::string> all_of(const std::vector<PackageCost>& packages, std::uint32_t shards) {
  std::vector<std::string> all;
  for (std::uint32_t shard = 1; shard <= shards; ++shard) {
    const auto part = patterns_of_shard(packages, shard, shards);
    all.insert(all.end(), part.begin(), part.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("the dearest packages are spread first", "[capture][shards]") {
  const std::vector<PackageCost> packages{{"a", 7}, {"b", 10}, {"c", 3}, {"d", 9}, {"e", 1}};
  CHECK(patterns_of_shard(packages, 1, 2) == std::vector<std::string>{"b", "c", "e"});
  CHECK(patterns_of_shard(packages, 2, 2) == std::vector<std::string>{"a", "d"});
}

TEST_CASE("the order in which packages are listed does not matter", "[capture][shards]") {
  CHECK(patterns_of_shard({{"a", 5}, {"b", 5}, {"c", 5}}, 2, 2) ==
        patterns_of_shard({{"c", 5}, {"a", 5}, {"b", 5}}, 2, 2));
}

TEST_CASE("every package falls to one shard, however many there are", "[capture][shards]") {
  std::vector<PackageCost> packages;
  for (int number = 0; number < 40; ++number) {
    packages.push_back({"p" + std::to_string(100 + number), static_cast<std::uint64_t>(number % 7)});
  }
  for (const std::uint32_t shards : {1U, 2U, 7U, 40U, 60U}) {
    CAPTURE(shards);
    const auto all = all_of(packages, shards);
    REQUIRE(all.size() == packages.size());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  }
}

TEST_CASE("packages without a byte are spread, too", "[capture][shards]") {
  CHECK(patterns_of_shard({{"a", 0}, {"b", 0}, {"c", 0}, {"d", 0}}, 2, 2).size() == 2);
}

TEST_CASE("a shard that nothing falls to has no packages", "[capture][shards]") {
  CHECK(patterns_of_shard({{"a", 4}}, 2, 2).empty());
}

}  // namespace goescape
