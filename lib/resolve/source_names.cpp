#include "resolve/source_names.h"

#include <algorithm>

#include "model/go_version.h"
#include "resolve/call_name.h"
#include "resolve/path_text.h"
#include "resolve/step_text.h"

namespace goescape {
namespace {

constexpr int kMethodsAreNamed = 17;

bool is_exported(std::string_view name) { return !name.empty() && name.front() >= 'A' && name.front() <= 'Z'; }

// A name without what stands behind it in brackets, and whether it had that.
std::string_view plain_name(std::string_view part) { return part.substr(0, part.find_first_of("[({")); }

// `p` of `(*p)`: reading it goes through the pointer, as a dot does.
std::string_view without_indirection(std::string_view part) {
  return part.starts_with("(*") && part.ends_with(')') ? part.substr(2, part.size() - 3) : part;
}

std::string without_blanks(std::string_view text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result),
               [](char byte) { return byte != ' ' && byte != '\t'; });
  return result;
}

bool is_word_byte(char byte) {
  return byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         static_cast<unsigned char>(byte) > 0x7f;
}

// Whether `line` has `text` in it, blanks left out, and not as the end of a longer name.
bool shows(std::string_view line, std::string_view text) {
  const std::string in = without_blanks(line);
  const std::string wanted = without_blanks(text);
  for (std::size_t at = in.find(wanted); at != std::string::npos && !wanted.empty(); at = in.find(wanted, at + 1)) {
    const bool begins = at == 0 || !(is_word_byte(in[at - 1]) || in[at - 1] == '.') || !is_word_byte(wanted.front());
    const std::size_t end = at + wanted.size();
    const bool ends = end == in.size() || !is_word_byte(in[end]);
    if (begins && ends) {
      return true;
    }
  }
  return false;
}

const std::vector<LocalName> kNoLocals;

const std::vector<LocalName>& locals_of(const DeclaredScope* scope) {
  return scope == nullptr ? kNoLocals : scope->locals;
}

bool imports(const ImportedPackage& import, std::string_view name) {
  return import.name.empty() ? usual_package_name(import.path) == name : import.name == name;
}

bool is_imported(const FileNames& file, std::string_view name) {
  const auto& all = file.declarations().imports;
  return std::any_of(all.begin(), all.end(), [&](const ImportedPackage& each) { return imports(each, name); });
}

}  // namespace

SourceNames::SourceNames(const BuildInfo& build, const SourcePaths& paths, SourceFunctions& sources,
                         const StringPool& strings)
    : build_(build),
      paths_(paths),
      sources_(sources),
      strings_(strings),
      names_methods_(go_minor(build.toolchain.go_version).value_or(0) >= kMethodsAreNamed) {}

void SourceNames::enter(std::string_view import_path) {
  static const PackageNames nothing;
  const PackageNames* const found = package(import_path);
  current_ = found == nullptr ? &nothing : found;
}

SourceNames::Place SourceNames::place_of(const FlowStep& step, std::string_view text) {
  Place place;
  const auto source = sources_.text_of(strings_[step.file]);
  place.file = source ? current_->file(*source) : nullptr;
  if (place.file == nullptr || step.line == 0) {
    return place;
  }
  place.at = {step.line, step.column};
  place.scope = place.file->scope_at(place.at);
  place.shown = shows(place.file->line(step.line), text);
  return place;
}

// The package that a file imports under this name; nullptr where it imports none, or its sources are not at hand.
const PackageNames* SourceNames::imported(const FileNames& file, std::string_view name) {
  const auto& all = file.declarations().imports;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return imports(each, name); });
  return found == all.end() ? nullptr : package(found->path);
}

const NamedType* SourceNames::named(const PlacedType& type) {
  const bool has_name = type.type.shape == TypeShape::kNamed || type.type.shape == TypeShape::kPointer;
  if (!has_name || type.file == nullptr || type.type.name.empty()) {
    return nullptr;
  }
  const PackageNames* const names =
      type.type.package.empty() ? &type.file->owner() : imported(*type.file, type.type.package);
  return names == nullptr ? nullptr : names->type(type.type.name);
}

// What a type is in the end. Pointers stay pointers.
PlacedType SourceNames::underlying(PlacedType type) {
  constexpr int kMostSteps = 8;
  for (int step = 0; step < kMostSteps && type.type.shape == TypeShape::kNamed; ++step) {
    const NamedType* const declared = named(type);
    if (declared == nullptr) {
      const bool error = type.type.package.empty() && (type.type.name == "error" || type.type.name == "any");
      return error ? PlacedType{{TypeShape::kInterface, {}, {}}, type.file} : PlacedType{};
    }
    type = declared->type;
  }
  return type;
}

