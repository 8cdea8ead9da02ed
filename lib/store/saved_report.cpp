#include "store/saved_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "model/variant.h"
#include "store/json_pieces.h"
#include "store/report_members.h"
#include "util/display.h"

namespace goescape {
namespace {

using nlohmann::json;

constexpr std::string_view kSchemaFamily = "goescape.report/";
constexpr std::string_view kSchemaVersion = "1";

// What must be there. The members "tool" and "totals" say nothing that a report keeps.
constexpr std::array<std::string_view, 7> kMembers = {"schema",   "toolchain",    "module",  "packages",
                                                      "findings", "unrecognized", "failures"};

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

bool skip(std::string_view& text, std::string_view token) {
  skip_blanks(text);
  const bool there = text.starts_with(token);
  text.remove_prefix(there ? token.size() : 0);
  return there;
}

// What of a report is in some of its variants only, before it is known what these are.
struct NamedVariants {
  std::string member;
  std::size_t index = 0;
  std::vector<std::string> names;
};

// Puts a report together from the pieces of its JSON.
class ReportReader {
 public:
  // Takes one piece; false when what is left need not be read.
  bool take(const JsonPiece& piece);

  // What is wrong with what was taken; empty = nothing so far.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  // The schema when that is one of goescape's reports, but not one that can be read.
  [[nodiscard]] const std::string& foreign_schema() const { return foreign_schema_; }

  // Joins the parts when all were taken. Sets problem() when they do not fit together.
  Report finish();

 private:
  void take_schema(const json& value);
  void take_whole(const JsonPiece& piece);
  void take_variant(const JsonPiece& piece);
  void take_variants_of(const JsonPiece& piece, const JsonObject& object);
  void join_variants();
  void add_missing_failures();
  void sort_packages();
  void join_findings();
  void sort_findings();

