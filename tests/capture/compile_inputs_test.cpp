#include "capture/compile_inputs.h"

#include "catch.h"

using namespace goescape;
using Words = std::vector<std::string>;

namespace {

ListedPackage listed(const std::string& full_path, const std::string& dir) {
  ListedPackage package;
  package.full_path = full_path;
  package.package.import_path = without_variant(full_path);
  package.package.name = "p";
  package.package.dir = dir;
  package.inputs.go_files = {"a.go"};
  return package;
}

}  // namespace

TEST_CASE("files are named as go build prints them") {
  CHECK(file_arguments(listed("m", "/m"), "/m") == Words{"./a.go"});
  CHECK(file_arguments(listed("m/sub", "/m/sub"), "/m") == Words{"sub/a.go"});
  CHECK(file_arguments(listed("x", "/mm"), "/m") == Words{"/mm/a.go"});
  CHECK(file_arguments(listed("m/-x", "/m/-x"), "/m") == Words{"./-x/a.go"});
}

TEST_CASE("the package's folder becomes its import path, with the version of its module") {
  CHECK(trim_path(listed("m/sub", "/m/sub")) == "/m/sub=>m/sub");
  CHECK(trim_path(listed("command-line-arguments", "/m")) == "/m=>.");
  ListedPackage dependency = listed("dep/sub", "/cache/dep@v1.0.0/sub");
  dependency.package.module_path = "dep";
  dependency.package.module_version = "v1.0.0";
  CHECK(trim_path(dependency) == "/cache/dep@v1.0.0/sub=>dep@v1.0.0/sub");
  ListedPackage external = listed("m/a_test [m/a.test]", "/m/a");
  external.package.for_test = "m/a";
  CHECK(trim_path(external) == "/m/a=>m/a");
}

TEST_CASE("the language is that of the module, unless it is newer than the toolchain") {
  ListedPackage package = listed("m", "/m");
  package.package.module_path = "m";
  package.inputs.language = "1.21.3";
  GoEnv env;
  env.version = "go1.26.8";
  CHECK(package_flags(package, env) == Words{"-p", "m", "-lang=go1.21", "-complete"});
  env.version = "go1.16.15";
  CHECK(package_flags(package, env) == Words{"-p", "m", "-complete"});
  package.inputs.language.clear();
  package.inputs.go_only = false;
  package.package.name = "main";
  CHECK(package_flags(package, env) == Words{"-p", "main", "-lang=go1.16"});
}

TEST_CASE("imports are found where the list says") {
  ListedPackage package = listed("m [m.test]", "/m");
  package.inputs.imports = {"b [m.test]", "vendor/c", "unsafe"};
  package.inputs.import_map = {{"b", "b [m.test]"}, {"c", "vendor/c"}};
  const auto config = import_config(package, [](std::string_view path) {
    return path == "unsafe" ? std::string() : "/cache/" + std::string(without_variant(path));
  });
  CHECK(config == "importmap c=vendor/c\npackagefile b=/cache/b\npackagefile vendor/c=/cache/vendor/c\n");
}

TEST_CASE("embedded files are found by pattern and by folder") {
  ListedPackage package = listed("m", "/m");
  CHECK(embed_config(package).empty());
  package.inputs.embed_patterns = {"*.txt", "all:deep", "one.*"};
  package.inputs.embed_files = {"deep/er/.x", "one.txt"};
  CHECK(embed_config(package) == R"({"Files":{"deep/er/.x":"/m/deep/er/.x","one.txt":"/m/one.txt"},)"
                                 R"("Patterns":{"*.txt":["one.txt"],"all:deep":["deep/er/.x"],"one.*":["one.txt"]}})");
}
