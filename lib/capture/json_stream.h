// The output of `go list -json`: JSON objects one after the other, cut while it arrives.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "util/result.h"

namespace goescape {

// The go command writes each object with json.MarshalIndent (cmd/go/internal/list): it begins with a line "{" and ends
// with a line "}", and no other line is just one brace. Holds one object at a time.
class JsonObjectCutter {
 public:
  // Calls `take` for each object that ends in `bytes`, in pieces cut anywhere. After a failure everything is ignored.
  // Fails when something else than an object stands there, and passes on a failure of `take`.
  Result<void> feed(std::string_view bytes, const std::function<Result<void>(std::string_view)>& take);

  // True when the stream has stopped inside an object.
  [[nodiscard]] bool incomplete() const { return held_.find_first_not_of(" \t\r\n") != std::string::npos; }

 private:
  std::string held_;
};

}  // namespace goescape
