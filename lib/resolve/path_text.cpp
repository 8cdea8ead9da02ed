#include "resolve/path_text.h"

#include <algorithm>
#include <cctype>

namespace goescape {
namespace {

bool is_drive(std::string_view name) {
  return name.size() > 2 && std::isalpha(static_cast<unsigned char>(name[0])) != 0 && name[1] == ':' &&
         (name[2] == '/' || name[2] == '\\');
}

}  // namespace

std::string with_slashes(std::string_view name) {
  std::string result(name);
  if (is_drive(name) || (name.find('\\') != std::string_view::npos && name.find('/') == std::string_view::npos)) {
    std::replace(result.begin(), result.end(), '\\', '/');
  }
  return result;
}

std::string_view base_name(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

std::string_view dir_name(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

std::string_view without_dots(std::string_view name) {
  while (name == "." || name == ".." || name.starts_with("./") || name.starts_with("../")) {
    const std::size_t slash = name.find('/');
    name = slash == std::string_view::npos ? std::string_view() : name.substr(slash + 1);
  }
  return name;
}

bool is_absolute(std::string_view name) { return name.starts_with('/') || is_drive(name); }

bool is_below(std::string_view name, std::string_view folder) {
  return !folder.empty() && name.size() > folder.size() && name.starts_with(folder) &&
         (name[folder.size()] == '/' || folder.ends_with('/'));
}

std::string join_path(std::string_view folder, std::string_view name) {
  if (folder.empty() || folder == ".") {
    return std::string(name);
  }
  std::string result(folder);
  if (!result.ends_with('/')) {
    result += '/';
  }
  return result.append(name);
}

std::string escape_module_path(std::string_view path) {
  std::string result;
  for (const char c : path) {
    if (c >= 'A' && c <= 'Z') {
      result += '!';
      result += static_cast<char>(c - 'A' + 'a');
    } else {
      result += c;
    }
  }
  return result;
}

std::string unescape_module_path(std::string_view path) {
  std::string result;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path[at] == '!' && at + 1 < path.size() && path[at + 1] >= 'a' && path[at + 1] <= 'z') {
      result += static_cast<char>(path[++at] - 'a' + 'A');
    } else {
      result += path[at];
    }
  }
  return result;
}

}  // namespace goescape
