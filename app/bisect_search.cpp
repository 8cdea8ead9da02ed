#include "bisect_search.h"

#include <algorithm>
#include <set>

namespace goescape {
namespace {

class Search {
 public:
  Search(std::size_t count, bool ends_lacking, const std::function<Result<Probe>(std::size_t)>& probe)
      : lacks_(ends_lacking ? count - 1 : count), found_lacking_(ends_lacking), probe_(probe) {}

  Result<BisectResult> run() {
    for (std::size_t step = 1; !found_lacking_ && has_ + 1 < lacks_; step *= 2) {
      // At the end the bound is the one behind the last commit, which cannot be asked.
      if (auto asked = ask_near(std::min(has_ + step, lacks_ - 1)); !asked || !*asked) {
        if (!asked) {
          return tl::unexpected(asked.error());
        }
        break;
      }
    }
    while (true) {
      const auto asked = ask_near(has_ + (lacks_ - has_) / 2);
      if (!asked) {
        return tl::unexpected(asked.error());
      }
      if (!*asked) {
        return result();
      }
    }
  }

 private:
  // Asks the commit nearest to `wanted` between the bounds that nobody asked yet; false when there is none.
  Result<bool> ask_near(std::size_t wanted) {
    for (std::size_t distance = 0; distance <= lacks_ - has_; ++distance) {
      for (const std::size_t index : {wanted + distance, wanted - distance}) {
        if (index <= has_ || index >= lacks_ || unknown_.contains(index)) {
          continue;  // An index below zero is one far too large.
        }
        return take(index);
      }
    }
    return false;
  }

  Result<bool> take(std::size_t index) {
    const auto answer = probe_(index);
    if (!answer) {
      return tl::unexpected(answer.error());
    }
    switch (*answer) {
      case Probe::kHas:
        has_ = index;
        break;
      case Probe::kLacks:
        lacks_ = index;
        found_lacking_ = true;
        break;
      case Probe::kUnknown:
        unknown_.insert(index);
        break;
    }
    return true;
  }

  [[nodiscard]] BisectResult result() const {
    BisectResult result{has_, !found_lacking_, {}};
    for (std::size_t index = has_ + 1; index < lacks_; ++index) {
      result.unknown.push_back(index);
    }
    return result;
  }

  std::size_t has_ = 0;
  std::size_t lacks_;
  bool found_lacking_;
  const std::function<Result<Probe>(std::size_t)>& probe_;
  std::set<std::size_t> unknown_;
};

}  // namespace

Result<BisectResult> bisect(std::size_t count, bool ends_lacking,
                            const std::function<Result<Probe>(std::size_t)>& probe) {
  return Search(count, ends_lacking, probe).run();
}

}  // namespace goescape
