// What the names in a flow stand for, by the sources of the module and of the standard library.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/build.h"
#include "resolve/cause.h"
#include "resolve/package_names.h"
#include "resolve/source_functions.h"
#include "resolve/source_paths.h"
#include "util/string_pool.h"

namespace goescape {

// Reads the packages of the module, and those of the standard library in GOROOT, each when it is asked about for the
// first time: the files that the go command listed, or, for a log, all of the folder. Knows nothing of others, nor of
// code that no line of a source shows: the bodies of inlined functions, which stand at the place of their call.
class SourceNames final : public NameEvidence {
 public:
  // All must outlive the object.
  SourceNames(const BuildInfo& build, const SourcePaths& paths, SourceFunctions& sources, const StringPool& strings);

  // Reads the listed packages, and what they import of the standard library, before anybody asks about them, with so
  // many threads. Changes no answer, only when the work is done.
  void read_ahead(unsigned threads);

  // The package whose code the next questions are about.
  void enter(std::string_view import_path);

  Callee callee(const FlowStep& step, std::string_view called) override;
  Container container(const FlowStep& step, std::string_view indexed) override;
  Storage storage(const FlowStep& step, std::string_view target) override;
  bool is_result(const FlowStep& step, std::string_view variable) override;
  std::optional<bool> is_go(const FlowStep& step) override;
  std::optional<bool> is_method(const FlowStep& step, std::string_view selector) override;

 private:
  // Where a step stands.
  struct Place {
    const FileNames* file = nullptr;
    const DeclaredScope* scope = nullptr;
    SourcePoint at;
    bool shown = false;  // The line shows the text that is asked about: it is no inlined body.
  };
  // What the names in front of the last one stand for.
  struct Base {
    enum class Type : std::uint8_t { kUnknown, kValue, kPackage };
    Type type = Type::kUnknown;
    const PackageNames* names = nullptr;  // Of the package that the next name is of; nullptr: not at hand.
    PlacedType value;                     // kValue; without a file its type is not known.
    bool local = false;                   // It begins with a variable of the function.
  };
  [[nodiscard]] Place place_of(const FlowStep& step, std::string_view text);
  [[nodiscard]] const PackageNames* package(std::string_view import_path);
  [[nodiscard]] std::vector<std::string_view> texts_of(const BuildPackage& listed);
  void read_listed_ahead(unsigned threads);
  void read_standard_ahead(unsigned threads);
  [[nodiscard]] bool is_standard(std::string_view import_path) const;
  [[nodiscard]] const PackageNames* read_listed(const BuildPackage& listed);
  [[nodiscard]] const PackageNames* read_unlisted(std::string_view import_path);
  [[nodiscard]] const PackageNames* read_standard(std::string_view import_path) const;
  [[nodiscard]] const PackageNames* imported(const FileNames& file, std::string_view name);
  [[nodiscard]] const PackageNames* qualifier(const Place& place, std::string_view name);
  [[nodiscard]] Base base_of(const Place& place, const std::vector<std::string_view>& parts);
  [[nodiscard]] Base root_of(const Place& place, std::string_view name);
  [[nodiscard]] Base select(const Base& base, std::string_view part);
  [[nodiscard]] Callee callee_of_name(const Place& place, std::string_view name);
  [[nodiscard]] bool is_static_method(const Place& place, const std::vector<std::string_view>& parts);
  [[nodiscard]] Callee callee_of_value(const Base& base, std::string_view name);
  [[nodiscard]] Callee callee_by_name(const Base& base, std::string_view name) const;
  [[nodiscard]] const NamedType* named(const PlacedType& type);
  [[nodiscard]] PlacedType underlying(PlacedType type);

  const BuildInfo& build_;
  const SourcePaths& paths_;
  SourceFunctions& sources_;
  const StringPool& strings_;
  std::deque<PackageNames> own_;                                      // Does not move.
  std::map<std::string, const PackageNames*, std::less<>> packages_;  // nullptr: no sources.
  const PackageNames* current_ = nullptr;                             // Never null after enter().
  // From Go 1.17 on `x.M(y)` is no call of a method that the compiler knows: that is printed as `T.M(x, y)`.
  bool names_methods_ = false;
};

}  // namespace goescape
