#include "util/duration.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace goescape {
namespace {

struct Unit {
  std::string_view name;
  double milliseconds;
};

constexpr std::array<Unit, 4> kUnits{{{"ms", 1}, {"s", 1000}, {"m", 60.0 * 1000}, {"h", 3600.0 * 1000}}};
constexpr double kLongest = 1000.0 * 365 * 24 * 3600 * 1000;

// Takes digits, with a point among them or not, from the front of `text`.
std::optional<double> take_number(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + end, value, std::chars_format::fixed);
  if (error != std::errc{} || stop != text.data() + end) {
    return std::nullopt;
  }
  text.remove_prefix(end);
  return value;
}

// Takes a unit from the front of `text`, up to the next number.
std::optional<double> take_unit(std::string_view& text) {
  const std::string_view name = text.substr(0, text.find_first_of("0123456789."));
  const auto* const unit =
      std::find_if(kUnits.begin(), kUnits.end(), [name](const Unit& each) { return each.name == name; });
  if (unit == kUnits.end()) {
    return std::nullopt;
  }
  text.remove_prefix(name.size());
  return unit->milliseconds;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  if (text == "0") {
    return std::chrono::milliseconds(0);
  }
  double sum = 0;
  do {
    const auto number = take_number(text);
    const auto unit = number ? take_unit(text) : std::nullopt;
    if (!unit) {
      return std::nullopt;
    }
    sum += *number * *unit;
  } while (!text.empty());
  if (sum > kLongest) {
    return std::nullopt;
  }
  // A time that is none means no limit, so a very short one must not become that.
  return std::chrono::milliseconds(sum > 0 ? std::max(1LL, std::llround(sum)) : 0);
}

}  // namespace goescape
