// Reads the members of JSON objects that somebody else may have written, and says which one is not as it should be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace goescape {

// A view of one object. Its members are asked for by name; one that is missing or of another type comes back as
// nothing (0, "", false, an empty list) and is described in `problem`, unless something was described there before.
// So a whole object can be read first and the problem looked at in the end. Unknown members do no harm.
class JsonObject {
 public:
  // An object that stands in the document as `name`, or as element `index` of it. What is no object is a problem, and
  // has no members. All arguments must outlive the view.
  JsonObject(const nlohmann::json& value, std::string_view name, std::optional<std::size_t> index,
             std::string& problem);

  [[nodiscard]] std::string_view text(const char* key) const;
  [[nodiscard]] bool flag(const char* key) const;
  // A whole number from `least` to `most`.
  [[nodiscard]] std::int64_t number(const char* key, std::int64_t least, std::int64_t most) const;
  [[nodiscard]] std::uint32_t count(const char* key, std::uint32_t least = 0) const {
    return static_cast<std::uint32_t>(number(key, least, std::numeric_limits<std::uint32_t>::max()));
  }
  // A number from 0 to 1.
  [[nodiscard]] double share(const char* key) const;
  // A number, 0 or more.
  [[nodiscard]] double amount(const char* key) const;
  // The elements of a list.
  [[nodiscard]] const nlohmann::json& list(const char* key) const;
  // A member that is an object itself, and an element of a list() of this object.
  [[nodiscard]] JsonObject object(const char* key) const;
  [[nodiscard]] JsonObject element(const char* key, std::size_t index) const;

  // The object itself, to go through members whose names are not known; an empty one when there is none.
  [[nodiscard]] const nlohmann::json& members() const { return value_; }

  // Describes a problem with a member: `findings[3].kind` and then `complaint`.
  void complain(std::string_view key, std::string_view complaint) const;

 private:
  JsonObject(const nlohmann::json& value, const JsonObject& parent, std::string_view name,
             std::optional<std::size_t> index);

  [[nodiscard]] const nlohmann::json* find(const char* key) const;
  [[nodiscard]] std::string place() const;

  const nlohmann::json& value_;
  const JsonObject* parent_ = nullptr;
  std::string_view name_;
  std::optional<std::size_t> index_;
  std::string& problem_;
};

}  // namespace goescape
