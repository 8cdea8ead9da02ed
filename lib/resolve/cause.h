// Why a value is on the heap, by the way that it takes there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/cause.h"
#include "model/report.h"
#include "util/string_pool.h"

namespace goescape {

// What a call calls.
enum class Callee : std::uint8_t {
  kUnknown,
  kFunction,
  kFunctionValue,
  kInterfaceMethod,
  kDynamic,  // One of the last two.
};

// What `x[i]` is an element of.
enum class Container : std::uint8_t { kUnknown, kMap, kSlice };

// What an assignment stores into.
enum class Storage : std::uint8_t { kUnknown, kGlobal, kPointer };

// What the names in the steps of a flow stand for, which the steps do not say. Each question is about a step that gives
// a reason, at the place of that step, and the answer is certain or kUnknown.
class NameEvidence {
 public:
  NameEvidence() = default;
  NameEvidence(const NameEvidence&) = delete;
  NameEvidence& operator=(const NameEvidence&) = delete;
  virtual ~NameEvidence() = default;

  virtual Callee callee(const FlowStep& /*step*/, std::string_view /*called*/) { return Callee::kUnknown; }
  virtual Container container(const FlowStep& /*step*/, std::string_view /*indexed*/) { return Container::kUnknown; }
  virtual Storage storage(const FlowStep& /*step*/, std::string_view /*target*/) { return Storage::kUnknown; }

  // Whether the variable is a result of the function around the step.
  virtual bool is_result(const FlowStep& /*step*/, std::string_view /*variable*/) { return false; }

  // Whether the step belongs to a go statement (true) or to a defer statement.
  virtual std::optional<bool> is_go(const FlowStep& /*step*/) { return std::nullopt; }

  // Whether `x.M` is a field (false) or the value of a method.
  virtual std::optional<bool> is_method(const FlowStep& /*step*/, std::string_view /*selector*/) {
    return std::nullopt;
  }
};

// The cause of one decision: of a value whose storage is there for the sake of an interface or of variadic arguments,
// that; of every other one, the step by which it reaches the heap, the last one that gives a reason. `expression` is
// what escapes or leaks, `steps` its flow, files as in FlowStep. kUnknown when the flow is empty.
Cause cause_of(Kind kind, std::string_view expression, std::span<const FlowStep> steps, const StringPool& strings,
               NameEvidence& names);

}  // namespace goescape
