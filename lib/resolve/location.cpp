#include "resolve/location.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "resolve/call_name.h"

namespace goescape {
namespace {

// Takes `:number` off the end; nothing where there is none.
std::optional<std::uint32_t> take_number(std::string_view& text) {
  const std::size_t colon = text.rfind(':');
  std::uint32_t number = 0;
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, number);
  if (error != std::errc() || stopped != end) {
    return std::nullopt;
  }
  text = text.substr(0, colon);
  return number;
}

// `Name` itself, or a function literal in it.
bool is_in(std::string_view function, std::string_view name) {
  return function == name || (function.starts_with(name) && function.substr(name.size()).starts_with(".func"));
}

bool is_function(const Report& report, const Finding& finding, std::string_view name) {
  const std::string_view function = report.text(finding.function);
  if (function.empty()) {
    return false;
  }
  if (is_in(function, name)) {
    return true;
  }
  const std::string_view path = report.text(report.package_of(finding).import_path);
  for (const std::string_view package : {path, usual_package_name(path)}) {
    if (name.starts_with(package) && name.substr(package.size()).starts_with('.') &&
        is_in(function, name.substr(package.size() + 1))) {
      return true;
    }
  }
  return false;
}

}  // namespace

Result<Location> parse_location(std::string_view text) {
  constexpr std::string_view kIdPrefix = "v1:";
  if (text == kIdPrefix) {
    return fail(Failure::kUsage, fmt::format("{} is the beginning of every id; write some of its digits, too", text));
  }
  if (text.starts_with(kIdPrefix)) {
    return Location{Location::Type::kId, std::string(text), 0, 0};
  }
  std::string_view file = text;
  std::vector<std::uint32_t> numbers;  // The last one first.
  for (auto number = take_number(file); number; number = numbers.size() < 2 ? take_number(file) : std::nullopt) {
    numbers.push_back(*number);
  }
  if (!file.ends_with(".go")) {
    return Location{Location::Type::kFunction, std::string(text), 0, 0};
  }
  if (std::find(numbers.begin(), numbers.end(), 0U) != numbers.end()) {
    return fail(Failure::kUsage, fmt::format("{}: lines and columns begin at 1", text));
  }
  return Location{Location::Type::kFile, std::string(file), numbers.empty() ? 0 : numbers.back(),
                  numbers.size() < 2 ? 0 : numbers.front()};
}

std::vector<const Finding*> findings_at(const Report& report, const Location& location) {
  std::vector<const Finding*> found;
  const auto take_if = [&](auto&& matches) {
    for (const Finding& finding : report.findings) {
      if (matches(finding)) {
        found.push_back(&finding);
      }
    }
  };
  switch (location.type) {
    case Location::Type::kId:
      take_if([&](const Finding& each) { return finding_id(each).starts_with(location.name); });
      break;
    case Location::Type::kFunction:
      take_if([&](const Finding& each) { return is_function(report, each, location.name); });
      break;
    case Location::Type::kFile:
      take_if([&](const Finding& each) {
        return report.text(each.file) == location.name && (location.line == 0 || each.line == location.line);
      });
      break;
  }
  const auto there = [&](const Finding* each) { return each->column == location.column; };
  if (location.column != 0 && std::any_of(found.begin(), found.end(), there)) {
    found.erase(std::remove_if(found.begin(), found.end(), [&](const Finding* each) { return !there(each); }),
                found.end());
  }
  return found;
}

}  // namespace goescape