  Report report_;
  std::vector<StringId> packages_of_findings_;  // Import paths; packages may come behind findings.
  std::vector<std::string> variant_names_;      // Of Report::variants.
  std::vector<NamedVariants> named_variants_;   // The variants may come behind what is in them.
  std::set<std::string, std::less<>> seen_;     // Top-level members.
  std::string problem_;
  std::string foreign_schema_;
};

bool ReportReader::take(const JsonPiece& piece) {
  if (!piece.index && !seen_.insert(piece.member).second && problem_.empty()) {
    problem_ = fmt::format("{} stands in it twice", piece.member);
  }
  if (piece.member == "schema") {
    take_schema(piece.value);
  } else if (!problem_.empty()) {
    // Nothing more is read, but a schema that is still to come may explain the problem.
  } else if (!piece.index) {
    take_whole(piece);
  } else if (piece.member == "variants") {
    take_variant(piece);
  } else if (piece.member == "packages") {
    const JsonObject package(piece.value, piece.member, piece.index, problem_);
    take_variants_of(piece, package);
    report_.packages.push_back(read_package(package, report_.strings));
  } else if (piece.member == "findings") {
    const JsonObject finding(piece.value, piece.member, piece.index, problem_);
    take_variants_of(piece, finding);
    packages_of_findings_.push_back(report_.strings.intern(finding.text("package")));
    report_.findings.push_back(read_finding(finding, report_));
  } else if (piece.member == "failures") {
    const JsonObject failure(piece.value, piece.member, piece.index, problem_);
    take_variants_of(piece, failure);
    report_.failures.push_back(read_failure(failure));
  }
  return foreign_schema_.empty() && (problem_.empty() || seen_.find("schema") == seen_.end());
}

void ReportReader::take_schema(const json& value) {
  const auto* const schema = value.get_ptr<const std::string*>();
  if (schema == nullptr || !schema->starts_with(kSchemaFamily)) {
    problem_ = "its schema is not goescape.report/1";
  } else if (std::string_view(*schema).substr(kSchemaFamily.size()) != kSchemaVersion) {
    foreign_schema_ = *schema;
  }
}

void ReportReader::take_whole(const JsonPiece& piece) {
  const std::string& member = piece.member;
  if (member == "toolchain") {
    report_.toolchain = read_toolchain({piece.value, member, std::nullopt, problem_});
  } else if (member == "shard") {
    report_.shard = read_shard({piece.value, member, std::nullopt, problem_});
  } else if (member == "module") {
    report_.module = read_module({piece.value, member, std::nullopt, problem_});
  } else if (member == "profile") {
    report_.profile = read_profile({piece.value, member, std::nullopt, problem_}, report_.strings);
  } else if (member == "unrecognized") {
    report_.unrecognized = read_unrecognized({piece.value, member, std::nullopt, problem_});
  } else if ((member == "packages" || member == "findings" || member == "failures" || member == "variants") &&
             !piece.value.is_array()) {
    problem_ = member + " is not a list";
  }
}

void ReportReader::take_variant(const JsonPiece& piece) {
  const JsonObject variant(piece.value, piece.member, piece.index, problem_);
  variant_names_.emplace_back(variant.text("name"));
  report_.variants.push_back(read_toolchain(variant));
  if (report_.variants.size() > kMostVariants) {
    problem_ = fmt::format("it has more than {} variants", kMostVariants);
  } else if (report_.variants.size() > 1 && !comes_before(report_.variants.end()[-2], report_.variants.back()) &&
             problem_.empty()) {
    problem_ = fmt::format("variants[{}] stands in it twice, or out of order", *piece.index);
  }
}

void ReportReader::take_variants_of(const JsonPiece& piece, const JsonObject& object) {
  if (std::vector<std::string> names = read_variant_names(object); !names.empty()) {
    named_variants_.push_back({piece.member, *piece.index, std::move(names)});
  }
}

void ReportReader::join_variants() {
  for (const NamedVariants& named : named_variants_) {
    VariantSet variants = 0;
    for (const std::string& name : named.names) {
      const auto known = std::find(variant_names_.begin(), variant_names_.end(), name);
      if (known == variant_names_.end()) {
        problem_ =
            fmt::format("{}[{}].variants holds {:?}, which is not among the variants", named.member, named.index, name);
        return;
      }
      variants |= VariantSet{1} << static_cast<std::size_t>(known - variant_names_.begin());
    }
    (named.member == "packages"   ? report_.packages[named.index].variants
     : named.member == "findings" ? report_.findings[named.index].variants
                                  : report_.failures[named.index].variants) = variants;
  }
}

Report ReportReader::finish() {
  for (const std::string_view member : kMembers) {
    if (problem_.empty() && seen_.find(member) == seen_.end()) {
      problem_ = fmt::format("{} is missing", member);
    }
  }
  if (problem_.empty()) {
    join_variants();
  }
  if (problem_.empty()) {
    add_missing_failures();
    sort_packages();
    join_findings();
    sort_findings();
  }
  return std::move(report_);
}

// Whoever asks whether a report is complete looks at its failures: that of a package must not go by unseen.
void ReportReader::add_missing_failures() {
  std::set<std::string, std::less<>> told;
  for (const PackageFailure& failure : report_.failures) {
    told.insert(failure.package);
  }
  for (const Package& package : report_.packages) {
    const std::string_view path = report_.text(package.import_path);
    if (package.status == PackageStatus::kFailed && !told.contains(path)) {
      report_.failures.push_back({std::string(path), "the saved report does not say why", package.variants});
    }
  }
}

// Whoever edits or merges reports need not know in what order goescape wants them.
void ReportReader::sort_packages() {
  const auto path = [&](const Package& package) { return report_.text(package.import_path); };
  std::stable_sort(report_.packages.begin(), report_.packages.end(),
                   [&](const Package& a, const Package& b) { return path(a) < path(b); });
  const auto twice =
      std::adjacent_find(report_.packages.begin(), report_.packages.end(),
                         [](const Package& a, const Package& b) { return a.import_path == b.import_path; });
  if (twice != report_.packages.end()) {
    problem_ = fmt::format("the package {:?} stands in it twice", path(*twice));
  }
  std::stable_sort(report_.failures.begin(), report_.failures.end(),
                   [](const PackageFailure& a, const PackageFailure& b) { return a.package < b.package; });
}

void ReportReader::join_findings() {
  std::unordered_map<StringId, PackageIndex> packages;
  for (std::size_t index = 0; index < report_.packages.size(); ++index) {
    packages.emplace(report_.packages[index].import_path, static_cast<PackageIndex>(index));
  }
  for (std::size_t index = 0; index < report_.findings.size(); ++index) {
    const auto package = packages.find(packages_of_findings_[index]);
    if (package != packages.end()) {
      report_.findings[index].package = package->second;
    } else if (problem_.empty()) {
      problem_ = fmt::format("findings[{}].package is {:?}, which is not among the packages", index,
                             report_.text(packages_of_findings_[index]));
    }
  }
}

void ReportReader::sort_findings() {
  const auto key = [&](const Finding& finding) {
    return std::tuple(finding.package, report_.text(finding.file), finding.line, finding.column, finding.kind,
                      report_.text(finding.message));
  };
  std::stable_sort(report_.findings.begin(), report_.findings.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

// Whether a document begins as an object whose member "schema" begins with `family`.
bool has_schema(std::string_view first_bytes, std::string_view family) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  constexpr std::string_view kKey = "\"schema\"";
  if (first_bytes.starts_with(kByteOrderMark)) {
    first_bytes.remove_prefix(kByteOrderMark.size());
  }
  if (!skip(first_bytes, "{")) {
    return false;
  }
  for (std::size_t at = first_bytes.find(kKey); at != std::string_view::npos; at = first_bytes.find(kKey)) {
    first_bytes.remove_prefix(at + kKey.size());
    if (skip(first_bytes, ":") && skip(first_bytes, fmt::format("\"{}", family))) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool looks_like_report(std::string_view first_bytes) { return has_schema(first_bytes, kSchemaFamily); }

bool looks_like_comparison(std::string_view first_bytes) { return has_schema(first_bytes, "goescape.diff/"); }

Result<Report> load_report(Input& input) {
  ReportReader reader;
  const auto read = read_json_pieces(input, [&](const JsonPiece& piece) { return reader.take(piece); });
  if (!reader.foreign_schema().empty()) {
    return fail(Failure::kInput,
                fmt::format("{} was made by a newer goescape: its schema is {}, this one reads up to {}{}",
                            input.name(), escaped(reader.foreign_schema()), kSchemaFamily, kSchemaVersion));
  }
  if (!read && reader.problem().empty()) {
    return tl::unexpected(read.error());
  }
  Report report = reader.finish();
  if (!reader.problem().empty()) {
    return fail(Failure::kInput,
                fmt::format("{} is no report as goescape writes it: {}", input.name(), escaped(reader.problem())));
  }
  return report;
}

Result<Report> load_report(const std::string& path) {
  auto input = Input::open(path);
  if (!input) {
    return tl::unexpected(input.error());
  }
  return load_report(*input);
}

}  // namespace goescape
