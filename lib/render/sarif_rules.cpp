#include "render/sarif_rules.h"

#include <fmt/core.h>

#include <array>

#include "render/sarif_help.h"
#include "util/version.h"

namespace goescape {
namespace {

constexpr std::string_view kPrefix = "goescape/";

struct GateRow {
  GateRule rule;
  std::string_view sentence;
};
constexpr std::array<GateRow, 4> kGateRules{{
    {GateRule::kNewEscape, "a heap decision is new"},
    {GateRule::kBudget, "there are more heap decisions than the budget allows"},
    {GateRule::kAssertion, "there is a heap decision where the source asserts that there is none"},
    {GateRule::kUnanalysed, "a rule is about code that was not analysed"},
}};

struct NoticeRow {
  SarifNotice notice;
  std::string_view name;
  std::string_view sentence;
  std::string_view help;
};
constexpr std::array<NoticeRow, 8> kNotices{{
    {SarifNotice::kPackageFailed, "package_failed", "A package did not compile.",
     "Its heap decisions are missing here. Make it compile."},
    {SarifNotice::kRunFailed, "run_failed", "A part of the run failed.",
     "The results may be incomplete. The message is that of the go command."},
    {SarifNotice::kNotUnderstood, "not_understood", "Lines of the compiler were not understood.",
     "If they are about the heap, decisions may be missing here. Please report them to the makers of goescape."},
    {SarifNotice::kUndecided, "undecided", "Heap decisions cannot be compared.",
     "Their package did not compile on the other side, so nobody can tell whether they are new."},
    {SarifNotice::kOtherBuild, "other_build", "The two sides were built differently.",
     "Another Go release, platform or setting may move values to the heap without a change of the code."},
    {SarifNotice::kResultsCut, "results_cut", "Results are left out, the least important ones.",
     "GitHub keeps no more results of a run. The JSON report has all of them."},
    {SarifNotice::kHidden, "hidden", "Heap decisions are not shown that nobody asked for.",
     "They stand in generated, vendored or foreign code. --include shows them."},
    {SarifNotice::kGate, "gate_notice", "Something about the gate should be put in order.",
     "It does not fail the gate: a suppression that suppresses nothing, or a baseline that is out of date."},
}};

// "EscapesToHeap" for "escapes_to_heap".
std::string pascal_case(std::string_view name) {
  std::string pascal;
  bool starts = true;
  for (const char byte : name) {
    if (byte != '_') {
      pascal += starts ? static_cast<char>(byte - 'a' + 'A') : byte;
    }
    starts = byte == '_';
  }
  return pascal;
}

// "A full sentence." of "a full sentence".
std::string as_sentence(std::string_view words) {
  std::string sentence = fmt::format("{}.", words);
  sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
  return sentence;
}

void write_message(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key);
  json.begin_object();
  json.member("text", text);
  json.end_object();
}

struct RuleRow {
  std::string_view name;
  std::string_view sentence;
  std::string_view level;
  std::string_view severity;  // GitHub's property problem.severity.
  SarifHelp help;
};

// What GitHub filters and orders by.
void write_rule_properties(JsonWriter& json, const RuleRow& row) {
  json.key("properties");
  json.begin_object();
  json.member("precision", "very-high");
  json.member("problem.severity", row.severity);
  json.key("tags");
  json.begin_array();
  json.value("performance");
  json.value("go");
  json.end_array();
  json.end_object();
}

void write_rule(JsonWriter& json, const RuleRow& row) {
  const std::string sentence = as_sentence(row.sentence);
  json.begin_object();
  json.member("id", fmt::format("{}{}", kPrefix, row.name));
  json.member("name", pascal_case(row.name));
  write_message(json, "shortDescription", sentence);
  write_message(json, "fullDescription", row.help.full.empty() ? std::string_view(sentence) : row.help.full);
  json.key("help");
  json.begin_object();
  json.member("text", plain_text(row.help.markdown));
  json.member("markdown", row.help.markdown);
  json.end_object();
  json.key("defaultConfiguration");
  json.begin_object();
  json.member("level", row.level);
  json.end_object();
  write_rule_properties(json, row);
  json.end_object();
}

void write_rules(JsonWriter& json) {
  json.key("rules");
  json.begin_array();
  for (const KindInfo& row : kKinds) {
    const std::string_view level = is_heap_decision(row.kind) ? "note" : "none";
    write_rule(json, {row.name, row.sentence, level, "recommendation", sarif_help(row.kind)});
  }
  for (const GateRow& row : kGateRules) {
    write_rule(json, {name(row.rule), row.sentence, "error", "error", sarif_help(row.rule)});
  }
  json.end_array();
}

std::string notice_id(const NoticeRow& row) { return fmt::format("{}{}", kPrefix, row.name); }

void write_notices(JsonWriter& json) {
  json.key("notifications");
  json.begin_array();
  for (const NoticeRow& row : kNotices) {
    json.begin_object();
    json.member("id", notice_id(row));
    json.member("name", pascal_case(row.name));
    write_message(json, "shortDescription", row.sentence);
    write_message(json, "fullDescription", row.sentence);
    write_message(json, "help", row.help);
    json.end_object();
  }
  json.end_array();
}

void write_reference(JsonWriter& json, std::string_view rule_name, std::size_t index) {
  json.member("ruleId", fmt::format("{}{}", kPrefix, rule_name));
  json.member("ruleIndex", std::uint64_t{index});
}

}  // namespace

void write_rule_reference(JsonWriter& json, Kind kind) {
  write_reference(json, info(kind).name, static_cast<std::size_t>(kind));
}

void write_rule_reference(JsonWriter& json, GateRule rule) {
  write_reference(json, name(rule), kKindCount + static_cast<std::size_t>(rule));
}

void write_descriptor(JsonWriter& json, SarifNotice notice) {
  const auto index = static_cast<std::size_t>(notice);
  json.key("descriptor");
  json.begin_object();
  json.member("id", notice_id(kNotices[index]));
  json.member("index", std::uint64_t{index});
  json.end_object();
}

void write_driver(JsonWriter& json) {
  json.key("driver");
  json.begin_object();
  json.member("name", "goescape");
  json.member("version", kVersion);
  json.member("semanticVersion", kVersion);
  write_rules(json);
  write_notices(json);
  json.end_object();
}

}  // namespace goescape
