#include "store/run_cache.h"

#include <protozero/pbf_builder.hpp>
#include <protozero/pbf_message.hpp>

namespace goescape {
namespace {

enum class Field : protozero::pbf_tag_type { kState = 1, kWatched = 2, kStamp = 3, kReport = 4 };

constexpr auto kText = protozero::pbf_wire_type::length_delimited;

std::string encode(const KeptRun& run) {
  std::string message;
  protozero::pbf_builder<Field> writer(message);
  writer.add_string(Field::kState, run.state);
  for (const std::string& path : run.watched) {
    writer.add_string(Field::kWatched, path);
  }
  writer.add_fixed64(Field::kStamp, run.stamp);
  writer.add_bytes(Field::kReport, run.report);
  return message;
}

std::optional<KeptRun> decode(const std::string& message) {
  KeptRun run;
  protozero::pbf_message<Field> fields(message);
  while (fields.next()) {
    switch (fields.tag_and_type()) {
      case protozero::tag_and_type(Field::kState, kText):
        run.state = fields.get_string();
        break;
      case protozero::tag_and_type(Field::kWatched, kText):
        run.watched.push_back(fields.get_string());
        break;
      case protozero::tag_and_type(Field::kStamp, protozero::pbf_wire_type::fixed64):
        run.stamp = fields.get_fixed64();
        break;
      case protozero::tag_and_type(Field::kReport, kText):
        run.report = fields.get_bytes();
        break;
      default:
        return std::nullopt;
    }
  }
  return run;
}

}  // namespace

std::optional<KeptRun> RunCache::find(const KeptKey& key) {
  const auto message = files_.find(key);
  if (!message) {
    return std::nullopt;
  }
  try {
    if (auto run = decode(*message)) {
      return run;
    }
  } catch (const protozero::exception&) {  // Dropped below.
  }
  files_.drop(key);
  return std::nullopt;
}

void RunCache::store(const KeptKey& key, const KeptRun& run) { files_.store(key, encode(run)); }

}  // namespace goescape
