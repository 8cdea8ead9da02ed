#include "store/report_cache.h"

#include "store/report_message.h"

namespace goescape {

KeptKey report_key(const std::string& revision, const std::string& subfolder) {
  KeptKey key;
  key.add("revision", revision);
  key.add("subfolder", subfolder);
  return key;
}

std::optional<Report> ReportCache::find(const KeptKey& key) {
  const auto message = files_.find(key);
  if (!message) {
    return std::nullopt;
  }
  auto report = decode_report(*message);
  if (!report) {
    files_.drop(key);
    return std::nullopt;
  }
  return *std::move(report);
}

void ReportCache::store(const KeptKey& key, const Report& report) { files_.store(key, encode_report(report)); }

}  // namespace goescape
