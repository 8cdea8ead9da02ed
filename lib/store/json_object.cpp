#include "store/json_object.h"

#include <fmt/core.h>

namespace goescape {
namespace {

using nlohmann::json;

const json& empty_object() {
  static const json empty = json::object();
  return empty;
}

const json& empty_list() {
  static const json empty = json::array();
  return empty;
}

}  // namespace

JsonObject::JsonObject(const json& value, std::string_view name, std::optional<std::size_t> index, std::string& problem)
    : value_(value.is_object() ? value : empty_object()), name_(name), index_(index), problem_(problem) {
  if (!value.is_object()) {
    complain({}, "is not an object");
  }
}

JsonObject::JsonObject(const json& value, const JsonObject& parent, std::string_view name,
                       std::optional<std::size_t> index)
    : value_(value.is_object() ? value : empty_object()),
      parent_(&parent),
      name_(name),
      index_(index),
      problem_(parent.problem_) {
  if (!value.is_object()) {
    complain({}, "is not an object");
  }
}

std::string_view JsonObject::text(const char* key) const {
  const json* const member = find(key);
  if (member == nullptr) {
    return {};
  }
  const auto* const text = member->get_ptr<const std::string*>();
  if (text == nullptr) {
    complain(key, "is not text");
    return {};
  }
  return *text;
}

bool JsonObject::flag(const char* key) const {
  const json* const member = find(key);
  if (member != nullptr && !member->is_boolean()) {
    complain(key, "is neither true nor false");
  }
  return member != nullptr && member->is_boolean() && member->get<bool>();
}

std::int64_t JsonObject::number(const char* key, std::int64_t least, std::int64_t most) const {
  const json* const member = find(key);
  if (member == nullptr) {
    return 0;
  }
  // What does not fit into 64 bits was read as a floating-point number.
  const bool fits = member->is_number_integer() &&
                    (!member->is_number_unsigned() || member->get<std::uint64_t>() <= static_cast<std::uint64_t>(most));
  const auto value = fits ? member->get<std::int64_t>() : 0;
  if (!fits || value < least || value > most) {
    complain(key, fmt::format("is not a whole number from {} to {}", least, most));
    return 0;
  }
  return value;
}

double JsonObject::share(const char* key) const {
  const json* const member = find(key);
  const double value = member != nullptr && member->is_number() ? member->get<double>() : 0;
  if (member != nullptr && (!member->is_number() || !(value >= 0 && value <= 1))) {
    complain(key, "is not a number from 0 to 1");
    return 0;
  }
  return value;
}

double JsonObject::amount(const char* key) const {
  const json* const member = find(key);
  const double value = member != nullptr && member->is_number() ? member->get<double>() : 0;
  if (member != nullptr && (!member->is_number() || !(value >= 0))) {
    complain(key, "is not a number, 0 or more");
    return 0;
  }
  return value;
}

const json& JsonObject::list(const char* key) const {
  const json* const member = find(key);
  if (member != nullptr && !member->is_array()) {
    complain(key, "is not a list");
  }
  return member != nullptr && member->is_array() ? *member : empty_list();
}

JsonObject JsonObject::object(const char* key) const {
  const json* const member = find(key);
  return {member == nullptr ? empty_object() : *member, *this, key, std::nullopt};
}

JsonObject JsonObject::element(const char* key, std::size_t index) const {
  return {list(key)[index], *this, key, index};
}

const json* JsonObject::find(const char* key) const {
  const auto found = value_.find(key);
  if (found == value_.end()) {
    complain(key, "is missing");
    return nullptr;
  }
  return &*found;
}

void JsonObject::complain(std::string_view key, std::string_view complaint) const {
  if (problem_.empty()) {
    problem_ = fmt::format("{}{}{} {}", place(), key.empty() ? "" : ".", key, complaint);
  }
}

std::string JsonObject::place() const {
  const std::string before = parent_ == nullptr ? std::string() : parent_->place() + '.';
  return index_ ? fmt::format("{}{}[{}]", before, name_, *index_) : fmt::format("{}{}", before, name_);
}

}  // namespace goescape