// The package that a name in an inlined body begins with: that of the function that is inlined.
const PackageNames* SourceNames::qualifier(const Place& place, std::string_view name) {
  if (place.file == nullptr) {
    return nullptr;
  }
  if (is_imported(*place.file, name)) {
    return imported(*place.file, name);
  }
  return place.shown || current_->has_local(name) ? nullptr : package(name);
}

SourceNames::Base SourceNames::root_of(const Place& place, std::string_view name) {
  Base found{Base::Type::kUnknown, current_, {}, false};
  for (const LocalName& each : place.shown ? locals_of(place.scope) : kNoLocals) {
    if (each.name == name) {
      const bool agrees = !found.local || found.value.type == each.type;
      found.value = agrees ? PlacedType{each.type, place.file} : PlacedType{};
      found.local = true;
      found.type = Base::Type::kValue;
      if (!agrees) {
        break;
      }
    }
  }
  if (found.local) {
    return found;
  }
  if (const PlacedType* const variable = current_->variable(name); variable != nullptr && place.shown) {
    return {Base::Type::kValue, current_, *variable, false};
  }
  if (const PackageNames* const names = qualifier(place, name); names != nullptr) {
    return {Base::Type::kPackage, names, {}, false};
  }
  const bool foreign = place.file != nullptr && is_imported(*place.file, name);
  return foreign ? Base{Base::Type::kPackage, nullptr, {}, false} : found;
}

SourceNames::Base SourceNames::select(const Base& base, std::string_view part) {
  const std::string_view name = plain_name(part);
  Base selected{Base::Type::kUnknown, base.names, {}, base.local};
  if (name != part) {
    return selected;
  }
  if (base.type == Base::Type::kPackage) {
    const PlacedType* const variable = base.names == nullptr ? nullptr : base.names->variable(name);
    return variable == nullptr ? selected : Base{Base::Type::kValue, base.names, *variable, false};
  }
  const NamedType* declared = named(base.value);
  if (declared != nullptr && declared->type.type.shape == TypeShape::kNamed) {
    declared = named(declared->type);
  }
  if (declared != nullptr) {
    const auto found = declared->fields.find(name);
    selected.value = found == declared->fields.end() ? PlacedType{} : found->second;
  } else if (base.value.type.name.empty() && base.names != nullptr && !is_exported(name)) {
    selected.value = base.names->field(name);
  }
  selected.type = selected.value.file == nullptr ? Base::Type::kUnknown : Base::Type::kValue;
  return selected;
}

// Of all names but the last.
SourceNames::Base SourceNames::base_of(const Place& place, const std::vector<std::string_view>& parts) {
  const std::string_view root = without_indirection(parts.front());
  Base base = root_of(place, plain_name(root));
  if (plain_name(root) != root) {
    base.type = Base::Type::kUnknown;
    base.value = {};
  }
  for (std::size_t index = 1; index + 1 < parts.size(); ++index) {
    base = select(base, parts[index]);
  }
  return base;
}

Callee SourceNames::callee_of_name(const Place& place, std::string_view name) {
  bool local = false;
  bool parameter = true;
  for (const LocalName& each : locals_of(place.scope)) {
    local = local || each.name == name;
    parameter = parameter && (each.name != name || each.role == LocalName::Role::kParameter);
  }
  // A function literal in a variable that nobody changes is known to the compiler.
  if (place.shown && local) {
    return parameter ? Callee::kFunctionValue : Callee::kUnknown;
  }
  if (current_->has_function(name)) {
    return Callee::kFunction;
  }
  return current_->variable(name) != nullptr && place.shown ? Callee::kFunctionValue : Callee::kUnknown;
}

Callee SourceNames::callee_of_value(const Base& base, std::string_view name) {
  if (underlying(base.value).type.shape == TypeShape::kInterface) {
    return Callee::kInterfaceMethod;
  }
  const NamedType* const declared = named(base.value);
  if (declared == nullptr) {
    return callee_by_name(base, name);
  }
  if (declared->methods.contains(name)) {
    return Callee::kFunction;
  }
  return declared->fields.contains(name) ? Callee::kFunctionValue : callee_by_name(base, name);
}

// A name that begins with a small letter is of the same package.
Callee SourceNames::callee_by_name(const Base& base, std::string_view name) const {
  const bool dynamic = names_methods_ && (base.local || base.type == Base::Type::kValue);
  if (base.names != nullptr && !is_exported(name) && (names_methods_ || !base.names->declares_method(name))) {
    const bool field = base.names->has_field(name);
    const bool listed = base.names->lists_method(name);
    if (field != listed) {
      return field ? Callee::kFunctionValue : Callee::kInterfaceMethod;
    }
  }
  return dynamic ? Callee::kDynamic : Callee::kUnknown;
}

