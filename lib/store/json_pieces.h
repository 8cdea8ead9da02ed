// Reads a large JSON document (RFC 8259) in pieces that are small, instead of holding all of it in memory.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "util/input.h"
#include "util/result.h"

namespace goescape {

// A part of a document that is an object: a member of it, or one element of a member that is an array.
struct JsonPiece {
  const std::string& member;         // The member's name.
  std::optional<std::size_t> index;  // Of the element; nothing for a whole member.
  const nlohmann::json& value;       // Valid during the call.
};

// Takes one piece; false ends the reading.
using TakeJsonPiece = std::function<bool(const JsonPiece&)>;

// Hands the document over as it is read. For a member that is an array come its elements, one by one, and at last the
// member itself as an empty array; any other member comes whole. Fails when the input cannot be read or is not one
// JSON object, saying where; what came before that was handed over.
Result<void> read_json_pieces(Input& input, const TakeJsonPiece& take);

}  // namespace goescape
