#include "resolve/package_names.h"

#include <algorithm>

namespace goescape {
namespace {

template <typename Map>
auto* find_in(const Map& map, std::string_view name) {
  const auto found = map.find(name);
  return found == map.end() ? nullptr : &found->second;
}

void add_locals(const GoDeclarations& declarations, std::set<std::string_view>& names) {
  for (const DeclaredScope& scope : declarations.scopes) {
    for (const LocalName& local : scope.locals) {
      names.insert(local.name);
    }
  }
}

}  // namespace

FileNames::FileNames(const PackageNames& owner, std::string_view text, Bodies bodies)
    : owner_(owner), text_(text), bodies_(bodies), declarations_(read_declarations(text, bodies)), lines_{0} {
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
    lines_.push_back(end + 1);
  }
}

std::string_view FileNames::line(std::uint32_t number) const {
  if (number == 0 || number > lines_.size()) {
    return {};
  }
  const std::string_view rest = text_.substr(lines_[number - 1]);
  return rest.substr(0, rest.find('\n'));
}

const DeclaredScope* FileNames::scope_at(SourcePoint place) const {
  const std::vector<DeclaredScope>& scopes = declarations_.scopes;
  const auto after = std::upper_bound(scopes.begin(), scopes.end(), place,
                                      [](SourcePoint p, const DeclaredScope& scope) { return p < scope.begin; });
  return after != scopes.begin() && place < (after - 1)->end ? &*(after - 1) : nullptr;
}

void PackageNames::add(std::string_view text, Bodies bodies) {
  const auto& file = files_.emplace_back(std::make_unique<FileNames>(*this, text, bodies));
  for (const DeclaredType& declared : file->declarations().types) {
    add_type(declared, *file);
  }
  for (const DeclaredName& variable : file->declarations().variables) {
    variables_[variable.name] = {variable.type, file.get()};
  }
  for (const DeclaredScope& scope : file->declarations().scopes) {
    add_scope(scope);
  }
}

void PackageNames::add_type(const DeclaredType& declared, const FileNames& file) {
  NamedType& type = types_[declared.name];
  type.type = {declared.type, &file};
  for (const DeclaredName& field : declared.fields) {
    type.fields[field.name] = {field.type, &file};
    fields_[field.name].push_back({field.type, &file});
  }
  type.methods.insert(declared.methods.begin(), declared.methods.end());
  listed_methods_.insert(declared.methods.begin(), declared.methods.end());
}

void PackageNames::add_scope(const DeclaredScope& scope) {
  if (scope.receiver.empty() && !scope.name.empty()) {
    functions_.insert(scope.name);
  } else if (!scope.receiver.empty()) {
    types_[scope.receiver].methods.insert(scope.name);
    declared_methods_.insert(scope.name);
  }
}

bool PackageNames::has_local(std::string_view name) const {
  std::call_once(locals_known_, [this] {
    for (const auto& file : files_) {
      const bool complete = file->bodies() == Bodies::kRead;
      add_locals(complete ? file->declarations() : read_declarations(file->text()), locals_);
    }
  });
  return locals_.contains(name);
}

const PlacedType* PackageNames::variable(std::string_view name) const { return find_in(variables_, name); }

const NamedType* PackageNames::type(std::string_view name) const { return find_in(types_, name); }

PlacedType PackageNames::field(std::string_view name) const {
  const auto* const all = find_in(fields_, name);
  const bool agree = all != nullptr && std::all_of(all->begin(), all->end(), [&](const PlacedType& each) {
                       return each.type == all->front().type;
                     });
  return agree ? all->front() : PlacedType{};
}

const FileNames* PackageNames::file(std::string_view text) const {
  const auto found =
      std::find_if(files_.begin(), files_.end(), [&](const auto& each) { return each->text().data() == text.data(); });
  return found == files_.end() ? nullptr : found->get();
}

}  // namespace goescape
