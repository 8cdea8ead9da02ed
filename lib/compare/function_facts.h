// What one report says about the functions of its packages: which parameters leak, what is inlined, and where.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "model/report.h"
#include "resolve/call_name.h"

namespace goescape {

// A function by its import path and its name, as Finding::function.
using FunctionKey = std::pair<std::string, std::string>;

enum class Inlinability : std::uint8_t { kUnknown, kCan, kCannot };

struct FunctionFacts {
  std::vector<const Finding*> leaks;     // Its leaking parameters.
  const Finding* declaration = nullptr;  // What was said about inlining it; nullptr = nothing.
  Inlinability inlinability = Inlinability::kUnknown;
  std::string reason;                       // Why it cannot be inlined; empty = unknown.
  std::set<std::string_view> bodies;        // The messages about inlining it, with its body from -m=2 on.
  std::map<std::string, CallName> inlined;  // The functions that are inlined into it, by their spelling.
};

// The report must outlive the object and stay as it is.
class ReportFacts {
 public:
  explicit ReportFacts(const Report& report);

  // What is known about a function; nullptr when nothing is.
  [[nodiscard]] const FunctionFacts* find(const FunctionKey& function) const;

  // Whether it can be inlined. With -m=1 the compiler only names the functions that can.
  [[nodiscard]] Inlinability inlinability(const FunctionKey& function) const;

  // Whether the package was compiled, so that all of its leaking parameters are known.
  [[nodiscard]] bool knows_package(std::string_view import_path) const;

  // The import paths of the packages that are usually called by `name`.
  [[nodiscard]] const std::vector<std::string>& packages_called(const std::string& name) const;

  // The functions that are inlined at one place.
  [[nodiscard]] std::vector<CallName> inlined_at(StringId file, std::uint32_t line, std::uint32_t column) const;

  [[nodiscard]] const Report& report() const { return report_; }

 private:
  void add(const Finding& finding);
  void add_inlinability(const Finding& finding, FunctionFacts& facts);
  void add_inlined(const Finding& finding, FunctionFacts& facts);

  const Report& report_;
  bool tells_reasons_ = false;  // The compiler also named the functions that cannot be inlined.
  std::map<FunctionKey, FunctionFacts> functions_;
  std::map<std::string, std::vector<std::string>> packages_;
  std::set<std::string_view> compiled_;
  std::multimap<std::tuple<StringId, std::uint32_t, std::uint32_t>, CallName> inlined_at_;
};

}  // namespace goescape
