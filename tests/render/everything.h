// The wish to see all that a report holds.
#pragma once

#include "render/renderer.h"

namespace goescape::test {

inline RenderOptions everything() {
  RenderOptions options;
  options.top = 0;
  options.all = true;
  options.findings = true;
  options.include = all_categories();
  return options;
}

}  // namespace goescape::test
