// What formats for people show of profiles, and how they say it. Foreign text is not escaped but where it says so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "render/renderer.h"

namespace goescape {

// "24 B", "93.8 KiB", "3.1 MiB", by powers of 1,024.
std::string byte_size(double bytes);

// The column of bytes that tables of packages and functions have where the report holds profiles: its title, and a row
// with its cell.
inline constexpr std::string_view kBytesTitle = "bytes";
std::vector<std::string> with_bytes(std::vector<std::string> cells, const Report& report, double bytes);

// The visible findings in the order of the report, or, where that is wanted, most bytes first.
std::vector<const Finding*> visible_findings(const Report& report, const RenderOptions& options);

// The visible findings that the profiles saw allocate, most bytes first.
std::vector<const Finding*> hot_findings(const Report& report, const RenderOptions& options);

// Sentences about the profiles; each is empty where there is nothing to say.
struct ProfileSentences {
  std::string total;    // "the profiles hold 3.1 MiB in 12,345 objects, 77.4% of it where findings stand".
  std::string mostly;   // "80% of the bytes come from the first 12 of these findings", of hot_findings().
  std::string rest;     // What stands above the places without a finding.
  std::string warning;  // The profiles were taken from other sources. Escaped.
};
ProfileSentences profile_sentences(const Report& report, const RenderOptions& options);

// The warning alone, of a profile.
std::string other_sources_sentence(const Profile& profile);

// The tables: titles, of which the first `text_columns` are text and the others numbers, and rows of cells.
inline constexpr std::string_view kHotTitles[]{"finding", "function", "what", "bytes", "share", "objects"};
inline constexpr std::string_view kSiteTitles[]{"no finding", "function", "bytes", "share", "objects"};
inline constexpr std::string_view kBenchmarkTitles[]{"benchmark", "package", "B/op", "allocs/op", "decisions in it"};
inline constexpr std::size_t kHotTextColumns = 3;
inline constexpr std::size_t kSiteTextColumns = 2;
inline constexpr std::size_t kBenchmarkTextColumns = 2;

// The cells of a row behind the columns of text.
std::vector<std::string> hot_numbers(const ProfileValue& value);
std::vector<std::string> site_numbers(const Profile& profile, const ProfileSite& site);
std::vector<std::string> benchmark_numbers(const ProfileBenchmark& benchmark);

// "a/a.go:12" of a place without a finding, the import path where there is no file; "unknown" without either.
std::string place(const Report& report, const ProfileSite& site);

// The compiler's text, and how many findings the bytes are shared by, where they are.
std::string hot_words(const Report& report, const Finding& finding);

}  // namespace goescape
