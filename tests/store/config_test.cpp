#include "store/config.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "catch.h"

using namespace goescape;

namespace {

namespace fs = std::filesystem;

std::string error_of(const std::string& text) {
  Config config = default_config();
  const auto read = read_config_text(text, "f.json", "", config);
  return read ? "" : read.error().message;
}

Config read(const std::string& text, const std::string& folder = {}) {
  Config config = default_config();
  REQUIRE(read_config_text(text, "f.json", folder, config));
  return config;
}

using Words = std::vector<std::string>;

std::string read_variable(const std::string& name, const std::string& value, Config& config) {
  const auto read = read_config_environment({{name, value}}, config);
  return read ? "" : read.error().message;
}

// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("config-test-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("what nobody says has its default") {
  const Config config = default_config();
  CHECK(config.file.empty());
  CHECK(config.of("level").words == Words{"2"});
  CHECK(config.of("tags").words.empty());
  CHECK(config.of("max_new").origin.kind == OriginKind::kDefault);
}

TEST_CASE("a configuration file may hold comments, and every value knows its line") {
  const Config config =
      read("{\n  // why\n  \"max_new\": 3, /* and\n more */\n  \"tags\": [\"a\",\n \"b\"],\n\"tests\": true}");
  CHECK(config.of("max_new").words == Words{"3"});
  CHECK(config.of("max_new").origin.kind == OriginKind::kFile);
  CHECK(config.of("max_new").origin.place == "f.json:3");
  CHECK(config.of("tags").words == Words{"a", "b"});
  CHECK(config.of("tags").origin.place == "f.json:5");
  CHECK(config.of("tests").words == Words{"true"});
  CHECK(config.of("tests").origin.place == "f.json:7");
}

TEST_CASE("budgets become one word each") {
  const Config config = read(R"({"budgets": {"a/...": {"heap": 0}, "a=b": {"heap": 12}}})");
  CHECK(config.of("budgets").words == Words{"a/...=0", "a=b=12"});
}

TEST_CASE("a path is relative to the folder of its file") {
  CHECK(read(R"({"baseline": "ci/accepted"})", "/m").of("baseline").words == Words{"/m/ci/accepted"});
  CHECK(read(R"({"database": "./h.sqlite"})", "/m").of("database").words == Words{"/m/./h.sqlite"});
  CHECK(read(R"({"base": "ci/accepted"})", "/m").of("base").words == Words{"ci/accepted"});
}

TEST_CASE("unknown keys are refused with the nearest known one") {
  CHECK(error_of("{\n\"max-new\": 1}") == "f.json:2: \"max-new\" is no setting; did you mean \"max_new\"?");
  CHECK(error_of(R"({"colour_of_the_sky": 1})") == "f.json:1: \"colour_of_the_sky\" is no setting");
  CHECK(error_of(R"({"go": "./go"})").find("\"go\" is no setting") != std::string::npos);
}

TEST_CASE("a configuration file does not choose where on the machine outputs go") {
  const Folder folder;
  const std::string file = (folder.path() / ".goescape.json").string();
  for (const std::string output :
       {"text=/etc/profile", "json=../x", "csv=a/../../x", "text=.git/config", "text=out/.profile", "json=~/../.x/y"}) {
    std::ofstream(file) << R"({"format": ["markdown", ")" << output << R"("]})";
    Config config;
    const auto read = read_config_file(file, config);
    CAPTURE(output);
    REQUIRE_FALSE(read);
    CHECK(read.error().failure == Failure::kUsage);
    CHECK(read.error().message.starts_with(file + ":1: \"format\": " + output +
                                           ": a configuration file names files below"));
  }
  for (const std::string output : {"text", "json=heap.json", "csv=./out/heap.csv", "csv=a/../b.csv", "text=a=.b"}) {
    std::ofstream(file) << R"({"format": [")" << output << R"("]})";
    Config config;
    CAPTURE(output);
    CHECK(read_config_file(file, config));
  }
}

TEST_CASE("values of a wrong type are named with their place") {
  CHECK(error_of("{\n\n\"max_new\": \"3\"}") == "f.json:3: \"max_new\" must be a whole number, 0 or more, not \"3\"");
  CHECK(error_of(R"({"tags": "a"})") == "f.json:1: \"tags\" must be a list of strings, not \"a\"");
  CHECK(error_of(R"({"tests": 1})") == "f.json:1: \"tests\" must be true or false, not 1");
  CHECK(error_of("{\"budgets\": {\n\"a\": {\n\"stack\": 1}}}") ==
        "f.json:3: \"budgets.a.stack\" is no limit of a budget; there is: heap");
  CHECK(error_of("{\"budgets\": {\n\"a\": {\n\"heap\": -1}}}") ==
        "f.json:3: \"budgets.a.heap\" must be a whole number, 0 or more, not -1");
  CHECK(error_of(R"({"max_new": 4294967296})").find("whole number") != std::string::npos);
}

TEST_CASE("what is no JSON object is refused, with the place") {
  CHECK(error_of("{\n\"tags\": [\n}").find("f.json is not JSON: parse error at line 3") == 0);
  CHECK(error_of("").find("f.json is not JSON") == 0);
  const std::string broken = error_of("{\n\"tags\": hunter2}");
  CHECK(broken.find("f.json is not JSON: parse error at line 2, column 9") == 0);
  CHECK(broken.find("last read") == std::string::npos);
  CHECK(error_of("{\"hunter2").find("hunter2") == std::string::npos);
  CHECK(error_of("[]") == "f.json must hold one JSON object");
  CHECK(error_of("{} {}").find("f.json is not JSON") == 0);
  CHECK(error_of("{\"tags\": [\"\xff\"]}").find("f.json is not JSON") == 0);
}

