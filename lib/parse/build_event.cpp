#include "parse/build_event.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "parse/build_remark.h"

namespace goescape {
namespace {

// Takes the member `key` out where it is a string, else "". An output can be large, so it is not copied.
std::string take_text(nlohmann::json& object, const char* key) {
  const auto member = object.find(key);
  return member != object.end() && member->is_string() ? std::move(member->get_ref<std::string&>()) : std::string();
}

// Up to Go 1.23 `go test -json` has no "build-fail" (gotestjsonbuildtext=1: also later): the error is text between the
// events, and the package is named where the output of its tests would stand.
void take_result(std::string_view output, BuildEvent& event) {
  output.remove_suffix(output.ends_with('\n') ? 1 : 0);
  const BuildRemark remark = read_build_remark(output);
  if (output.find("FAIL\t") != std::string_view::npos && remark.type == BuildRemark::Type::kFailed) {
    event.action = BuildEvent::Action::kFail;
    event.import_path = remark.package;
  }
}

}  // namespace

bool is_json(std::string_view line) { return nlohmann::json::accept(line); }

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
  } else if (action == "output") {
    take_result(take_text(object, "Output"), event);
  }
  return event;
}

}  // namespace goescape
