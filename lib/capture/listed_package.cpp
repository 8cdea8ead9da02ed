#include "capture/listed_package.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace goescape {
namespace {

using Json = nlohmann::json;
using Names = std::vector<std::string>;

std::string text_at(const Json& object, const char* key) { return object.value(key, std::string()); }
Names names_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? Names() : found->get<Names>();
}

ListError read_error(const Json& object) {
  ListError error{text_at(object, "Pos"), text_at(object, "Err"), names_at(object, "ImportStack")};
  while (error.text.ends_with('\n')) {
    error.text.pop_back();
  }
  return error;
}

void read_errors(const Json& object, ListedPackage& listed) {
  if (const auto found = object.find("Error"); found != object.end() && found->is_object()) {
    listed.errors.push_back(read_error(*found));
  }
  if (const auto found = object.find("DepsErrors"); found != object.end() && found->is_array()) {
    for (const Json& entry : *found) {
      if (entry.is_object()) {
        listed.dependency_errors.push_back(read_error(entry));
      }
    }
  }
}

void read_module(const Json& object, ListedPackage& listed) {
  const auto found = object.find("Module");
  if (found == object.end() || !found->is_object()) {
    return;
  }
  listed.package.module_path = text_at(*found, "Path");
  listed.package.module_dir = text_at(*found, "Dir");
  listed.package.module_version = text_at(*found, "Version");
  listed.package.main_module = found->value("Main", false);
  listed.inputs.language = text_at(*found, "GoVersion");
}

void read_files(const Json& object, ListedPackage& listed) {
  Names& files = listed.package.files;
  for (const char* const key : {"GoFiles", "CgoFiles", "TestGoFiles", "XTestGoFiles"}) {
    for (auto& file : names_at(object, key)) {
      // Absolute ones are made by the go command: the main function of a test program.
      if (!file.starts_with('/')) {
        files.push_back(std::move(file));
      }
    }
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  listed.has_go_files = !names_at(object, "GoFiles").empty() || !names_at(object, "CgoFiles").empty();
  listed.has_tests = !names_at(object, "TestGoFiles").empty() || !names_at(object, "XTestGoFiles").empty();
}

constexpr std::array<const char*, 9> kForeignFiles{"CgoFiles", "CFiles",    "CXXFiles",     "MFiles",   "FFiles",
                                                   "SFiles",   "SwigFiles", "SwigCXXFiles", "SysoFiles"};

void read_inputs(const Json& object, CompileInputs& inputs) {
  inputs.go_files = names_at(object, "CompiledGoFiles");
  // The generated main package of a test program has none.
  if (inputs.go_files.empty()) {
    inputs.go_files = names_at(object, "GoFiles");
  }
  inputs.imports = names_at(object, "Imports");
  // Up to Go 1.19 the assembly files are among them. What the go command made itself has an absolute name without .go.
  std::erase_if(inputs.go_files,
                [](const std::string& file) { return !file.starts_with('/') && !file.ends_with(".go"); });
  if (names_at(object, "CgoFiles").empty()) {
    inputs.assembly_files = names_at(object, "SFiles");
  }
  inputs.embed_patterns = names_at(object, "EmbedPatterns");
  inputs.embed_files = names_at(object, "EmbedFiles");
  for (const char* const key : {"TestEmbedPatterns", "XTestEmbedPatterns"}) {
    for (auto& pattern : names_at(object, key)) {
      inputs.embed_patterns.push_back(std::move(pattern));
    }
  }
  for (const char* const key : {"TestEmbedFiles", "XTestEmbedFiles"}) {
    for (auto& file : names_at(object, key)) {
      inputs.embed_files.push_back(std::move(file));
    }
  }
  if (const auto found = object.find("ImportMap"); found != object.end() && found->is_object()) {
    inputs.import_map = found->get<std::map<std::string, std::string>>();
  }
  // cmd/go/internal/work (gcToolchain.gc) tells the compiler by -complete that nothing else brings function bodies.
  inputs.go_only = std::all_of(kForeignFiles.begin(), kForeignFiles.end(),
                               [&](const char* key) { return names_at(object, key).empty(); });
}

// A line end in the name of a file or a folder writes lines of its own between those of the compiler: headings of other
// packages, or nothing that anybody understands.
bool breaks_lines(const ListedPackage& listed) {
  const auto breaks = [](const std::string& name) { return name.find('\n') != std::string::npos; };
  const BuildPackage& package = listed.package;
  return breaks(listed.full_path) || breaks(package.dir) ||
         std::any_of(package.files.begin(), package.files.end(), breaks);
}

ListedPackage read_package(const Json& object) {
  ListedPackage listed;
  listed.full_path = object.at("ImportPath").get<std::string>();
  BuildPackage& package = listed.package;
  package.import_path = without_variant(listed.full_path);
  package.name = text_at(object, "Name");
  package.for_test = text_at(object, "ForTest");
  package.dir = text_at(object, "Dir");
  package.standard = object.value("Standard", false);
  package.build_id = text_at(object, "BuildID");
  listed.export_file = text_at(object, "Export");
  listed.match = names_at(object, "Match");
  listed.dependency_only = object.value("DepOnly", false);
  read_module(object, listed);
  read_files(object, listed);
  read_errors(object, listed);
  read_inputs(object, listed.inputs);
  if (breaks_lines(listed)) {
    listed.errors.push_back({"",
                             "the name of a file or a folder holds a line end, so nobody can tell what the compiler "
                             "says of it: rename it",
                             {}});
  }
  // The generated main package of a test program carries no ForTest; it is the only one whose path ends like this.
  constexpr std::string_view kTestMain = ".test";
  if (package.for_test.empty() && package.name == "main" && package.files.empty() &&
      package.import_path.ends_with(kTestMain)) {
    package.for_test = package.import_path.substr(0, package.import_path.size() - kTestMain.size());
  }
  return listed;
}

}  // namespace

std::string_view without_variant(std::string_view full_path) { return full_path.substr(0, full_path.find(" [")); }

std::string list_fields(bool with_inputs) {
  std::string fields =
      "ImportPath,Name,Dir,ForTest,Standard,Match,Module,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,Export,Error,"
      "DepsErrors,DepOnly,BuildID";
  if (with_inputs) {
    fields +=
        ",CompiledGoFiles,Imports,ImportMap,EmbedPatterns,EmbedFiles,TestEmbedPatterns,TestEmbedFiles,"
        "XTestEmbedPatterns,XTestEmbedFiles,CFiles,CXXFiles,MFiles,FFiles,SFiles,SwigFiles,SwigCXXFiles,SysoFiles";
  }
  return fields;
}

Result<ListedPackage> parse_listed_package(std::string_view json) {
  try {
    return read_package(Json::parse(json));
  } catch (const Json::exception& error) {
    return fail(Failure::kInput, fmt::format("the go command described a package unreadably: {}", error.what()));
  }
}

}  // namespace goescape
