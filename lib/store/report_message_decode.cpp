#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <protozero/pbf_reader.hpp>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include "store/report_message.h"
#include "store/report_message_fields.h"

namespace goescape {
namespace {

using protozero::pbf_reader;

// The largest value that a column of this type may hold.
template <typename Member>
constexpr std::uint64_t largest() {
  if constexpr (std::is_same_v<Member, Kind>) {
    return kKindCount - 1;
  } else if constexpr (std::is_same_v<Member, Category>) {
    return kCategoryCount - 1;
  } else if constexpr (std::is_same_v<Member, std::int8_t>) {
    return UINT8_MAX;
  } else if constexpr (std::is_same_v<Member, AllocationVerdict>) {
    return kVerdictCount - 1;
  } else if constexpr (std::is_same_v<Member, bool> || std::is_same_v<Member, PackageStatus> ||
                       std::is_same_v<Member, FlowStep::Type>) {
    return 1;
  } else if constexpr (std::is_same_v<Member, std::uint64_t>) {
    return UINT64_MAX;
  } else {
    return UINT32_MAX;
  }
}

void check(bool right, const char* what) {
  if (!right) {
    throw std::out_of_range(what);
  }
}

// protozero only asserts that a field is of the type that is asked for.
void check_type(const pbf_reader& field, protozero::pbf_wire_type type) {
  check(field.wire_type() == type, "a field of another type");
}

std::string text_of(pbf_reader& field) {
  check_type(field, protozero::pbf_wire_type::length_delimited);
  return field.get_string();
}

std::uint64_t number_of(pbf_reader& field) {
  check_type(field, protozero::pbf_wire_type::varint);
  return field.get_uint64();
}

// Takes a message apart. Whatever is wrong with it is thrown, as protozero does.
class Decoder {
 public:
  Report decode(std::string_view message);

 private:
  template <typename Row>
  void take_rows(pbf_reader columns, std::vector<Row>& rows);
  void take(pbf_reader& field);
  void take_string(const protozero::data_view& text);
  void take_toolchain(pbf_reader fields);
  void take_module(pbf_reader fields);
  static void take_numbers(pbf_reader& field, std::vector<std::uint32_t>& numbers);
  void take_fingerprints(pbf_reader& field);
  void take_unrecognized(pbf_reader fields);
  void take_failure(pbf_reader fields);
  void join_counts();
  void join_findings();
  void join_allocations();

