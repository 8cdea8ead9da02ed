#include "capture/committed_files.h"

#include <algorithm>
#include <charconv>

#include "capture/git_command.h"
#include "capture/repository.h"

namespace goescape {
namespace {

// One line of `git ls-tree -l`: "100644 blob HASH    SIZE\tNAME".
struct TreeLine {
  std::string_view mode;
  std::string_view hash;
  std::string_view size;
  std::string_view name;
};

std::string_view next_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

TreeLine split(std::string_view line) {
  const std::size_t tab = std::min(line.find('\t'), line.size());
  std::string_view facts = line.substr(0, tab);
  TreeLine parts;
  parts.mode = next_word(facts);
  next_word(facts);  // The type, which the mode tells.
  parts.hash = next_word(facts);
  parts.size = next_word(facts);
  parts.name = line.substr(std::min(tab + 1, line.size()));
  return parts;
}

bool is_regular_file(std::string_view mode) { return mode == "100644" || mode == "100755"; }

}  // namespace

CommittedFiles::CommittedFiles(const std::string& directory, const std::string& hash) : directory_(directory) {
  const auto repository = find_repository(directory);
  const auto folder = repository ? module_folder(*repository, hash) : Result<std::string>();
  if (!repository || !folder) {
    return;
  }
  const auto listed =
      run_git(repository->root, {"ls-tree", "-r", "-l", "-z", folder->empty() ? hash : hash + ":" + *folder});
  std::string_view rest = listed ? std::string_view(*listed) : std::string_view();
  while (!rest.empty()) {
    const TreeLine line = split(rest.substr(0, rest.find('\0')));
    Blob blob{std::string(line.hash)};
    const auto read = std::from_chars(line.size.data(), line.size.data() + line.size.size(), blob.size);
    if (is_regular_file(line.mode) && read.ec == std::errc()) {
      blobs_.emplace(line.name, std::move(blob));
    }
    rest.remove_prefix(std::min(rest.find('\0'), rest.size() - 1) + 1);
  }
}

std::optional<std::string> CommittedFiles::read(std::string_view file, std::size_t most) const {
  const auto found = blobs_.find(file);
  if (found == blobs_.end() || found->second.size > most) {
    return std::nullopt;
  }
  auto text = run_git(directory_, {"cat-file", "blob", found->second.hash});
  return text ? std::optional(*std::move(text)) : std::nullopt;
}

}  // namespace goescape
