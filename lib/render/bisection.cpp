#include "render/bisection.h"

#include <fmt/core.h>

#include "render/json_parts.h"
#include "render/sink.h"
#include "render/style.h"
#include "render/trend.h"
#include "render/wording.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::size_t kShortHash = 12;

std::string place_of(const Report& report, const Finding& finding) {
  const std::string function =
      report.text(finding.function).empty() ? "" : fmt::format(" (in {})", escaped(report.text(finding.function)));
  return fmt::format("{}:{}:{}: {}{}", escaped(report.text(finding.file)), finding.line, finding.column,
                     escaped(report.text(finding.message)), function);
}

std::string before_of(const Bisection& bisection) {
  if (bisection.at_the_end) {
    return bisection.shallow ? "not known: this is a shallow clone, and its history ends here"
                             : "nothing: no older commit lacks it";
  }
  return fmt::format("{}: not there", bisection.before.substr(0, kShortHash));
}

std::string reason_of(const Bisection& bisection) {
  if (bisection.code_changed) {
    return "the commit added or changed this line";
  }
  return escaped(bisection.blame);
}

void append_commit(std::string& out, const Painter& paint, const BisectedCommit& commit) {
  paint.append(out, Style::kWarning, "commit " + commit.hash);
  out += fmt::format("\nDate:   {}\n\n    {}\n\n", date_of(commit.author_time), escaped(commit.subject));
}

void append_unknown(std::string& out, const Painter& paint, const Bisection& bisection) {
  paint.append(out, Style::kWarning, "or by one of these, which do not build, so that nobody can tell:");
  out += '\n';
  for (const BisectedCommit& commit : bisection.unknown) {
    out += fmt::format("  {} {} {}\n", commit.hash.substr(0, kShortHash), date_of(commit.author_time),
                       escaped(commit.subject));
  }
  out += '\n';
}

void write_commit(JsonWriter& json, const BisectedCommit& commit) {
  json.begin_object();
  json.member("commit", commit.hash);
  json.member("author_time", time_of(commit.author_time));
  json.member("subject", commit.subject);
  json.end_object();
}

}  // namespace

void write_bisection(const Bisection& bisection, const RenderOptions& options, std::ostream& out) {
  Sink sink(out);
  std::string& text = sink.text();
  const Painter paint(options.color);
  paint.append(text, Style::kTitle,
               fmt::format("{} {}", finding_id(*bisection.asked), place_of(*bisection.asked_report, *bisection.asked)));
  text += "\nwas introduced by\n\n";
  append_commit(text, paint, bisection.commit);
  if (!bisection.unknown.empty()) {
    append_unknown(text, paint, bisection);
  }
  text += fmt::format("there   {}\n", place_of(*bisection.report, *bisection.finding));
  text += fmt::format("before  {}\n", before_of(bisection));
  if (const std::string reason = reason_of(bisection); !reason.empty()) {
    text += fmt::format("why     {}\n", reason);
  }
}

void write_bisection_json(const Bisection& bisection, std::ostream& out) {
  Sink sink(out);
  JsonWriter json(sink.text());
  json.begin_object();
  top_key(json, "schema");
  json.value("goescape.bisect/1");
  top_key(json, "asked");
  write_finding(json, *bisection.asked_report, *bisection.asked);
  top_key(json, "introduced_by");
  write_commit(json, bisection.commit);
  top_key(json, "finding");
  write_finding(json, *bisection.report, *bisection.finding);
  top_key(json, "before");
  json.value(bisection.before);
  top_key(json, "all_commits");
  json.value(bisection.at_the_end);
  top_key(json, "code_changed");
  json.value(bisection.code_changed);
  top_key(json, "blame");
  json.value(bisection.blame);
  top_key(json, "unknown");
  write_lines(json, sink, bisection.unknown, [&](const BisectedCommit& commit) { write_commit(json, commit); });
  top_key(json, "recorded");
  json.value(std::uint64_t{bisection.recorded});
  top_key(json, "compiled");
  json.value(std::uint64_t{bisection.compiled});
  json.new_end_line(0);
  json.end_object();
  sink.text() += '\n';
}

}  // namespace goescape
