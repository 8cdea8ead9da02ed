#include "render/xml_writer.h"

#include "catch.h"

using namespace goescape;

namespace {

std::string as_attribute(std::string_view text) {
  std::string out;
  XmlWriter xml(out);
  xml.open("a");
  xml.attribute("b", text);
  xml.close();
  return out.substr(7, out.size() - 11);  // Between `\n<a b="` and `"/>\n`.
}

}  // namespace

TEST_CASE("xml writer: elements nest, and text keeps its lines") {
  std::string out;
  XmlWriter xml(out);
  xml.declaration();
  xml.open("a");
  xml.attribute("n", std::uint64_t{3});
  xml.element_with_text("b", "1 < 2\n3");
  xml.open("c");
  xml.close();
  xml.close();
  CHECK(out == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a n=\"3\">\n  <b>1 &#x3c; 2\n3</b>\n  <c/>\n</a>\n");
}

TEST_CASE("xml writer: markup and white space of an attribute are references") {
  CHECK(as_attribute("<\"&'>") == "&#x3c;&#x22;&#x26;&#x27;&#x3e;");
  CHECK(as_attribute("a\n\r\tb") == "a&#xa;&#xd;&#x9;b");
  CHECK(as_attribute("\u00e9\u4e16") == "\u00e9\u4e16");
  CHECK(as_attribute("\u202e\u009b") == "&#x202e;&#x9b;");
}

TEST_CASE("xml writer: what XML 1.0 forbids becomes U+FFFD") {
  CHECK(as_attribute(std::string_view("a\0\x1b\x0c", 4)) == "a\uFFFD\uFFFD\uFFFD");
  CHECK(as_attribute("\uFFFE\uFFFF") == "\uFFFD\uFFFD");
  CHECK(as_attribute("\xFF\xC3(\xED\xA0\x80") == "\uFFFD\uFFFD(\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("xml writer: nothing begins a command of a log") {
  CHECK(as_attribute("##[error]x ## #") == "&#x23;#[error]x ## #");
}
