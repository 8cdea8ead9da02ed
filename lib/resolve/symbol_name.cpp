#include "resolve/symbol_name.h"

#include <algorithm>

#include "parse/shape.h"

namespace goescape {

// The import path ends at the first dot behind its last slash: dots in its last element are written as %2e. Type
// arguments hold paths of their own.
std::string function_of_symbol(std::string_view symbol) {
  const std::string_view own = symbol.substr(0, std::min(symbol.find('['), symbol.size()));
  const std::size_t slash = own.rfind('/');
  const std::size_t dot = own.find('.', slash == std::string_view::npos ? 0 : slash);
  return without_type_arguments(dot == std::string_view::npos ? symbol : symbol.substr(dot + 1));
}

}  // namespace goescape
