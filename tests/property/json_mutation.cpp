#include "property/json_mutation.h"

#include <vector>

#include "property/message_grammar.h"

namespace goescape::test {
namespace {

using nlohmann::json;

void collect_values(json& value, std::vector<json*>& values) {
  values.push_back(&value);
  if (value.is_structured()) {
    for (json& element : value) {
      collect_values(element, values);
    }
  }
}

// A value at which readers may stumble.
json odd_value(Dice& dice) {
  static const std::vector<json> kValues{nullptr,
                                         true,
                                         0,
                                         -1,
                                         1,
                                         4294967295U,
                                         4294967296U,
                                         18446744073709551615U,
                                         0.5,
                                         1e300,
                                         "",
                                         "text",
                                         "a\tb\n",
                                         std::string(1, char{}),
                                         "v1:0123456789abcdef",
                                         "escapes_to_heap",
                                         json::array(),
                                         json::object()};
  return dice.one_of(kValues);
}

void remove_one(json& value, Dice& dice) {
  if (value.is_structured() && !value.empty()) {
    auto member = value.begin();
    std::advance(member, static_cast<std::ptrdiff_t>(dice.below(value.size())));
    value.erase(member);
  } else {
    value = nullptr;
  }
}

void add_one(json& value, const json& element, Dice& dice) {
  if (value.is_array()) {
    value.insert(value.begin() + static_cast<std::ptrdiff_t>(dice.below(value.size() + 1)), element);
  } else if (value.is_object()) {
    value["unknown"] = element;
  } else {
    value = json::array({value, element});
  }
}

void nudge(json& value, Dice& dice) {
  if (value.is_string()) {
    value = mutated(value.get<std::string>(), dice);
  } else if (value.is_number_unsigned()) {
    value = value.get<std::uint64_t>() + dice.below(3) - 1;
  } else if (value.is_boolean()) {
    value = !value.get<bool>();
  } else {
    value = odd_value(dice);
  }
}

}  // namespace

std::string mutated_json(const std::string& text, Dice& dice) {
  json document = json::parse(text, nullptr, false, true);
  if (document.is_discarded() || dice.below(8) == 0) {
    return mutated(text, dice);
  }
  std::vector<json*> values;
  collect_values(document, values);
  json& value = *dice.one_of(values);
  const json other = *dice.one_of(values);
  switch (dice.below(5)) {
    case 0:
      value = odd_value(dice);
      break;
    case 1:
      remove_one(value, dice);
      break;
    case 2:
      add_one(value, other, dice);
      break;
    case 3:
      value = other;
      break;
    default:
      nudge(value, dice);
  }
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace goescape::test