  Report report_;
  std::uint32_t highest_string_ = 0;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint64_t> fingerprints_;
  std::vector<std::uint32_t> calls_;        // Numbers of strings.
  std::vector<std::uint32_t> allocations_;  // Of each finding.
};

Report Decoder::decode(std::string_view message) {
  pbf_reader fields(message.data(), message.size());
  while (fields.next()) {
    check_type(fields, protozero::pbf_wire_type::length_delimited);
    take(fields);
  }
  join_counts();
  join_findings();
  join_allocations();
  check(highest_string_ < report_.strings.size(), "a string that is not there");
  return std::move(report_);
}

void Decoder::take(pbf_reader& field) {
  switch (field.tag()) {
    case ReportField::kString:
      return take_string(field.get_view());
    case ReportField::kToolchain:
      return take_toolchain(field.get_message());
    case ReportField::kModule:
      return take_module(field.get_message());
    case ReportField::kPackages:
      return take_rows(field.get_message(), report_.packages);
    case ReportField::kFindings:
      return take_rows(field.get_message(), report_.findings);
    case ReportField::kSteps:
      return take_rows(field.get_message(), report_.flow_steps);
    case ReportField::kFingerprints:
      return take_fingerprints(field);
    case ReportField::kUnrecognized:
      return take_unrecognized(field.get_message());
    case ReportField::kFailure:
      return take_failure(field.get_message());
    case ReportField::kCounts:
      return take_numbers(field, counts_);
    case ReportField::kAllocations:
      return take_rows(field.get_message(), report_.allocations);
    case ReportField::kAllocationCalls:
      return take_numbers(field, calls_);
    case ReportField::kAllocationNumbers:
      return take_numbers(field, allocations_);
    default:
      check(false, "a field of another version");
  }
}

template <typename Row>
void Decoder::take_rows(pbf_reader columns, std::vector<Row>& rows) {
  check(rows.empty(), "a table that is there twice");
  std::vector<std::vector<std::uint64_t>> numbers;
  while (columns.next()) {
    check(columns.tag() == numbers.size() + 1, "a column that is missing");
    check_type(columns, protozero::pbf_wire_type::length_delimited);
    const auto column = columns.get_packed_uint64();
    numbers.emplace_back(column.begin(), column.end());
    check(numbers.back().size() == numbers.front().size(), "a column of another length");
  }
  rows.resize(numbers.empty() ? 0 : numbers.front().size());
  for_each_column(rows.data(), [&](Tag tag, auto member) {
    using Member = std::remove_reference_t<decltype(std::declval<Row>().*member)>;
    check(rows.empty() || tag <= numbers.size(), "a column that is missing");
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::uint64_t value = numbers[tag - 1][row];
      check(value <= largest<Member>(), "a value that cannot be");
      if constexpr (std::is_same_v<Member, StringId>) {
        highest_string_ = std::max(highest_string_, static_cast<std::uint32_t>(value));
      }
      rows[row].*member = static_cast<Member>(value);
    }
  });
}

void Decoder::take_string(const protozero::data_view& text) {
  const auto next = static_cast<StringId>(report_.strings.size());
  check(report_.strings.intern({text.data(), text.size()}) == next, "a string that is there twice");
}

void Decoder::take_toolchain(pbf_reader fields) {
  Toolchain& toolchain = report_.toolchain;
  while (fields.next()) {
    switch (fields.tag()) {
      case 1:
        toolchain.go_version = text_of(fields);
        break;
      case 2:
        toolchain.goos = text_of(fields);
        break;
      case 3:
        toolchain.goarch = text_of(fields);
        break;
      case 4:
        toolchain.gcflags = text_of(fields);
        break;
      case 5:
        toolchain.tags.push_back(text_of(fields));
        break;
      case 6:
        toolchain.cgo = number_of(fields) != 0;
        break;
      case 7:
        toolchain.race = number_of(fields) != 0;
        break;
      case 8:
        toolchain.tests = number_of(fields) != 0;
        break;
      default:
        check(false, "a field of another version");
    }
  }
}

void Decoder::take_module(pbf_reader fields) {
  while (fields.next()) {
    switch (fields.tag()) {
      case 1:
        report_.module.path = text_of(fields);
        break;
      case 2:
        report_.module.revision = text_of(fields);
        break;
      case 3:
        report_.module.dirty = number_of(fields) != 0;
        break;
      default:
        check(false, "a field of another version");
    }
  }
}

void Decoder::take_numbers(pbf_reader& field, std::vector<std::uint32_t>& numbers) {
  const auto packed = field.get_packed_uint32();
  numbers.assign(packed.begin(), packed.end());
}

void Decoder::take_fingerprints(pbf_reader& field) {
  const auto numbers = field.get_packed_fixed64();
  fingerprints_.assign(numbers.begin(), numbers.end());
}

void Decoder::take_unrecognized(pbf_reader fields) {
  Unrecognized& unrecognized = report_.unrecognized;
  while (fields.next()) {
    switch (fields.tag()) {
      case 1:
        unrecognized.count = number_of(fields);
        break;
      case 2:
        unrecognized.about_heap = number_of(fields);
        break;
      case 3:
        unrecognized.samples.push_back(text_of(fields));
        break;
      default:
        check(false, "a field of another version");
    }
  }
}

void Decoder::take_failure(pbf_reader fields) {
  PackageFailure& failure = report_.failures.emplace_back();
  while (fields.next()) {
    switch (fields.tag()) {
      case 1:
        failure.package = text_of(fields);
        break;
      case 2:
        failure.message = text_of(fields);
        break;
      default:
        check(false, "a field of another version");
    }
  }
}

void Decoder::join_counts() {
  check(counts_.size() == report_.packages.size() * kCountsOfPackage, "packages without counts");
  auto next = counts_.begin();
  const auto take_counts = [&](KindCounts& counts) {
    std::copy_n(next, counts.size(), counts.begin());
    next += static_cast<std::ptrdiff_t>(counts.size());
  };
  for (Package& package : report_.packages) {
    take_counts(package.counts);
    std::for_each(package.other_categories.begin(), package.other_categories.end(), take_counts);
  }
}

void Decoder::join_findings() {
  check(fingerprints_.size() == report_.findings.size(), "findings without fingerprints");
  std::uint64_t steps = 0;
  for (std::size_t index = 0; index < report_.findings.size(); ++index) {
    Finding& finding = report_.findings[index];
    check(static_cast<std::size_t>(finding.package) < report_.packages.size(), "a package that is not there");
    finding.fingerprint = fingerprints_[index];
    finding.flow_begin = static_cast<std::uint32_t>(steps);
    steps += finding.flow_count;
  }
  check(steps == report_.flow_steps.size(), "steps that belong to no finding");
}

void Decoder::join_allocations() {
  std::uint64_t calls = 0;
  for (Allocation& allocation : report_.allocations) {
    allocation.call_begin = static_cast<std::uint32_t>(calls);
    calls += allocation.call_count;
  }
  check(calls == calls_.size(), "calls that belong to no allocation");
  for (const std::uint32_t call : calls_) {
    highest_string_ = std::max(highest_string_, call);
    report_.allocation_calls.push_back(static_cast<StringId>(call));
  }
  check(allocations_.size() == (report_.allocations.empty() ? 0 : report_.findings.size()),
        "allocations that belong to no finding");
  for (std::size_t index = 0; index < allocations_.size(); ++index) {
    check(allocations_[index] <= report_.allocations.size(), "an allocation that is not there");
    report_.findings[index].allocation = allocations_[index] - 1;  // 0 becomes kNoEvidence.
  }
}

}  // namespace

Result<Report> decode_report(std::string_view message) {
  try {
    return Decoder().decode(message);
  } catch (const protozero::exception& error) {
    return fail(Failure::kInput, fmt::format("no message of a report: {}", error.what()));
  } catch (const std::out_of_range& error) {
    return fail(Failure::kInput, fmt::format("no message of a report: it has {}", error.what()));
  }
}

}  // namespace goescape
