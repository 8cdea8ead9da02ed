// What the names of a Go package stand for: the declarations of all of its files in one.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/go_declarations.h"

namespace goescape {

class PackageNames;

// A source file of a package, with what it declares.
class FileNames {
 public:
  // Owner and text must outlive the object.
  FileNames(const PackageNames& owner, std::string_view text, Bodies bodies);

  [[nodiscard]] const PackageNames& owner() const { return owner_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const GoDeclarations& declarations() const { return declarations_; }
  [[nodiscard]] Bodies bodies() const { return bodies_; }

  // A line without its end; empty behind the last one.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;

  // The declared function around a place, or nullptr.
  [[nodiscard]] const DeclaredScope* scope_at(SourcePoint place) const;

 private:
  const PackageNames& owner_;
  std::string_view text_;
  Bodies bodies_;
  GoDeclarations declarations_;
  std::vector<std::size_t> lines_;  // Where each begins.
};

// A type and the file that writes it down, whose imports its package belongs to. Without a file it is not known.
struct PlacedType {
  TypeRef type;
  const FileNames* file = nullptr;
};

struct NamedType {
  PlacedType type;  // What it is declared as.
  std::map<std::string_view, PlacedType> fields;
  std::set<std::string_view> methods;  // Declared for it, or listed by the interface.
};

class PackageNames {
 public:
  PackageNames() = default;
  PackageNames(const PackageNames&) = delete;
  PackageNames& operator=(const PackageNames&) = delete;

  // Adds a file, whose text must outlive the object; to be called before anything is asked. With kSkipped the scopes of
  // the file know no variables of bodies; they are read when somebody asks has_local().
  void add(std::string_view text, Bodies bodies = Bodies::kRead);

  [[nodiscard]] const std::vector<std::unique_ptr<FileNames>>& files() const { return files_; }
  // The file with this text, and not with one like it; nullptr when it was not added.
  [[nodiscard]] const FileNames* file(std::string_view text) const;

  [[nodiscard]] bool has_function(std::string_view name) const { return functions_.contains(name); }

  // Nothing where the package has no such variable or type.
  [[nodiscard]] const PlacedType* variable(std::string_view name) const;
  [[nodiscard]] const NamedType* type(std::string_view name) const;

  // The type that all fields of this name have, of whatever struct; without a file where there is none, or where they
  // differ.
  [[nodiscard]] PlacedType field(std::string_view name) const;

  // Whether a struct has a field, or an interface lists a method of this name, or a type declares one.
  [[nodiscard]] bool has_field(std::string_view name) const { return fields_.contains(name); }
  [[nodiscard]] bool lists_method(std::string_view name) const { return listed_methods_.contains(name); }
  [[nodiscard]] bool declares_method(std::string_view name) const { return declared_methods_.contains(name); }

  // Whether some function has a local variable, parameter or result of this name. The first question gathers them.
  [[nodiscard]] bool has_local(std::string_view name) const;

 private:
  void add_type(const DeclaredType& declared, const FileNames& file);
  void add_scope(const DeclaredScope& scope);

  std::vector<std::unique_ptr<FileNames>> files_;
  std::set<std::string_view> functions_;
  std::map<std::string_view, PlacedType> variables_;
  std::map<std::string_view, NamedType> types_;
  std::map<std::string_view, std::vector<PlacedType>> fields_;
  std::set<std::string_view> listed_methods_;
  std::set<std::string_view> declared_methods_;
  mutable std::once_flag locals_known_;
  mutable std::set<std::string_view> locals_;
};

}  // namespace goescape
