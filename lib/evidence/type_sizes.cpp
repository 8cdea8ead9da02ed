#include "evidence/type_sizes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "evidence/profile_names.h"
#include "evidence/type_name.h"
#include "resolve/symbol_name.h"

namespace goescape {
namespace {

constexpr std::uint64_t kWord = 8;

struct NamedSize {
  std::string_view name;
  TypeSize size;
};
constexpr std::array<NamedSize, 22> kBasicTypes{{{"bool", {1, 0}},    {"int8", {1, 0}},      {"uint8", {1, 0}},
                                                 {"byte", {1, 0}},    {"int16", {2, 0}},     {"uint16", {2, 0}},
                                                 {"int32", {4, 0}},   {"uint32", {4, 0}},    {"rune", {4, 0}},
                                                 {"float32", {4, 0}}, {"int64", {8, 0}},     {"uint64", {8, 0}},
                                                 {"int", {8, 0}},     {"uint", {8, 0}},      {"uintptr", {8, 0}},
                                                 {"float64", {8, 0}}, {"complex64", {8, 0}}, {"complex128", {16, 0}},
                                                 {"string", {16, 8}}, {"error", {16, 16}},   {"unsafe.Pointer", {8, 8}},
                                                 {"any", {16, 16}}}};

struct PrefixSize {
  std::string_view prefix;
  TypeSize size;
};
constexpr std::array<PrefixSize, 7> kComposedTypes{{{"*", {8, 8}},
                                                    {"[]", {24, 8}},
                                                    {"map[", {8, 8}},
                                                    {"chan ", {8, 8}},
                                                    {"<-chan ", {8, 8}},
                                                    {"func(", {8, 8}},
                                                    {"interface {", {16, 16}}}};

// runtime/sizeclasses.go, the same from Go 1.15 to 1.27.
constexpr std::array<std::uint64_t, 67> kSizeClasses{
    8,    16,   24,    32,    48,    64,    80,    96,    112,   128,   144,   160,   176,   192,   208,   224,  240,
    256,  288,  320,   352,   384,   416,   448,   480,   512,   576,   640,   704,   768,   896,   1024,  1152, 1280,
    1408, 1536, 1792,  2048,  2304,  2688,  3072,  3200,  3456,  4096,  4864,  5376,  6144,  6528,  6784,  6912, 8192,
    9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768};

std::optional<TypeSize> size_of_array(const Report& report, std::string_view type) {
  const std::string_view element = array_element(type);
  std::uint64_t count = 0;
  const std::string_view length = array_length(type);
  std::from_chars(length.data(), length.data() + length.size(), count);
  const auto size = element.empty() ? std::nullopt : size_of_type(report, element);
  constexpr std::uint64_t kMost = std::uint64_t{1} << 40U;
  if (!size || (size->bytes != 0 && count > kMost / size->bytes)) {
    return std::nullopt;
  }
  const std::uint64_t bytes = count * size->bytes;
  return TypeSize{bytes, count == 0 || size->pointer_bytes == 0 ? 0 : bytes - size->bytes + size->pointer_bytes};
}

// "m.T" of "[2][4]m.T".
std::string_view innermost_element(std::string_view type) {
  for (std::string_view element = array_element(type); !element.empty(); element = array_element(type)) {
    type = element;
  }
  return type;
}

// The name taken apart, where it is one of a type that another package may declare.
std::optional<DependencyType> dependency_type(std::string_view type) {
  constexpr std::string_view kNotInNames = " []{}()*,;";
  if (type.find_first_of(kNotInNames) != std::string_view::npos || type.starts_with("go.shape.") ||
      type.starts_with("main.")) {
    return std::nullopt;
  }
  const std::size_t slash = type.rfind('/');
  const std::size_t dot = type.find('.', slash == std::string_view::npos ? 0 : slash);
  if (dot == std::string_view::npos) {
    return std::nullopt;
  }
  return DependencyType{package_of_symbol(type), std::string(type.substr(0, dot)), std::string(type.substr(dot + 1))};
}

}  // namespace

std::optional<TypeSize> size_of_type(const Report& report, std::string_view type) {
  if (const auto id = report.strings.find(type)) {
    if (const auto listed = report.code.types.find(*id); listed != report.code.types.end()) {
      return listed->second;
    }
  }
  const auto* const basic =
      std::find_if(kBasicTypes.begin(), kBasicTypes.end(), [&](const NamedSize& row) { return row.name == type; });
  if (basic != kBasicTypes.end()) {
    return basic->size;
  }
  const auto* const composed = std::find_if(kComposedTypes.begin(), kComposedTypes.end(),
                                            [&](const PrefixSize& row) { return type.starts_with(row.prefix); });
  return composed != kComposedTypes.end() ? std::optional(composed->size) : size_of_array(report, type);
}

std::vector<DependencyType> types_without_size(const Collected& collected, std::string_view goarch) {
  if (goarch != "amd64" && goarch != "arm64") {
    return {};
  }
  std::set<std::string_view> names;
  for (const CollectedCall& call : collected.calls) {
    const std::string_view element = innermost_element(collected.strings[call.type]);
    const bool has_size = call.kind == CallKind::kObject || call.kind == CallKind::kBox;
    const auto id = has_size ? collected.strings.find(element) : std::nullopt;
    if (has_size && !element.empty() && element != "unsafe.Pointer" && !(id && collected.types.contains(*id))) {
      names.insert(element);
    }
  }
  std::vector<DependencyType> types;
  for (const std::string_view name : names) {
    if (auto type = dependency_type(name)) {
      types.push_back(*std::move(type));
    }
  }
  return types;
}

void add_type_sizes(Report& report, std::span<const DependencyType> types,
                    std::span<const std::optional<TypeSize>> sizes) {
  for (std::size_t index = 0; index < types.size(); ++index) {
    if (sizes[index]) {
      const std::string name = unescaped_symbol(types[index].prefix + "." + types[index].name);
      report.code.types.try_emplace(report.strings.intern(name), *sizes[index]);
    }
  }
}

std::uint64_t size_class(std::uint64_t bytes, bool pointer_free, int go_minor) {
  constexpr std::uint64_t kPage = 8192;
  constexpr std::uint64_t kLargestWithoutHeader = 512;
  constexpr int kFirstWithHeaders = 22;
  const bool has_header = !pointer_free && bytes > kLargestWithoutHeader && go_minor >= kFirstWithHeaders;
  const std::uint64_t needed = bytes + (has_header && bytes <= kSizeClasses.back() - kWord ? kWord : 0);
  const auto* const found = std::lower_bound(kSizeClasses.begin(), kSizeClasses.end(), needed);
  return found != kSizeClasses.end() ? *found : (bytes + kPage - 1) / kPage * kPage;
}

}  // namespace goescape
