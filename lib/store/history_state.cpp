#include "store/history_state.h"

#include <fmt/core.h>

#include <exception>
#include <iterator>
#include <protozero/pbf_reader.hpp>
#include <protozero/pbf_writer.hpp>
#include <stdexcept>

#include "store/history_errors.h"
#include "util/digest.h"

namespace goescape {
namespace {

constexpr protozero::pbf_tag_type kColumns = 4;

void append_text(std::string& out, std::string_view text) {
  // With its length in front no two lists of texts look alike.
  fmt::format_to(std::back_inserter(out), "{}:", text.size());
  out += text;
}

void append_counts(std::string& out, const KindCounts& counts) {
  for (std::size_t kind = 0; kind < kKindCount; ++kind) {
    if (counts[kind] != 0) {
      fmt::format_to(std::back_inserter(out), "{}={},", kKinds[kind].name, counts[kind]);
    }
  }
  out += ';';
}

void append_finding(std::string& out, const Report& report, const Finding& finding) {
  fmt::format_to(std::back_inserter(out), "{:x} {} {} {} {} {} ", finding.fingerprint, info(finding.kind).name,
                 name(finding.category), finding.line, finding.column, finding.occurrences);
  for (const StringId text :
       {finding.file, finding.function, finding.expression, finding.message, finding.cause, finding.origin}) {
    append_text(out, report.text(text));
  }
}

std::uint64_t column_of(const StateFinding& finding, protozero::pbf_tag_type column) {
  switch (column) {
    case 1:
      return finding.row;
    case 2:
      return finding.line;
    case 3:
      return finding.column;
    default:
      return finding.occurrences;
  }
}

void set_column(StateFinding& finding, protozero::pbf_tag_type column, std::uint64_t value) {
  if (column == 1) {
    finding.row = value;
    return;
  }
  if (value > UINT32_MAX) {
    throw std::out_of_range("a number that cannot be");
  }
  std::uint32_t* const members[] = {&finding.line, &finding.column, &finding.occurrences};
  *members[column - 2] = static_cast<std::uint32_t>(value);
}

std::vector<StateFinding> decode_columns(std::string_view bytes) {
  std::vector<StateFinding> findings;
  protozero::pbf_reader fields(bytes.data(), bytes.size());
  protozero::pbf_tag_type columns = 0;
  while (fields.next()) {
    if (fields.tag() != ++columns || fields.tag() > kColumns ||
        fields.wire_type() != protozero::pbf_wire_type::length_delimited) {
      throw std::out_of_range("a column that cannot be");
    }
    const auto column = fields.tag();
    const auto numbers = fields.get_packed_uint64();
    const std::vector<std::uint64_t> values(numbers.begin(), numbers.end());
    if (column == 1) {
      findings.resize(values.size());
    }
    if (values.size() != findings.size()) {
      throw std::out_of_range("columns of different lengths");
    }
    for (std::size_t index = 0; index < values.size(); ++index) {
      set_column(findings[index], column, values[index]);
    }
  }
  if (columns != kColumns && !bytes.empty()) {
    throw std::out_of_range("a column that is missing");
  }
  return findings;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> heap_decisions_by_package(const Report& report) {
  std::vector<std::vector<std::uint32_t>> by_package(report.packages.size());
  for (std::uint32_t index = 0; index < report.findings.size(); ++index) {
    const Finding& finding = report.findings[index];
    if (is_heap_decision(finding.kind)) {
      by_package[static_cast<std::size_t>(finding.package)].push_back(index);
    }
  }
  return by_package;
}

std::string state_digest(const Report& report, const Package& package, const std::vector<std::uint32_t>& own) {
  std::string content;
  append_text(content, report.text(package.import_path));
  append_text(content, report.text(package.dir));
  fmt::format_to(std::back_inserter(content), "{} {};", name(package.category), package.compiled);
  append_counts(content, package.counts);
  for (const KindCounts& counts : package.other_categories) {
    append_counts(content, counts);
  }
  for (const std::uint32_t index : own) {
    append_finding(content, report, report.findings[index]);
  }
  return digest_of(content);
}

std::string encode_state(const std::vector<StateFinding>& findings) {
  std::string bytes;
  protozero::pbf_writer writer(bytes);
  for (protozero::pbf_tag_type column = 1; column <= kColumns; ++column) {
    protozero::packed_field_uint64 numbers(writer, column);
    for (const StateFinding& finding : findings) {
      numbers.add_element(column_of(finding, column));
    }
  }
  return bytes;
}

std::vector<StateFinding> decode_state(std::string_view bytes) {
  try {
    return decode_columns(bytes);
  } catch (const std::exception& error) {
    throw_damaged(fmt::format("findings of a package with {}", error.what()));
  }
}

}  // namespace goescape
