// The files of a commit, read without checking it out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace goescape {

class CommittedFiles {
 public:
  // Asks git which files the module around `directory` (capture/repository.h) has in the commit `hash`, a full one.
  // None where git fails.
  CommittedFiles(const std::string& directory, const std::string& hash);

  // The text of a file, named relative to the module. Nothing where it is no regular file of the commit, has more than
  // `most` bytes, or git does not give it.
  [[nodiscard]] std::optional<std::string> read(std::string_view file, std::size_t most) const;

 private:
  struct Blob {
    std::string hash;
    std::uint64_t size = 0;
  };
  std::string directory_;
  std::map<std::string, Blob, std::less<>> blobs_;
};

}  // namespace goescape
