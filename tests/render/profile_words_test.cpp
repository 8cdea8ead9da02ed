#include "render/profile_words.h"

#include "catch.h"
#include "invariants.h"
#include "report_builder.h"

using namespace goescape;
using namespace goescape::test;

namespace {

// Findings with so many bytes each, of a profile with `total`; the last one is hidden.
Report with_bytes(const std::vector<std::uint64_t>& bytes, std::uint64_t total) {
  ReportBuilder builder;
  const PackageIndex a = builder.package("example.com/m/a");
  const PackageIndex b = builder.package("example.com/m/b");
  Report& report = builder.report();
  Profile& profile = report.profile.emplace();
  profile.bytes = total;
  profile.objects = total / 8;
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    const auto line = static_cast<std::uint32_t>(index + 1);
    const bool hidden = index + 1 == bytes.size();
    Finding& finding = builder.finding(index % 2 == 0 ? a : b, {Kind::kEscapesToHeap, "a.go", line, 1, "F", "x", "",
                                                                hidden ? Category::kGenerated : Category::kModule});
    finding.profile = static_cast<std::uint32_t>(index);
    report.profile_values.push_back(
        {bytes[index], bytes[index] / 8, static_cast<double>(bytes[index]) / static_cast<double>(total)});
    profile.matched_bytes += bytes[index];
  }
  return std::move(report);
}

std::string mostly(const std::vector<std::uint64_t>& bytes, std::uint64_t total) {
  return profile_sentences(with_bytes(bytes, total), {}).mostly;
}

}  // namespace

TEST_CASE("profile words: sizes in bytes") {
  CHECK(byte_size(0) == "0 B");
  CHECK(byte_size(1023) == "1023 B");
  CHECK(byte_size(1024) == "1.0 KiB");
  CHECK(byte_size(1536 * 1024) == "1.5 MiB");
  CHECK(byte_size(9.2e18) == "8.0 EiB");
}

TEST_CASE("profile words: which findings hold 80%") {
  CHECK(mostly({50, 30, 10, 0}, 100) == "80% of the bytes come from the first 2 of these findings");
  CHECK(mostly({40, 40, 0}, 100) == "80% of the bytes come from these 2 findings");
  CHECK(mostly({80, 0}, 100) == "80% of the bytes come from this finding");
  CHECK(mostly({8, 2, 90}, 100) ==
        "80% of what findings hold, which is 10.0% of all, comes from the first of these findings");
  CHECK(mostly({0, 100}, 100).empty());
}

TEST_CASE("profile words: what findings share counts once") {
  Report report = with_bytes({40, 40, 40, 0}, 100);
  report.profile_values[0].shared_by = report.profile_values[1].shared_by = 2;
  CHECK(profile_sentences(report, {}).mostly == "80% of the bytes come from these 3 findings");
  CHECK(hot_words(report, report.findings[0]) == "x (one of 2 that share this)");
  CHECK(hot_words(report, report.findings[2]) == "x");
}

TEST_CASE("profile words: what is left, and what is wrong") {
  Report report = with_bytes({50, 0}, 2048);
  report.profile->unmatched.resize(1);
  const ProfileSentences sentences = profile_sentences(report, {});
  CHECK(sentences.total == "the profiles hold 2.0 KiB in 256 objects, 2.4% of it where findings stand");
  CHECK(sentences.rest ==
        "2.0 KiB (97.6%) were allocated at 1 place without a finding, first those in the module's own code");
  CHECK(sentences.warning.empty());
  CHECK(place(report, report.profile->unmatched[0]) == "unknown");
  report.profile->fit = {3, 1, "a.go:1 is not in F"};
  CHECK(profile_sentences(report, {})
            .warning.find("of 3 places in the module, 1 is not where they say (a.go:1 is not in F)") !=
        std::string::npos);
  report.profile = Profile{};
  CHECK(profile_sentences(report, {}).total == "the profiles hold no allocations");
}

TEST_CASE("profile words: text and Markdown show the profile, and sort by it") {
  Report report = with_bytes({8, 90, 2, 0}, 100);
  report.profile->benchmarks.push_back(
      {report.strings.intern("example.com/m/a"), report.strings.intern("BenchmarkX"), 1, 48, 2, 1});
  RenderOptions options;
  options.findings = true;
  for (const char* const format : {"text", "markdown"}) {
    CAPTURE(format);
    const std::string plain = rendered(format, report, options);
    CHECK(plain.find("80% of the bytes come from the first of these findings") != std::string::npos);
    CHECK(plain.find("BenchmarkX") != std::string::npos);
    CHECK(plain.find("./a") < plain.find("./b"));
    RenderOptions sorted = options;
    sorted.sort = SortKey::kProfile;
    const std::string by_bytes = rendered(format, report, sorted);
    CHECK(by_bytes.find("./b") < by_bytes.find("./a"));
    CHECK(by_bytes.find("a.go:2") < by_bytes.find("a.go:1"));
  }
}
