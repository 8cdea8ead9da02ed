#include "util/string_pool.h"

#include <string>
#include <utility>
#include <vector>

#include "catch.h"

namespace goescape::test {

TEST_CASE("a new pool holds the empty string") {
  StringPool pool;
  CHECK(pool.size() == 1);
  CHECK(pool.intern("") == StringId::kEmpty);
  CHECK(pool[StringId{}].empty());
}

TEST_CASE("equal strings have one id and others another") {
  StringPool pool;
  const StringId a = pool.intern("a");
  CHECK(pool.intern(std::string("a")) == a);
  CHECK(pool.intern("b") != a);
  CHECK(pool.intern(std::string_view("a\0", 2)) != a);
  CHECK(pool.size() == 4);
}

TEST_CASE("many strings and long ones are all found again") {
  StringPool pool;
  const std::string huge(3'000'000, 'x');
  const StringId large = pool.intern(huge);
  std::vector<StringId> ids;
  for (int i = 0; i < 20000; ++i) {
    ids.push_back(pool.intern("string " + std::to_string(i)));
  }
  CHECK(pool.size() == 20002);
  CHECK(pool[large] == huge);
  bool all_equal = true;
  for (int i = 0; i < 20000; ++i) {
    const std::string text = "string " + std::to_string(i);
    all_equal = all_equal && pool[ids[static_cast<std::size_t>(i)]] == text &&
                pool.intern(text) == ids[static_cast<std::size_t>(i)];
  }
  CHECK(all_equal);
  CHECK(pool.size() == 20002);
}

TEST_CASE("views stay valid while the pool grows and moves") {
  StringPool pool;
  const std::string_view first = pool[pool.intern("first")];
  for (int i = 0; i < 5000; ++i) {
    pool.intern(std::to_string(i));
  }
  const StringPool moved = std::move(pool);
  CHECK(first == "first");
  CHECK(moved.size() == 5002);
}

TEST_CASE("a string that the pool holds itself can be interned again") {
  StringPool pool;
  const StringId whole = pool.intern("whole string");
  CHECK(pool[pool.intern(pool[whole].substr(6))] == "string");
  CHECK(pool.intern(pool[whole]) == whole);
}

}  // namespace goescape::test