TEST_CASE("a key that stands there twice is refused") {
  CHECK(error_of("{\"top\": 1,\n\"top\": 2}") == "f.json:2: \"top\" stands there twice");
  CHECK(error_of(R"({"budgets": {"a": {"heap": 1}, "a": {"heap": 2}}})") ==
        "f.json:1: \"budgets.a\" stands there twice");
  CHECK(error_of(R"({"budgets": {"a": {"heap": 1}, "b": {"heap": 1}}})").empty());
}

TEST_CASE("variables win over the file") {
  Config config = read(R"({"max_new": 3, "tags": ["a"]})");
  CHECK(read_variable("GOESCAPE_MAX_NEW", "5", config).empty());
  CHECK(config.of("max_new").words == Words{"5"});
  CHECK(config.of("max_new").origin.kind == OriginKind::kEnvironment);
  CHECK(config.of("max_new").origin.place == "GOESCAPE_MAX_NEW");
  CHECK(read_variable("GOESCAPE_TAGS", "x,y", config).empty());
  CHECK(config.of("tags").words == Words{"x", "y"});
  CHECK(read_variable("GOESCAPE_TESTS", "1", config).empty());
  CHECK(config.of("tests").words == Words{"true"});
  CHECK(read_variable("GOESCAPE_BUDGETS", "a/...=0,b=2", config).empty());
  CHECK(config.of("budgets").words == Words{"a/...=0", "b=2"});
  CHECK(read_variable("GOESCAPE_BASE", "", config).empty());
  CHECK(config.of("base").origin.kind == OriginKind::kDefault);
}

TEST_CASE("variables are read as strictly as the file") {
  Config config = default_config();
  CHECK(read_variable("GOESCAPE_MAX_NEW", "many", config) ==
        "the environment variable GOESCAPE_MAX_NEW must be a whole number, 0 or more, not \"many\"");
  CHECK(read_variable("GOESCAPE_MAXNEW", "1", config) ==
        "the environment variable GOESCAPE_MAXNEW is no setting of goescape; did you mean \"GOESCAPE_MAX_NEW\"?");
  CHECK(read_variable("GOESCAPE_BUDGETS", "a", config).find("PATTERN=N") != std::string::npos);
  CHECK(read_variable("GOESCAPE_TESTS", "yes", config).find("true or false") != std::string::npos);
  CHECK(read_variable("GOESCAPE_CACHE", "/c", config).empty());
}

TEST_CASE("the configuration is looked for upwards, up to the root of the repository") {
  const Folder folder;
  const fs::path inner = folder.path() / "repository" / "module" / "internal";
  fs::create_directories(inner);
  fs::create_directories(folder.path() / "repository" / ".git");
  std::ofstream(folder.path() / kConfigName) << "{}";
  CHECK(find_file_upward(inner.string(), kConfigName).empty());
  std::ofstream(folder.path() / "repository" / kConfigName) << "{}";
  CHECK(find_file_upward(inner.string(), kConfigName) ==
        fs::canonical(folder.path() / "repository" / kConfigName).string());
  std::ofstream(inner / kConfigName) << "{}";
  CHECK(find_file_upward(inner.string(), kConfigName) == fs::canonical(inner / kConfigName).string());
  CHECK(find_file_upward((inner / "none").string(), kConfigName) == fs::canonical(inner / kConfigName).string());
}

TEST_CASE("a configuration that cannot be read is an error of use") {
  const Folder folder;
  Config config = default_config();
  const auto read = read_config_file(folder.path().string(), config);
  REQUIRE(!read);
  CHECK(read.error().failure == Failure::kUsage);
}

TEST_CASE("a configuration that is a link to elsewhere is not read") {
  const Folder folder;
  const fs::path module = folder.path() / "repository" / "module";
  fs::create_directories(module);
  std::ofstream(folder.path() / "elsewhere.json") << R"({"top": 7})";
  std::ofstream(folder.path() / "repository" / "shared.json") << R"({"top": 7})";
  Config config = default_config();
  const auto read_link = [&](const char* target) {
    fs::remove(module / kConfigName);
    fs::create_symlink(target, module / kConfigName);
    return read_config_file((module / kConfigName).string(), config);
  };
  CHECK_FALSE(read_link("../shared.json"));
  fs::create_directories(folder.path() / "repository" / ".git");
  const auto refused = read_link("../../elsewhere.json");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().failure == Failure::kUsage);
  CHECK(refused.error().message.starts_with((module / kConfigName).string() + " is a link to a file outside of "));
  CHECK(config.of("top").words == Words{"10"});
  CHECK(read_link("../shared.json"));
  CHECK(config.of("top").words == Words{"7"});
}

TEST_CASE("every setting has a variable, and is found by its key") {
  for (const Setting& row : kSettingTable) {
    CAPTURE(row.key);
    CHECK(find_setting(row.key) == &row);
    CHECK(row.flag.substr(0, 2) == "--");
  }
  CHECK(variable_of(*find_setting("max_new")) == "GOESCAPE_MAX_NEW");
  CHECK(find_setting("nothing") == nullptr);
}
