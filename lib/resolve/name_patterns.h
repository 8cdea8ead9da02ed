// The patterns of --package, --file and --function.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace goescape {

// A list of patterns that a name passes when it fits one of them, and when there is none.
class NamePatterns {
 public:
  // Import paths: `...` matches anything; a trailing `/...` also matches the package itself (go help packages).
  static NamePatterns of_packages(const std::vector<std::string>& texts);
  // As in a shell: `*` and `?`, which match `/` too.
  static NamePatterns globs(const std::vector<std::string>& texts);

  NamePatterns(NamePatterns&&) noexcept;
  NamePatterns& operator=(NamePatterns&&) noexcept;
  ~NamePatterns();

  [[nodiscard]] bool passes(std::string_view name) const;

 private:
  NamePatterns();

  std::vector<std::unique_ptr<re2::RE2>> expressions_;
};

}  // namespace goescape