// `T.M(t, x)`, `pkg.T.M(t, x)`.
bool SourceNames::is_static_method(const Place& place, const std::vector<std::string_view>& parts) {
  const Base root = root_of(place, plain_name(parts.front()));
  const bool foreign = root.type == Base::Type::kPackage;
  if (root.names == nullptr || root.type == Base::Type::kValue || parts.size() != (foreign ? 3U : 2U)) {
    return false;
  }
  const NamedType* const type = root.names->type(plain_name(parts[parts.size() - 2]));
  return type != nullptr && type->methods.contains(plain_name(parts.back()));
}

Callee SourceNames::callee(const FlowStep& step, std::string_view called) {
  const Place place = place_of(step, called);
  const std::vector<std::string_view> parts = selected(called);
  const std::string_view name = plain_name(parts.back());
  if (parts.size() == 1) {
    return callee_of_name(place, name);
  }
  if (is_static_method(place, parts)) {
    return Callee::kFunction;
  }
  const Base base = base_of(place, parts);
  if (base.type != Base::Type::kPackage) {
    return callee_of_value(base, name);
  }
  if (base.names == nullptr) {
    return Callee::kUnknown;
  }
  const bool variable = base.names->variable(name) != nullptr;
  return variable ? Callee::kFunctionValue : base.names->has_function(name) ? Callee::kFunction : Callee::kUnknown;
}

Container SourceNames::container(const FlowStep& step, std::string_view indexed) {
  const Place place = place_of(step, indexed);
  std::vector<std::string_view> parts = selected(without_indirection(indexed));
  if (plain_name(parts.back()) != parts.back()) {
    return Container::kUnknown;
  }
  parts.emplace_back();
  const TypeShape shape = underlying(base_of(place, parts).value).type.shape;
  if (shape == TypeShape::kMap) {
    return Container::kMap;
  }
  return shape == TypeShape::kSlice || shape == TypeShape::kArray ? Container::kSlice : Container::kUnknown;
}

Storage SourceNames::storage(const FlowStep& step, std::string_view target) {
  const Place place = place_of(step, target);
  const std::string_view root = plain_name(without_indirection(selected(target).front()));
  if (place.file == nullptr) {
    return Storage::kUnknown;
  }
  const bool local = place.shown && place.scope != nullptr &&
                     std::any_of(place.scope->locals.begin(), place.scope->locals.end(),
                                 [&](const LocalName& each) { return each.name == root; });
  if (local) {
    return Storage::kPointer;
  }
  const std::vector<std::string_view> parts = selected(target);
  if (place.shown) {
    const bool global = current_->variable(root) != nullptr || is_imported(*place.file, root);
    return global ? Storage::kGlobal : Storage::kUnknown;
  }
  if (const PackageNames* const names = qualifier(place, root); names != nullptr && parts.size() > 1) {
    return names->variable(plain_name(parts[1])) != nullptr ? Storage::kGlobal : Storage::kPointer;
  }
  if (current_->variable(root) != nullptr) {
    return Storage::kGlobal;
  }
  return current_->has_local(root) ? Storage::kPointer : Storage::kUnknown;
}

bool SourceNames::is_result(const FlowStep& step, std::string_view variable) {
  const Place place = place_of(step, variable);
  return place.scope != nullptr &&
         std::any_of(place.scope->locals.begin(), place.scope->locals.end(), [&](const LocalName& each) {
           return each.name == variable && each.role == LocalName::Role::kResult;
         });
}

// The keyword that stands last in front of it.
std::optional<bool> SourceNames::is_go(const FlowStep& step) {
  const Place place = place_of(step, {});
  if (place.file == nullptr || place.scope == nullptr) {
    return std::nullopt;
  }
  const auto& statements = place.file->declarations().statements;
  const auto after =
      std::find_if(statements.begin(), statements.end(), [&](const Statement& each) { return place.at < each.at; });
  const bool within = after != statements.begin() && place.scope->begin < (after - 1)->at;
  return within ? std::optional((after - 1)->go) : std::nullopt;
}

std::optional<bool> SourceNames::is_method(const FlowStep& step, std::string_view selector) {
  const Place place = place_of(step, selector);
  const std::vector<std::string_view> parts = selected(selector);
  const std::string_view name = parts.back();
  const Base base = base_of(place, parts);
  if (base.type == Base::Type::kPackage) {
    return false;
  }
  if (const NamedType* const declared = named(base.value); declared != nullptr && declared->fields.contains(name)) {
    return false;
  }
  if (base.names == nullptr) {
    return std::nullopt;
  }
  const bool field = base.names->has_field(name);
  const bool method = base.names->declares_method(name) || base.names->lists_method(name);
  const bool own = !is_exported(name) || (!place.shown && base.names->has_local(plain_name(parts.front())));
  return own && field != method ? std::optional(method) : std::nullopt;
}

}  // namespace goescape
