#include "parse/build_event.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace goescape {
namespace {

// Takes the member `key` out where it is a string, else "". An output can be large, so it is not copied.
std::string take_text(nlohmann::json& object, const char* key) {
  const auto member = object.find(key);
  return member != object.end() && member->is_string() ? std::move(member->get_ref<std::string&>()) : std::string();
}

}  // namespace

bool looks_like_build_event(std::string_view line) {
  return line.starts_with('{') && line.find("\"Action\":") != std::string_view::npos;
}

std::optional<BuildEvent> parse_build_event(std::string_view line) {
  nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object() || !object.contains("Action")) {
    return std::nullopt;
  }
  BuildEvent event;
  const std::string action = take_text(object, "Action");
  event.import_path = take_text(object, "ImportPath");
  if (action == "build-output") {
    event.action = BuildEvent::Action::kOutput;
    event.output = take_text(object, "Output");
  } else if (action == "build-fail") {
    event.action = BuildEvent::Action::kFail;
  }
  return event;
}

}  // namespace goescape
