// Many reports as one: each package and each finding once, with the variants that it is in.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace goescape {

// Unites reports of one module. What comes out depends neither on the order in which reports are added nor on how often
// one is: every member is united by an operation of which that is true.
//
// - A finding is the same one where package, file, line, column, kind and message agree, shape types left out, and in
//   shards the package that it was printed for. Its occurrences are the most that one report counts, not the sum: the
//   same code compiled for two platforms is no more code. Its texts and its flow are taken from one of the reports:
//   that with the smaller message, one that has a flow before one that has none, and then whatever comes first in the
//   alphabet. It is suppressed where one report says so; of what the generated code does the worse is believed:
//   allocates before unknown before no allocation.
// - A package is failed where it failed once. Of each kind it counts the most that one report does.
// - Failures are united as a set, and so are the samples of lines that were not understood, of which the number is the
//   largest one.
//
// The variants of the result are those given here. Fingerprints are to be set afterwards, and so are counts where more
// is listed than one report counts.
class ReportUnion {
 public:
  // `variants` must be sorted, distinct, and hold all variants of what is added; at most kMostVariants.
  explicit ReportUnion(std::vector<Toolchain> variants);

  void add(const Report& report);

  // The united report, without module and shard. The object must not be used again.
  Report finish();

 private:
  [[nodiscard]] std::vector<VariantSet> places_of(const Report& report) const;
  void add_package(const Report& report, const Package& package, VariantSet variants);
  void add_finding(const Report& report, const Finding& finding, VariantSet variants);
  void add_flow(const Report& report, const Finding& finding, Finding& copy);
  void add_allocation(const Report& report, const Finding& finding, Finding& copy);
  void add_unrecognized(const Unrecognized& unrecognized);
  StringId text(const Report& report, StringId id) { return report_.strings.intern(report.text(id)); }
  void sort_packages();
  void normalise_variants();

  Report report_;
  std::map<std::string, PackageIndex, std::less<>> packages_;
  std::map<std::pair<std::string, std::string>, VariantSet> failures_;
};

}  // namespace goescape
