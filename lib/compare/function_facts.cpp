#include "compare/function_facts.h"

#include "parse/message.h"

namespace goescape {
namespace {

// The function that a message about inlining names, without the package that stands in front of foreign ones.
std::string_view named_function(std::string_view message) {
  const auto parts = recognise_message(message);
  return parts ? parts->function : std::string_view();
}

}  // namespace

ReportFacts::ReportFacts(const Report& report) : report_(report) {
  for (const Package& package : report.packages) {
    const std::string_view path = report.text(package.import_path);
    packages_[std::string(usual_package_name(path))].emplace_back(path);
    if (package.compiled && package.status == PackageStatus::kOk) {
      compiled_.insert(path);
    }
  }
  for (const Finding& finding : report.findings) {
    add(finding);
  }
}

void ReportFacts::add(const Finding& finding) {
  std::string function(report_.text(finding.function));
  if (function.empty() && (finding.kind == Kind::kCanInline || finding.kind == Kind::kCannotInline)) {
    const auto name = function_name(named_function(report_.text(finding.message)));
    function = name ? name->function : "";
  }
  if (function.empty()) {
    return;
  }
  FunctionFacts& facts = functions_[{std::string(report_.text(report_.package_of(finding).import_path)), function}];
  switch (finding.kind) {
    case Kind::kLeakingParam:
    case Kind::kLeakingParamContent:
    case Kind::kLeakingParamToResult:
      facts.leaks.push_back(&finding);
      break;
    case Kind::kCanInline:
    case Kind::kCannotInline:
      add_inlinability(finding, facts);
      break;
    case Kind::kInliningCall:
      add_inlined(finding, facts);
      break;
    default:
      break;
  }
}

void ReportFacts::add_inlinability(const Finding& finding, FunctionFacts& facts) {
  const std::string_view message = report_.text(finding.message);
  const bool can = finding.kind == Kind::kCanInline;
  const std::size_t colon = message.find(": ");
  tells_reasons_ = tells_reasons_ || !can;
  if (!can && (colon == std::string_view::npos || message.substr(0, colon).find(" into ") != std::string_view::npos)) {
    return;  // About one call of it only.
  }
  facts.bodies.insert(message);
  facts.declaration = &finding;
  if (can) {
    facts.inlinability = Inlinability::kCan;
  } else if (facts.inlinability == Inlinability::kUnknown) {
    facts.inlinability = Inlinability::kCannot;
    facts.reason = message.substr(colon + 2);
  }
}

void ReportFacts::add_inlined(const Finding& finding, FunctionFacts& facts) {
  const auto name = function_name(named_function(report_.text(finding.message)));
  if (name) {
    facts.inlined.emplace(name->spelled(), *name);
    inlined_at_.emplace(std::tuple(finding.file, finding.line, finding.column), *name);
  }
}

const FunctionFacts* ReportFacts::find(const FunctionKey& function) const {
  const auto found = functions_.find(function);
  return found == functions_.end() ? nullptr : &found->second;
}

Inlinability ReportFacts::inlinability(const FunctionKey& function) const {
  const FunctionFacts* const facts = find(function);
  if (facts != nullptr && facts->inlinability != Inlinability::kUnknown) {
    return facts->inlinability;
  }
  return !tells_reasons_ && knows_package(function.first) ? Inlinability::kCannot : Inlinability::kUnknown;
}

bool ReportFacts::knows_package(std::string_view import_path) const { return compiled_.count(import_path) != 0; }

const std::vector<std::string>& ReportFacts::packages_called(const std::string& name) const {
  static const std::vector<std::string> none;
  const auto found = packages_.find(name);
  return found == packages_.end() ? none : found->second;
}

std::vector<CallName> ReportFacts::inlined_at(StringId file, std::uint32_t line, std::uint32_t column) const {
  std::vector<CallName> names;
  const auto [begin, end] = inlined_at_.equal_range(std::tuple(file, line, column));
  for (auto at = begin; at != end; ++at) {
    names.push_back(at->second);
  }
  return names;
}

}  // namespace goescape
