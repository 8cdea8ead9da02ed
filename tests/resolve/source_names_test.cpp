#include "resolve/source_names.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "catch.h"

namespace goescape::test {
namespace {

constexpr std::string_view kSource =
    "package m\n"
    "type Sink interface{ Put(p *int) }\n"
    "type W struct { sink Sink; f func(*int); m map[string]*int; s []*int }\n"
    "var table map[string]*int\n"
    "var hook func(*int)\n"
    "func keep(p *int) {}\n"
    "func (w *W) Put(p *int) {}\n"
    "func run(w *W, s Sink, f func(*int), p *int) (r *int) {\n"  // 8
    "\tw.sink.Put(p)\n"                                          // 9
    "\tw.f(p)\n"                                                 // 10
    "\ts.Put(p)\n"                                               // 11
    "\tf(p); keep(p); hook(p)\n"                                 // 12
    "\tw.m[k] = p; w.s[i] = p; table[k] = p\n"                   // 13
    "\tw.x = p; table = nil\n"                                   // 14
    "\tgo keep(p)\n"                                             // 15
    "\tdefer keep(p)\n"                                          // 16
    "\tu := unknown()\n"                                         // 17
    "\tu.Do(p)\n"                                                // 18
    "\treturn r\n"                                               // 19
    "}\n";

class Module {
 public:
  Module() : dir_(std::filesystem::temp_directory_path() / ("goescape-names-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(dir_);
    std::ofstream(dir_ / "m.go") << kSource;
    build_.toolchain.go_version = "go1.26.0";
    build_.module_path = "example.com/m";
    build_.module_dir = dir_.string();
    BuildPackage package;
    package.import_path = package.module_path = "example.com/m";
    package.dir = package.module_dir = dir_.string();
    package.main_module = true;
    package.files = {"m.go"};
    build_.packages.push_back(package);
  }
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;
  ~Module() {
    std::error_code ignored;
    std::filesystem::remove_all(dir_, ignored);
  }
  [[nodiscard]] const BuildInfo& build() const { return build_; }

 private:
  std::filesystem::path dir_;
  BuildInfo build_;
};

struct Asked {
  Module module;
  ModuleGuess guess{};
  SourcePaths paths{module.build(), guess};
  SourceFunctions sources{module.build(), paths};
  StringPool strings;
  SourceNames names{module.build(), paths, sources, strings};

  FlowStep at(std::uint32_t line, std::string_view file = "m.go") {
    names.enter("example.com/m");
    FlowStep step;
    step.type = FlowStep::Type::kReason;
    step.file = strings.intern(file);
    step.line = line;
    step.column = 20;
    return step;
  }
};

}  // namespace

TEST_CASE("source names: what a call calls") {
  Asked asked;
  CHECK(asked.names.callee(asked.at(9), "w.sink.Put") == Callee::kInterfaceMethod);
  CHECK(asked.names.callee(asked.at(10), "w.f") == Callee::kFunctionValue);
  CHECK(asked.names.callee(asked.at(11), "s.Put") == Callee::kInterfaceMethod);
  CHECK(asked.names.callee(asked.at(12), "f") == Callee::kFunctionValue);
  CHECK(asked.names.callee(asked.at(12), "keep") == Callee::kFunction);
  CHECK(asked.names.callee(asked.at(12), "hook") == Callee::kFunctionValue);
  CHECK(asked.names.callee(asked.at(18), "u.Do") == Callee::kDynamic);
  CHECK(asked.names.callee(asked.at(12), "nothing") == Callee::kUnknown);
}

TEST_CASE("source names: a line that does not show the call is an inlined body") {
  Asked asked;
  CHECK(asked.names.callee(asked.at(9), "f") == Callee::kUnknown);
  CHECK(asked.names.callee(asked.at(11), "x.f") == Callee::kFunctionValue);
  CHECK(asked.names.callee(asked.at(11), "x.Do") == Callee::kUnknown);
}

TEST_CASE("source names: maps, slices, variables of the package, results") {
  Asked asked;
  CHECK(asked.names.container(asked.at(13), "w.m") == Container::kMap);
  CHECK(asked.names.container(asked.at(13), "w.s") == Container::kSlice);
  CHECK(asked.names.container(asked.at(13), "table") == Container::kMap);
  CHECK(asked.names.container(asked.at(13), "other") == Container::kUnknown);
  CHECK(asked.names.storage(asked.at(14), "w.x") == Storage::kPointer);
  CHECK(asked.names.storage(asked.at(14), "table") == Storage::kGlobal);
  CHECK(asked.names.is_result(asked.at(19), "r"));
  CHECK_FALSE(asked.names.is_result(asked.at(19), "p"));
}

TEST_CASE("source names: go and defer") {
  Asked asked;
  CHECK(asked.names.is_go(asked.at(15)) == true);
  CHECK(asked.names.is_go(asked.at(16)) == false);
  CHECK_FALSE(asked.names.is_go(asked.at(9)));
}

TEST_CASE("source names: without a source nothing is known") {
  Asked asked;
  CHECK(asked.names.callee(asked.at(12, "gone.go"), "f") == Callee::kUnknown);
  CHECK(asked.names.storage(asked.at(14, "gone.go"), "w.x") == Storage::kUnknown);
  CHECK(asked.names.container(asked.at(13, "gone.go"), "table") == Container::kUnknown);
  CHECK_FALSE(asked.names.is_go(asked.at(15, "gone.go")));
}

}  // namespace goescape::test
