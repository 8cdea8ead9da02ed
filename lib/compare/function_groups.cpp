#include "compare/function_groups.h"

#include <map>
#include <string>
#include <tuple>

namespace goescape {
namespace {

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::vector<LoneFunction> lone_functions(const Matching& matching, const std::vector<Decision>& left,
                                         const FunctionSet& there) {
  std::vector<LoneFunction> result;
  std::map<std::pair<StringId, StringId>, std::size_t> by_name;
  for (std::uint32_t index = 0; index < left.size(); ++index) {
    const Decision& decision = left[index];
    const StringId declared = matching.names_of(decision).declared;
    const std::string_view name = matching.names[declared];
    const bool is_special = name.empty() || name == "init" || name == "glob.";
    if (is_special || decision.line_state == LineState::kSame || there.contains(decision.package, declared)) {
      continue;
    }
    const auto [known, is_first] = by_name.try_emplace({decision.package, declared}, result.size());
    if (is_first) {
      result.push_back({decision.package, declared, {}});
    }
    result[known->second].decisions.push_back(index);
  }
  return result;
}

using Content = std::tuple<StringId, Kind, std::string>;

std::multimap<Content, std::uint32_t> contents(const Matching& matching, const std::vector<Decision>& left,
                                               const LoneFunction& function) {
  const FunctionParts parts = function_parts(matching.names[function.declared]);
  std::multimap<Content, std::uint32_t> result;
  for (const std::uint32_t index : function.decisions) {
    const Decision& decision = left[index];
    result.emplace(Content{matching.names_of(decision).closure, decision.kind,
                           without_own_names(matching.names[decision.expression], parts)},
                   index);
  }
  return result;
}

}  // namespace

std::vector<LoneFunction> lone_old_functions(const Matching& matching) {
  return lone_functions(matching, matching.old_left, matching.new_functions);
}

std::vector<LoneFunction> lone_new_functions(const Matching& matching) {
  return lone_functions(matching, matching.new_left, matching.old_functions);
}

std::string without_own_names(std::string_view expression, const FunctionParts& function) {
  std::string result;
  for (std::size_t at = 0; at < expression.size();) {
    std::size_t end = at;
    while (end < expression.size() && is_word(expression[end])) {
      ++end;
    }
    const std::string_view word = expression.substr(at, end - at);
    if (!word.empty() && word == function.name) {
      result += '\1';
    } else if (!word.empty() && word == function.receiver) {
      result += '\2';
    } else {
      result += word.empty() ? expression.substr(at, 1) : word;
    }
    at = word.empty() ? at + 1 : end;
  }
  return result;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> common_decisions(const Matching& matching,
                                                                      const LoneFunction& old_function,
                                                                      const LoneFunction& new_function) {
  const auto old_contents = contents(matching, matching.old_left, old_function);
  const auto new_contents = contents(matching, matching.new_left, new_function);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> result;
  auto o = old_contents.begin();
  auto n = new_contents.begin();
  while (o != old_contents.end() && n != new_contents.end()) {
    if (o->first == n->first) {
      result.emplace_back((o++)->second, (n++)->second);
    } else {
      ++(o->first < n->first ? o : n);
    }
  }
  return result;
}

}  // namespace goescape
