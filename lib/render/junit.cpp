// Test results in the XML of JUnit, as Jenkins, GitLab and the test reporters of GitHub read it. The first suite is the
// run as a whole: its verdict, and what has no function to stand at. Then comes a suite per package with a test case
// per function. A case fails only for what fails the gate: one for what is there passes, one for what a change brought
// without failing anything is skipped, so that its message is seen. What was not compiled or understood is an error.
#include <fmt/format.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "render/formats.h"
#include "render/review.h"
#include "render/sink.h"
#include "render/xml_writer.h"
#include "util/display.h"

namespace goescape {
namespace {

constexpr std::string_view kRun = "goescape";

struct Case {
  std::string class_name;  // An import path, or kRun.
  std::string name;
  std::string type;  // Of what failed.
  Level level = Level::kNote;
  std::string message;  // What matters most of it, one line.
  std::string text;     // All of it.
};

std::string where(const ReviewItem& item) {
  std::string text = escaped(item.file);
  text += item.line == 0 ? "" : fmt::format(":{}", item.line);
  text += item.column == 0 ? "" : fmt::format(":{}", item.column);
  return text;
}

// "a.go:3:5: x escapes to heap [return]".
std::string line_of(const ReviewItem& item) {
  const std::string place = where(item);
  return fmt::format("{}{}{}", place, place.empty() ? "" : ": ", sentence_of(item));
}

Case case_of_run(const Review& review) {
  return {std::string(kRun), "verdict", "verdict", review.level, review.verdict, review.verdict};
}

Case case_of_note(const ReviewItem& note) {
  const std::string place = where(note);
  return {note.package.empty() ? std::string(kRun) : std::string(note.package),
          fmt::format("{}{}{}", note.check, place.empty() ? "" : " ", place),
          std::string(note.check),
          note.level,
          note.message,
          line_of(note)};
}

// Adds what is said of one finding to the case of its function. The first of the highest level gives the message.
void add_finding(Case& into, const ReviewItem& item) {
  const std::string line = line_of(item);
  if (into.text.empty() || item.level > into.level) {
    into.level = item.level;
    into.type = item.check;
    into.message = line;
  }
  into.text += fmt::format("{}{}", into.text.empty() ? "" : "\n", line);
}

// Findings of one package, by function in the order of the first finding of each; those whose function is unknown by
// file.
std::vector<Case> cases_of(const Review& review, std::size_t begin, std::size_t end) {
  const std::vector<ShownFinding>& findings = review.findings;
  std::vector<Case> cases;
  std::map<std::string_view, std::size_t> by_name;
  for (std::size_t index = begin; index < end; ++index) {
    const Report& report = *findings[index].report;
    const Finding& finding = *findings[index].finding;
    const ReviewItem item = item_of(review, findings[index]);
    const StringId id = finding.function == StringId::kEmpty ? finding.file : finding.function;
    const std::string_view name = id == StringId::kEmpty ? "(unknown function)" : report.text(id);
    const auto [found, is_new] = by_name.try_emplace(name, cases.size());
    if (is_new) {
      cases.push_back({std::string(item.package), std::string(name), {}, Level::kNote, {}, {}});
    }
    add_finding(cases[found->second], item);
  }
  return cases;
}

// How many cases there are of each level; added up, how many of a document.
struct Totals {
  std::size_t cases = 0;
  std::array<std::size_t, 4> by_level{};

  void add(const std::vector<Case>& more) {
    for (const Case& each : more) {
      ++cases;
      ++by_level[static_cast<std::size_t>(each.level)];
    }
  }
  [[nodiscard]] std::size_t of(Level level) const { return by_level[static_cast<std::size_t>(level)]; }
};

void write_totals(XmlWriter& xml, const Totals& totals) {
  xml.attribute("tests", totals.cases);
  xml.attribute("failures", totals.of(Level::kFailing));
  xml.attribute("errors", totals.of(Level::kBroken));
}

// What is written into a case of each level.
constexpr std::array<std::string_view, 4> kElements{"system-out", "skipped", "failure", "error"};

void write_case(XmlWriter& xml, const Case& each) {
  xml.open("testcase");
  xml.attribute("classname", each.class_name);
  xml.attribute("name", each.name);
  xml.open(kElements[static_cast<std::size_t>(each.level)]);
  if (each.level != Level::kNote) {
    xml.attribute("type", each.type);
    xml.attribute("message", each.message);
  }
  xml.text(each.text);
  xml.close();
  xml.close();
}

void write_suite(XmlWriter& xml, Sink& sink, std::string_view name, const std::vector<Case>& cases) {
  Totals totals;
  totals.add(cases);
  xml.open("testsuite");
  xml.attribute("name", name);
  write_totals(xml, totals);
  xml.attribute("skipped", totals.of(Level::kNew));
  for (const Case& each : cases) {
    write_case(xml, each);
    sink.relieve();
  }
  xml.close();
}

// Calls `handle` with the name and the cases of each suite. Made anew at each call: the totals stand in front of all of
// them, and the text of all cases is not to be kept.
template <typename Handle>
void for_each_suite(const Review& review, Handle&& handle) {
  std::vector<Case> run{case_of_run(review)};
  for (const ReviewItem& note : review.notes) {
    run.push_back(case_of_note(note));
  }
  handle(kRun, run);
  const std::vector<ShownFinding>& findings = review.findings;
  for (std::size_t begin = 0; begin < findings.size();) {
    std::size_t end = begin;
    while (end < findings.size() && findings[end].finding->package == findings[begin].finding->package) {
      ++end;
    }
    const Report& report = *findings[begin].report;
    handle(report.text(report.package_of(*findings[begin].finding).import_path), cases_of(review, begin, end));
    begin = end;
  }
}

void write(const Review& review, std::ostream& out) {
  Totals totals;
  for_each_suite(review, [&](std::string_view /*name*/, const std::vector<Case>& cases) { totals.add(cases); });
  Sink sink(out);
  XmlWriter xml(sink.text());
  xml.declaration();
  xml.open("testsuites");
  xml.attribute("name", kRun);
  write_totals(xml, totals);
  for_each_suite(review,
                 [&](std::string_view name, const std::vector<Case>& cases) { write_suite(xml, sink, name, cases); });
  xml.close();
}

}  // namespace

void render_junit(const Report& report, const RenderOptions& options, std::ostream& out) {
  write(review_of(report, options, options.place.in_repository), out);
}

void render_junit_comparison(const Comparison& comparison, const GateResult* gate, const RenderOptions& options,
                             std::ostream& out) {
  write(review_of(comparison, gate, options.place.in_repository), out);
}

}  // namespace goescape
