#include "capture/first_parents.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "capture/git_command.h"

namespace goescape {
namespace {

// What stands in front of `end`, which is taken away too.
std::string_view take(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

CommitFacts facts_of(std::string_view line) {
  CommitFacts facts;
  facts.hash = take(line, '\t');
  std::string_view parents = take(line, '\t');
  facts.parent = take(parents, ' ');
  facts.author_time = number_of(take(line, '\t'));
  facts.commit_time = number_of(take(line, '\t'));
  facts.subject = line;
  return facts;
}

}  // namespace

Result<std::vector<CommitFacts>> first_parents(const std::string& directory, const std::string& tip,
                                               const std::string& without, std::size_t most) {
  std::vector<std::string> arguments{"rev-list", "--first-parent", "--encoding=UTF-8",
                                     "--format=%H%x09%P%x09%at%x09%ct%x09%s"};
  if (most != 0) {
    arguments.push_back(fmt::format("--max-count={}", most));
  }
  arguments.push_back(tip);
  if (!without.empty()) {
    arguments.push_back("^" + without);
  }
  const auto listed = run_git(directory, arguments);
  if (!listed) {
    return tl::unexpected(listed.error());
  }
  std::vector<CommitFacts> commits;
  for (std::string_view rest = *listed; !rest.empty();) {
    take(rest, '\n');  // "commit HASH", which git puts in front.
    commits.push_back(facts_of(take(rest, '\n')));
  }
  return commits;
}

}  // namespace goescape
