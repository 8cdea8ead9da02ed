#include "render/json_writer.h"

#include "catch.h"

using namespace goescape;

TEST_CASE("JSON writer: commas stand between elements and members only") {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("a");
  json.begin_array();
  json.end_array();
  json.key("b");
  json.begin_array();
  json.value(std::uint64_t{1});
  json.begin_object();
  json.end_object();
  json.value("s");
  json.value(false);
  json.end_array();
  json.member("c", std::int64_t{-7});
  json.member("d", std::string("text"));
  json.member("e", nullptr);
  json.end_object();
  CHECK(out == R"({"a":[],"b":[1,{},"s",false],"c":-7,"d":"text","e":null})");
}

TEST_CASE("JSON writer: elements can have lines of their own") {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  json.new_element_line(2);
  json.value(std::uint64_t{1});
  json.new_element_line(2);
  json.value(std::uint64_t{2});
  json.new_end_line(0);
  json.end_array();
  CHECK(out == "[\n  1,\n  2\n]");
}

TEST_CASE("JSON writer: the text may be taken away while writing goes on") {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  json.value("a");
  std::string taken = out;
  out.clear();
  json.value("b");
  json.end_array();
  CHECK(taken + out == R"(["a","b"])");
}

TEST_CASE("JSON writer: strings are escaped as JSON wants, and so that a terminal is safe") {
  const auto quoted = [](std::string_view text) {
    std::string out;
    JsonWriter(out).value(text);
    return out;
  };
  CHECK(quoted("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(quoted("\n\t\r\x1b\x7f") == R"("\n\t\u000d\u001b\u007f")");
  CHECK(quoted("\u009b\u202e") == R"("\u009b\u202e")");
  CHECK(quoted("\U000E0041") == R"("\udb40\udc41")");
  CHECK(quoted("ä漢😀") == "\"ä漢😀\"");
  CHECK(quoted("\xC3") == "\"\uFFFD\"");
}

TEST_CASE("JSON writer: nothing begins a command of a log") {
  std::string out;
  JsonWriter json(out);
  json.value("##[error]x ###vso[y] ## z #");
  CHECK(out == R"("#\u0023[error]x ##\u0023vso[y] ## z #")");
}
