// JSON documents that were changed value by value.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "property/dice.h"

namespace goescape::test {

// `text` with one value of it replaced, left out, renamed, repeated or put somewhere else; sometimes, and always where
// it is no JSON, damaged as text. Comments are allowed, and lost.
std::string mutated_json(const std::string& text, Dice& dice);

}  // namespace goescape::test
