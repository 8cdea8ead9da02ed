#include "compare/code_pattern.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "resolve/path_text.h"

namespace goescape {
namespace {

constexpr std::string_view kAnything = "...";

// Whether `text` is as `pattern` says, where `...` stands for anything.
bool matches_wildcard(std::string_view pattern, std::string_view text) {
  std::size_t at = pattern.find(kAnything);
  if (at == std::string_view::npos) {
    return pattern == text;
  }
  if (!text.starts_with(pattern.substr(0, at))) {
    return false;
  }
  text.remove_prefix(at);
  pattern.remove_prefix(at + kAnything.size());
  // Pieces between two wildcards are taken where they come first, which leaves the most for those behind.
  for (at = pattern.find(kAnything); at != std::string_view::npos; at = pattern.find(kAnything)) {
    const std::size_t found = text.find(pattern.substr(0, at));
    if (found == std::string_view::npos) {
      return false;
    }
    text.remove_prefix(found + at);
    pattern.remove_prefix(at + kAnything.size());
  }
  return text.ends_with(pattern);
}

bool matches_package(std::string_view pattern, std::string_view path) {
  constexpr std::string_view kBelow = "/...";
  return matches_wildcard(pattern, path) ||
         (pattern.ends_with(kBelow) && matches_wildcard(pattern.substr(0, pattern.size() - kBelow.size()), path));
}

// What follows the module path in an import path, "." for the module's root; empty for packages of other modules.
std::string_view below_module(std::string_view import_path, std::string_view module) {
  if (import_path == module) {
    return ".";
  }
  return is_below(import_path, module) ? import_path.substr(module.size() + 1) : std::string_view();
}

std::string without_type_arguments(std::string_view function) {
  constexpr std::string_view kArguments = "[...]";
  std::string result(function);
  for (std::size_t at = result.find(kArguments); at != std::string::npos; at = result.find(kArguments, at)) {
    result.erase(at, kArguments.size());
  }
  return result;
}

// Whether what follows a function's name makes it the name of something within that function: `.func1`, `.gowrap2`,
// `.deferwrap1`, `-range1`, but not the method `T.M` of a type T.
bool is_within(std::string_view rest) {
  for (const std::string_view inner : {".func", ".gowrap", ".deferwrap", "-range"}) {
    if (rest.starts_with(inner)) {
      rest.remove_prefix(inner.size());
      return !rest.empty() && std::isdigit(static_cast<unsigned char>(rest.front())) != 0;
    }
  }
  return false;
}

bool is_analysed(const Package& package) { return package.compiled && package.status == PackageStatus::kOk; }

// The function that `text` names in a package, or nothing.
std::string function_in(std::string_view text, std::string_view import_path, std::string_view below) {
  for (const std::string_view base : {import_path, below == "." ? std::string_view() : below}) {
    const bool root = base.empty() && below == ".";
    if ((!base.empty() || root) && text.starts_with(base) && text.size() > base.size() + 1 &&
        text[base.size()] == '.') {
      const std::string_view function = text.substr(base.size() + 1);
      return function.find('/') == std::string_view::npos ? without_type_arguments(function) : std::string();
    }
  }
  return {};
}

}  // namespace

CodePattern::CodePattern(std::string_view text, const Report& report) : report_(report) {
  if (text.starts_with("./")) {
    text.remove_prefix(2);
  }
  find_packages(text);
  if (type_ == Type::kNothing && text.ends_with(".go")) {
    find_file(text);
  } else if (type_ == Type::kNothing) {
    find_function(text);
  }
}

void CodePattern::find_packages(std::string_view text) {
  for (const Package& package : report_.packages) {
    const std::string_view path = report_.text(package.import_path);
    const std::string_view below = below_module(path, report_.module.path);
    const bool named = matches_package(text, path) || (!below.empty() && matches_package(text, below));
    packages_.push_back(named);
    if (named && is_analysed(package)) {
      type_ = Type::kPackage;
    }
  }
}

void CodePattern::find_file(std::string_view text) {
  const std::string_view folder = text.find('/') == std::string_view::npos ? "." : dir_name(text);
  const bool anywhere = folder.find(kAnything) != std::string_view::npos || text.starts_with(kAnything);
  const bool there = std::any_of(report_.packages.begin(), report_.packages.end(), [&](const Package& package) {
    return is_analysed(package) && (anywhere || report_.text(package.dir) == folder);
  });
  if (there) {
    type_ = Type::kFile;
    file_ = text;
  }
}

void CodePattern::find_function(std::string_view text) {
  for (const Package& package : report_.packages) {
    const std::string_view path = report_.text(package.import_path);
    functions_.push_back(function_in(text, path, below_module(path, report_.module.path)));
    if (!functions_.back().empty() && is_analysed(package)) {
      type_ = Type::kFunction;
    }
  }
}

bool CodePattern::matches(const Finding& finding) const {
  const auto package = static_cast<std::size_t>(finding.package);
  switch (type_) {
    case Type::kNothing:
      return false;
    case Type::kFile:
      return matches_wildcard(file_, report_.text(finding.file));
    case Type::kPackage:
      return packages_[package];
    case Type::kFunction:
      return is_function(package, report_.text(finding.function));
  }
  return false;
}

bool CodePattern::names_code_in(const Directives& sources) const {
  if (type_ == Type::kFile) {
    return std::any_of(sources.files.begin(), sources.files.end(),
                       [&](const std::string& file) { return matches_wildcard(file_, file); });
  }
  if (type_ != Type::kFunction) {
    return type_ == Type::kPackage;
  }
  return std::any_of(sources.functions.begin(), sources.functions.end(), [&](const DeclaredFunction& declared) {
    for (std::size_t package = 0; package < functions_.size(); ++package) {
      if (report_.text(report_.packages[package].import_path) == declared.package &&
          is_function(package, declared.function)) {
        return true;
      }
    }
    return false;
  });
}

bool CodePattern::is_function(std::size_t package, std::string_view function) const {
  const std::string& wanted = functions_[package];
  if (wanted.empty()) {
    return false;
  }
  const std::string found = without_type_arguments(function);
  return found.starts_with(wanted) &&
         (found.size() == wanted.size() || is_within(std::string_view(found).substr(wanted.size())));
}

}  // namespace goescape
