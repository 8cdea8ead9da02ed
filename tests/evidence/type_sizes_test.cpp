#include "evidence/type_sizes.h"

#include <fstream>

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
