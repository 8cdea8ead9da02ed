#include "resolve/generic_copies.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "parse/shape.h"

namespace goescape {
namespace {

using Place = std::tuple<FileIndex, std::uint32_t, std::uint16_t>;

Place place_of(const CollectedDiagnostic& entry) { return {entry.file, entry.line, entry.column}; }

bool can_be_copied(Kind kind) { return is_heap_decision(kind) || kind == Kind::kDoesNotEscape; }

template <typename Wanted>
std::vector<Place> sorted_places(const Collected& collected, Wanted wanted) {
  std::vector<Place> places;
  for (const CollectedDiagnostic& entry : collected.diagnostics) {
    if (entry.column != 0 && wanted(entry)) {
      places.push_back(place_of(entry));
    }
  }
  std::sort(places.begin(), places.end());
  return places;
}

// The places of wrappers, sorted: a function of a shape is inlined where a function is declared that can be inlined.
std::vector<Place> wrapper_places(const Collected& collected) {
  // Few functions are called in many places.
  std::unordered_map<StringId, bool> has_shape;
  const auto inlined = sorted_places(collected, [&](const CollectedDiagnostic& entry) {
    if (entry.kind != Kind::kInliningCall) {
      return false;
    }
    const auto asked = has_shape.try_emplace(entry.function, false);
    if (asked.second) {
      asked.first->second = names_shape(collected.strings[entry.function]);
    }
    return asked.first->second;
  });
  const auto declared = sorted_places(collected, [&](const CollectedDiagnostic& entry) {
    return entry.kind == Kind::kCanInline && std::binary_search(inlined.begin(), inlined.end(), place_of(entry));
  });
  std::vector<Place> places;
  std::set_intersection(inlined.begin(), inlined.end(), declared.begin(), declared.end(), std::back_inserter(places));
  return places;
}

auto message_and_place(const CollectedDiagnostic& entry) {
  return std::tuple(entry.file, entry.kind, entry.text_hash, entry.line, entry.column);
}

bool same_message(const CollectedDiagnostic& a, const CollectedDiagnostic& b) {
  return std::tie(a.file, a.kind, a.text_hash) == std::tie(b.file, b.kind, b.text_hash);
}

// What can be copied in the files with `wrappers`, equal messages of a file side by side in the order of their places.
std::vector<std::uint32_t> by_message_and_place(const Collected& collected, const std::vector<Place>& wrappers) {
  std::vector<bool> has_wrapper(collected.files.size());
  for (const Place& place : wrappers) {
    has_wrapper[static_cast<std::size_t>(std::get<FileIndex>(place))] = true;
  }
  std::vector<std::uint32_t> indices;
  for (std::uint32_t index = 0; index < collected.diagnostics.size(); ++index) {
    const CollectedDiagnostic& entry = collected.diagnostics[index];
    if (can_be_copied(entry.kind) && has_wrapper[static_cast<std::size_t>(entry.file)]) {
      indices.push_back(index);
    }
  }
  // Stable, because several shapes at one place give equal messages: which of them stands for the others must not hang
  // on what else is in the log.
  std::stable_sort(indices.begin(), indices.end(), [&](std::uint32_t a, std::uint32_t b) {
    return message_and_place(collected.diagnostics[a]) < message_and_place(collected.diagnostics[b]);
  });
  return indices;
}

}  // namespace

std::vector<std::uint32_t> originals_of_generic_copies(const Collected& collected) {
  std::vector<std::uint32_t> originals(collected.diagnostics.size());
  std::iota(originals.begin(), originals.end(), 0U);
  const std::vector<Place> wrappers = wrapper_places(collected);
  if (wrappers.empty()) {
    return originals;
  }
  const std::vector<std::uint32_t> ordered = by_message_and_place(collected, wrappers);
  // From the end, so that the original of a copy is known when its turn comes.
  for (std::size_t at = ordered.empty() ? 0 : ordered.size() - 1; at-- > 0;) {
    const CollectedDiagnostic& entry = collected.diagnostics[ordered[at]];
    if (same_message(entry, collected.diagnostics[ordered[at + 1]]) &&
        std::binary_search(wrappers.begin(), wrappers.end(), place_of(entry))) {
      originals[ordered[at]] = originals[ordered[at + 1]];
    }
  }
  return originals;
}

}  // namespace goescape
