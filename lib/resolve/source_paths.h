// From the file name that the compiler printed to the file: where it is, whose it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/build.h"
#include "model/report.h"
#include "resolve/module_guess.h"

namespace goescape {

// A source file as a report names it.
struct SourcePlace {
  std::string file;     // As Finding::file.
  std::string package;  // Import path of the package that the file belongs to; empty = the one being compiled.
  Category category = Category::kModule;
};

// Names files by what the go command says of the packages (`build`), or, for a raw log, by what the log itself tells
// (`guess`). Never by the working directory of the run: diagnostics replayed from the build cache hold paths relative
// to the directory of an earlier build, or cut wrongly.
class SourcePaths {
 public:
  // Both must outlive the object.
  SourcePaths(const BuildInfo& build, const ModuleGuess& guess);

  // Where the file is that was printed as `name` in the section of `import_path`.
  [[nodiscard]] SourcePlace place(std::string_view import_path, std::string_view name) const;

  // The folder of a package as Package::dir; empty when it is not known.
  [[nodiscard]] std::string package_dir(std::string_view import_path) const;
  [[nodiscard]] Category package_category(std::string_view import_path) const;

  // What the go command says of a package; nullptr when it says nothing.
  [[nodiscard]] const BuildPackage* package(std::string_view import_path) const;

  // Where a file that place() named is on this machine; empty when that cannot be known.
  [[nodiscard]] std::string on_disk(std::string_view file) const;

 private:
  [[nodiscard]] SourcePlace by_import_path(std::string_view import_path, std::string_view name) const;
  [[nodiscard]] std::optional<SourcePlace> of_another_package(std::string_view name) const;
  [[nodiscard]] std::optional<SourcePlace> by_import_path_in_old_go(std::string_view name) const;
  [[nodiscard]] SourcePlace by_folder(std::string_view import_path, std::string_view name) const;
  [[nodiscard]] SourcePlace absolute(std::string_view import_path, std::string_view name) const;
  [[nodiscard]] SourcePlace own(std::string_view import_path, std::string_view name) const;
  [[nodiscard]] SourcePlace standard(std::string_view below_src) const;
  [[nodiscard]] SourcePlace dependency(std::string_view below_modcache) const;
  [[nodiscard]] SourcePlace in_module(std::string_view relative) const;
  [[nodiscard]] std::string relative_to_module(std::string_view absolute) const;
  [[nodiscard]] bool is_standard_folder(std::string_view folder) const;

  const BuildInfo& build_;
  const ModuleGuess& guess_;
  std::string module_path_;
  bool trimmed_ = false;
  std::unordered_map<std::string_view, const BuildPackage*> packages_;
};

}  // namespace goescape
