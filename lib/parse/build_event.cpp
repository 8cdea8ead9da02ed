#include "parse/build_event.h"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

namespace goescape {
namespace {

using nlohmann::json;

// Takes the members of the outermost object as the parser comes to them: an output can be large, and a document would
// hold it once more.
class EventReader final : public nlohmann::json_sax<json> {
 public:
  std::optional<std::string> action;  // Nothing where there is none; empty where it is no string.
  std::string import_path;
  std::string output;

  bool null() override { return take({}); }
  bool boolean(bool /*value*/) override { return take({}); }
  bool number_integer(number_integer_t /*value*/) override { return take({}); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return take({}); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return take({}); }
  bool string(string_t& value) override { return take(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }  // Does not occur in JSON text.
  bool start_object(std::size_t /*size*/) override { return depth_ == 0 ? open() : take({}) && open(); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*size*/) override { return take({}) && open(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (depth_ == 1) {
      member_ = std::move(name);
    }
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const json::exception& /*error*/) override {
    return false;
  }

 private:
  bool open() {
    ++depth_;
    return true;
  }
  bool close() {
    --depth_;
    return true;
  }
  // Takes a value, which is empty when it is no string. Returns false when the document is no object.
  bool take(std::string value) {
    if (depth_ == 1 && member_ == "Action") {
      action = std::move(value);
    } else if (depth_ == 1 && member_ == "ImportPath") {
      import_path = std::move(value);
    } else if (depth_ == 1 && member_ == "Output") {
      output = std::move(value);
    }
    return depth_ > 0;
  }

  std::size_t depth_ = 0;  // How many objects and lists are open; the outermost is an object.
  std::string member_;     // The last name in the outermost object.
};

}  // namespace

bool looks_like_build_event(std::string_view line) {
  return line.starts_with('{') && line.find("\"Action\":") != std::string_view::npos;
}

std::optional<BuildEvent> parse_build_event(std::string_view line) {
  EventReader reader;
  if (!json::sax_parse(line, &reader) || !reader.action) {
    return std::nullopt;
  }
  BuildEvent event;
  event.import_path = std::move(reader.import_path);
  if (*reader.action == "build-output") {
    event.action = BuildEvent::Action::kOutput;
    event.output = std::move(reader.output);
  } else if (*reader.action == "build-fail") {
    event.action = BuildEvent::Action::kFail;
  }
  return event;
}

}  // namespace goescape
