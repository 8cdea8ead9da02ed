// "Did you mean": the known word that is nearest to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace goescape {

// The word of `known` that `word` was most likely meant to be: the fewest characters to insert, delete, change or swap,
// at most a third of its length and never more than three; '-' and '_' are alike, and so are small and capital letters.
// Empty when none is near; the first among equals.
std::string_view nearest_word(std::string_view word, const std::vector<std::string>& known);

// `; did you mean "max_new"?`, or nothing when no word is near.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

// "a, b and c": how messages name what there is.
std::string listed(const std::vector<std::string>& words);

}  // namespace goescape
