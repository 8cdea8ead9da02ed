#include "render/html_sources.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "render/html_data.h"
#include "render/wording.h"

namespace goescape {
namespace {

std::optional<std::string> read(const SourceFiles& sources, std::string_view file) {
  return sources.read ? sources.read(file) : std::nullopt;
}

void write_source(Sink& sink, std::size_t number, bool old_side, std::string_view file, std::string_view text) {
  HtmlDataBlock block(sink, fmt::format("source-{}", number));
  JsonWriter& json = block.json();
  json.begin_object();
  json.member("old", old_side);
  json.member("file", file);
  json.member("text", text);
  json.end_object();
}

// What came of the files that were asked for.
struct Outcome {
  std::uint64_t missing = 0;  // Not at hand.
  std::uint64_t cut = 0;      // Beyond what a page holds.
  bool uncertain = false;
};

std::vector<std::string> remarks(const Outcome& outcome, std::size_t written, std::size_t most) {
  std::vector<std::string> sentences;
  if (outcome.uncertain) {
    sentences.emplace_back("the sources were read when this page was made; what was compiled may have been different");
  }
  if (outcome.cut != 0) {
    sentences.push_back(fmt::format("this page holds {} MiB of source text at most: {} with fewer findings left out",
                                    most >> 20U, counted(outcome.cut, "file")));
  }
  if (outcome.missing != 0 && written != 0) {
    sentences.push_back(fmt::format("the source of {} was not at hand, or is larger than {} MiB",
                                    counted(outcome.missing, "file"), kLargestShownSource >> 20U));
  }
  return sentences;
}

}  // namespace

void HtmlSources::add(bool old_side, std::string_view file) {
  if (!file.empty()) {
    ++findings_[{old_side, file}];
  }
}

std::vector<HtmlSources::File> HtmlSources::in_order() const {
  std::vector<File> files;
  files.reserve(findings_.size());
  for (const auto& [key, findings] : findings_) {
    files.push_back({key.first, key.second, findings});
  }
  std::stable_sort(files.begin(), files.end(),
                   [](const File& left, const File& right) { return left.findings > right.findings; });
  return files;
}

void HtmlSources::write(Sink& sink, const RenderOptions& options, std::size_t most) const {
  Outcome outcome;
  std::size_t total = 0;
  std::vector<File> written;
  for (const File& file : in_order()) {
    const SourceFiles& sources = file.old_side ? options.old_sources : options.sources;
    if (total == most) {
      ++outcome.cut;
      continue;
    }
    const std::optional<std::string> text = read(sources, file.name);
    if (!text) {
      ++outcome.missing;
    } else if (text->size() > most - total) {
      ++outcome.cut;
    } else {
      write_source(sink, written.size(), file.old_side, file.name, *text);
      total += text->size();
      outcome.uncertain = outcome.uncertain || !sources.certain;
      written.push_back(file);
    }
  }
  HtmlDataBlock block(sink, "sources");
  JsonWriter& json = block.json();
  json.begin_object();
  json.key("list");
  json.begin_array();
  for (const File& file : written) {
    json.begin_object();
    json.member("old", file.old_side);
    json.member("file", file.name);
    json.end_object();
  }
  json.end_array();
  json.key("remarks");
  json.begin_array();
  for (const std::string& sentence : remarks(outcome, written.size(), most)) {
    json.value(sentence);
  }
  json.end_array();
  json.end_object();
}

}  // namespace goescape
