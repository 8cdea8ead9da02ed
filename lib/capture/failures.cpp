#include "capture/failures.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "parse/position.h"

namespace goescape {
namespace {

// As the go command prints it (load.PackageError.Error): the way of imports first where there is one to be told.
std::string sentence(const ListError& error) {
  std::string text = error.position.empty() ? error.text : error.position + ": " + error.text;
  const auto& stack = error.import_stack;
  if (stack.size() < 2 || error.text.find("import cycle") == std::string::npos) {
    return text;
  }
  std::string way = "package " + stack.front();
  for (std::size_t i = 1; i < stack.size(); ++i) {
    way += "\n\timports " + stack[i];
  }
  return way + ": " + text;
}

void add_text(std::string_view text, std::string& message) {
  while (text.ends_with('\n')) {
    text.remove_suffix(1);
  }
  if (text.empty() || message.find(text) != std::string::npos) {
    return;
  }
  message.append(message.empty() ? "" : "\n").append(text);
}

// The header that names the package itself says nothing new.
std::string_view without_own_header(std::string_view text, const ListedPackage& listed) {
  const std::string header = "# " + listed.full_path + "\n";
  const std::string plain = "# " + listed.package.import_path + "\n";
  if (text.starts_with(header)) {
    text.remove_prefix(header.size());
  }
  if (text.starts_with(plain)) {
    text.remove_prefix(plain.size());
  }
  return text;
}

std::string own_words(const ListedPackage& listed, const WordsOf& words_of) {
  std::string message;
  for (const auto& error : listed.errors) {
    add_text(without_own_header(sentence(error), listed), message);
  }
  if (message.empty()) {
    for (const auto& error : listed.dependency_errors) {
      add_text(sentence(error), message);
    }
  }
  if (message.empty()) {
    add_text(words_of(listed.full_path), message);
  }
  return message;
}

// The beginning of a line that names a file, seen from `folder`; `line` itself where it names none.
std::string named_from_folder(std::string_view line, const std::filesystem::path& folder,
                              const std::filesystem::path& directory) {
  const auto cut = split_position(line);
  const std::filesystem::path file = cut ? cut->position.file : std::string_view();
  std::error_code error;
  if (file.empty() || file.is_absolute() || !std::filesystem::exists(directory / file, error)) {
    return std::string(line);
  }
  const std::string name = (directory / file).lexically_normal().lexically_relative(folder).generic_string();
  return name + std::string(line.substr(cut->position.file.size()));
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

constexpr std::array<std::string_view, 5> kWildcardNames{"all", "std", "cmd", "tool", "work"};

bool may_match_nothing(std::string_view pattern) {
  return pattern.find("...") != std::string_view::npos ||
         std::find(kWildcardNames.begin(), kWildcardNames.end(), pattern) != kWildcardNames.end();
}

}  // namespace

std::vector<PackageFailure> package_failures(const std::vector<ListedPackage>& packages, const WordsOf& words_of) {
  std::vector<PackageFailure> failures;
  const auto find = [&](const std::string& path) {
    return std::find_if(failures.begin(), failures.end(), [&](const auto& failure) { return failure.package == path; });
  };
  const auto add = [&](const ListedPackage& listed) {
    const std::string words = own_words(listed, words_of);
    const auto earlier = find(listed.package.import_path);
    const auto under_test = find(listed.package.for_test);
    const bool is_known = words.empty() || (under_test != failures.end() && has(under_test->message, words));
    if (earlier != failures.end()) {
      add_text(words, earlier->message);
    } else if (under_test == failures.end() || !(is_known || listed.errors.empty())) {
      failures.push_back({listed.package.import_path, words});
    }
  };
  // Those that have broken something first, so that what it took along is known for that.
  for (const bool own_errors : {true, false}) {
    for (const auto& listed : packages) {
      if (listed.failed() && listed.errors.empty() != own_errors) {
        add(listed);
      }
    }
  }
  std::stable_sort(failures.begin(), failures.end(),
                   [](const auto& left, const auto& right) { return left.package < right.package; });
  for (auto& failure : failures) {
    if (failure.message.empty()) {
      failure.message = "it did not compile, or a package that it imports did not";
    }
  }
  return failures;
}

void name_from_module(std::vector<PackageFailure>& failures, const std::string& directory,
                      const std::string& module_dir) {
  if (directory == module_dir) {
    return;
  }
  for (PackageFailure& failure : failures) {
    std::string message;
    std::string_view rest = failure.message;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      message += named_from_folder(rest.substr(0, end), module_dir, directory);
      message += rest.substr(end, 1);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    failure.message = std::move(message);
  }
}

std::vector<PackageFailure> pattern_failures(const std::vector<std::string>& patterns,
                                             const std::vector<ListedPackage>& packages) {
  std::vector<PackageFailure> failures;
  for (const auto& pattern : patterns) {
    const bool matched = std::any_of(packages.begin(), packages.end(), [&](const ListedPackage& listed) {
      return std::find(listed.match.begin(), listed.match.end(), pattern) != listed.match.end();
    });
    if (matched || !may_match_nothing(pattern)) {
      continue;
    }
    failures.push_back({"", fmt::format("the pattern {} matched no packages", pattern)});
  }
  return failures;
}

}  // namespace goescape
