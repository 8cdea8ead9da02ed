#include <algorithm>
#include <cstdint>
#include <protozero/pbf_writer.hpp>
#include <span>
#include <type_traits>
#include <vector>

#include "store/report_message.h"
#include "store/report_message_fields.h"

namespace goescape {
namespace {

using protozero::pbf_writer;

// Gives the strings that a report uses numbers of their own, in the order in which they are asked for.
class UsedStrings {
 public:
  explicit UsedStrings(const StringPool& pool) : pool_(pool), numbers_(pool.size(), 0) {}

  std::uint32_t number(StringId id) {
    std::uint32_t& number = numbers_[static_cast<std::uint32_t>(id)];
    if (number == 0 && id != StringId::kEmpty) {
      used_.push_back(pool_[id]);
      number = static_cast<std::uint32_t>(used_.size());
    }
    return number;
  }
  [[nodiscard]] const std::vector<std::string_view>& in_order() const { return used_; }

 private:
  const StringPool& pool_;
  std::vector<std::uint32_t> numbers_;  // By StringId; 0 = not used yet.
  std::vector<std::string_view> used_;
};

class Encoder {
 public:
  explicit Encoder(const Report& report) : report_(report), strings_(report.strings) {}

  std::string encode();

 private:
  template <typename Row>
  void add_rows(Tag tag, const std::vector<Row>& rows);
  void add_toolchain();
  void add_module();
  void add_counts();
  void add_fingerprints();
  void add_allocations();
  [[nodiscard]] std::vector<FlowStep> steps_in_order() const;
  void add_unrecognized();
  void add_failures();

  const Report& report_;
  UsedStrings strings_;
  std::string message_;
  pbf_writer writer_{message_};
};

std::string Encoder::encode() {
  add_toolchain();
  add_module();
  add_rows(ReportField::kPackages, report_.packages);
  add_counts();
  add_rows(ReportField::kFindings, report_.findings);
  add_fingerprints();
  add_rows(ReportField::kSteps, steps_in_order());
  add_allocations();
  add_unrecognized();
  add_failures();
  for (const std::string_view text : strings_.in_order()) {
    writer_.add_string(ReportField::kString, text.data(), text.size());
  }
  return std::move(message_);
}

template <typename Row>
void Encoder::add_rows(Tag tag, const std::vector<Row>& rows) {
  pbf_writer columns(writer_, tag);
  for_each_column(rows.data(), [&](Tag column, auto member) {
    protozero::packed_field_uint64 numbers(columns, column);
    for (const Row& row : rows) {
      const auto value = row.*member;
      if constexpr (std::is_same_v<std::remove_cv_t<decltype(value)>, StringId>) {
        numbers.add_element(strings_.number(value));
      } else if constexpr (std::is_same_v<std::remove_cv_t<decltype(value)>, std::int8_t>) {
        numbers.add_element(static_cast<std::uint8_t>(value));
      } else {
        numbers.add_element(static_cast<std::uint64_t>(value));
      }
    }
  });
}

void Encoder::add_toolchain() {
  const Toolchain& toolchain = report_.toolchain;
  pbf_writer fields(writer_, ReportField::kToolchain);
  fields.add_string(1, toolchain.go_version);
  fields.add_string(2, toolchain.goos);
  fields.add_string(3, toolchain.goarch);
  fields.add_string(4, toolchain.gcflags);
  for (const std::string& tag : toolchain.tags) {
    fields.add_string(5, tag);
  }
  fields.add_bool(6, toolchain.cgo);
  fields.add_bool(7, toolchain.race);
  fields.add_bool(8, toolchain.tests);
}

void Encoder::add_module() {
  pbf_writer fields(writer_, ReportField::kModule);
  fields.add_string(1, report_.module.path);
  fields.add_string(2, report_.module.revision);
  fields.add_bool(3, report_.module.dirty);
}

void Encoder::add_counts() {
  protozero::packed_field_uint32 numbers(writer_, ReportField::kCounts);
  const auto add = [&](const KindCounts& counts) {
    for (const std::uint32_t count : counts) {
      numbers.add_element(count);
    }
  };
  for (const Package& package : report_.packages) {
    add(package.counts);
    for (const KindCounts& counts : package.other_categories) {
      add(counts);
    }
  }
}

void Encoder::add_fingerprints() {
  protozero::packed_field_fixed64 numbers(writer_, ReportField::kFingerprints);
  for (const Finding& finding : report_.findings) {
    numbers.add_element(finding.fingerprint);
  }
}

void Encoder::add_allocations() {
  if (report_.allocations.empty()) {
    return;
  }
  add_rows(ReportField::kAllocations, report_.allocations);
  {
    protozero::packed_field_uint32 calls(writer_, ReportField::kAllocationCalls);
    for (const Allocation& allocation : report_.allocations) {
      for (const StringId call : report_.calls_of(allocation)) {
        calls.add_element(strings_.number(call));
      }
    }
  }
  protozero::packed_field_uint32 numbers(writer_, ReportField::kAllocationNumbers);
  for (const Finding& finding : report_.findings) {
    numbers.add_element(finding.allocation + 1);  // kNoEvidence becomes 0.
  }
}

std::vector<FlowStep> Encoder::steps_in_order() const {
  std::vector<FlowStep> steps;
  steps.reserve(report_.flow_steps.size());
  for (const Finding& finding : report_.findings) {
    const auto own = std::span(report_.flow_steps).subspan(finding.flow_begin, finding.flow_count);
    steps.insert(steps.end(), own.begin(), own.end());
  }
  return steps;
}

void Encoder::add_unrecognized() {
  pbf_writer fields(writer_, ReportField::kUnrecognized);
  fields.add_uint64(1, report_.unrecognized.count);
  fields.add_uint64(2, report_.unrecognized.about_heap);
  for (const std::string& sample : report_.unrecognized.samples) {
    fields.add_string(3, sample);
  }
}

void Encoder::add_failures() {
  for (const PackageFailure& failure : report_.failures) {
    pbf_writer fields(writer_, ReportField::kFailure);
    fields.add_string(1, failure.package);
    fields.add_string(2, failure.message);
  }
}

}  // namespace

std::string encode_report(const Report& report) { return Encoder(report).encode(); }

}  // namespace goescape
