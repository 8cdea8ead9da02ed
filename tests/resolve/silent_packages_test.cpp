#include "resolve/silent_packages.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "catch.h"
#include "resolve/collected_log.h"

namespace goescape::test {
namespace {

namespace fs = std::filesystem;

// A module of one package m, of which the log says what the test says.
class Silence {
 public:
  Silence() : folder_(fs::temp_directory_path() / ("goescape-silent-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    build_.toolchain.gcflags = "-m=2";
    BuildPackage package;
    package.import_path = "m";
    package.dir = folder_.string();
    build_.packages.push_back(package);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence() { fs::remove_all(folder_); }

  Silence& with(const std::string& file, const std::string& source) {
    std::ofstream(folder_ / file, std::ios::binary) << source;
    build_.packages.front().files.push_back(file);
    return *this;
  }
  BuildInfo& build() { return build_; }
  [[nodiscard]] std::size_t packages(std::string_view log = "") const {
    return silent_packages(collect(log), build_).size();
  }

 private:
  fs::path folder_;
  BuildInfo build_;
};

constexpr const char* kFunction = "package m\n\nfunc F() int { return 1 }\n";

}  // namespace

TEST_CASE("a package with a function of which nothing was said is a failure") {
  Silence silence;
  silence.with("a.go", "package m\n\nvar X int\n").with("f.go", kFunction);
  CHECK(silence.packages() == 1);
  CHECK(silence.packages("# other\nother/a.go:1:2: moved to heap: x\n") == 1);
  CHECK(silence.packages("# m\nm/f.go:3:6: can inline F with cost 2 as: func() int { return 1 }\n") == 0);
}

TEST_CASE("a package that failed is not also silent") {
  Silence silence;
  silence.with("f.go", kFunction).build().failures.push_back({"m", "it does not compile"});
  CHECK(silence.packages() == 0);
}

TEST_CASE("nothing is expected of code that the compiler passes over") {
  Silence silence;
  CHECK(silence.with("only.go", "package m\n\ntype T struct{}\n\nvar x = T{}\n").packages() == 0);
  CHECK(silence.with("blank.go", "package m\n\nfunc _() { println() }\n").packages() == 0);
  CHECK(silence
            .with("generic.go",
                  "package m\n\nfunc G[T any](t T) T { return t }\n\ntype L[T any] []T\n\n"
                  "func (l L[T]) Len() int { return len(l) }\n")
            .packages() == 0);
  CHECK(silence.with("assembly.go", "package m\n\nfunc Add(a, b int) int\n").packages() == 0);
  CHECK(silence.with("f_test.go", "package m\n\nfunc Helper() {}\n").packages() == 0);
}

TEST_CASE("nothing is expected where other flags may silence the compiler") {
  Silence silence;
  silence.with("f.go", kFunction).build().toolchain.gcflags = "-m=2 -l";
  CHECK(silence.packages() == 0);
}

}  // namespace goescape::test
