// The page of the HTML format without its data. Made when the project is built, by cmake/EmbedHtml.cmake, from the
// sources in lib/render/html/.
#pragma once

#include <string_view>

namespace goescape {

// The page in the order it is written. Between the parts stand the blocks of data: behind the head that of the report,
// which the scripts show as soon as they are read; behind the scripts what is only looked at on demand.
extern const std::string_view kHtmlHead;
extern const std::string_view kHtmlScripts;
extern const std::string_view kHtmlEnd;

}  // namespace goescape
