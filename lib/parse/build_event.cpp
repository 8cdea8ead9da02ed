#include "parse/build_event.h"

#include <nlohmann/json.hpp>

namespace goescape {
namespace {

// The member `key` where it is a string, else "".
std::string text_of(const nlohmann::json& object, const char* key) {
  const auto member = object.find(key);
  return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

}  // namespace

bool looks_like_build_event(std::string_view line) {
  return line.starts_with('{') && line.find("\"Action\":") != std::string_view::npos;
}

std::optional<BuildEvent> parse_build_event(std::string_view line) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object() || !object.contains("Action")) {
    return std::nullopt;
  }
  BuildEvent event;
  const std::string action = text_of(object, "Action");
  event.import_path = text_of(object, "ImportPath");
  if (action == "build-output") {
    event.action = BuildEvent::Action::kOutput;
    event.output = text_of(object, "Output");
  } else if (action == "build-fail") {
    event.action = BuildEvent::Action::kFail;
  }
  return event;
}

}  // namespace goescape
