// How the HTML format embeds data: blocks of JSON in script elements that no browser runs, with texts in tables, since
// findings repeat them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/report.h"
#include "render/json_writer.h"
#include "render/sink.h"
#include "util/string_pool.h"

namespace goescape {

// One `<script type="application/json">`. Nothing in the JSON can end the element or begin a comment (HTML standard,
// "Restrictions for contents of script elements"): every `<` becomes \u003c, which is the same string to a program.
class HtmlDataBlock {
 public:
  // Opens the element with this id, which must need no escaping.
  HtmlDataBlock(Sink& sink, std::string_view id);
  HtmlDataBlock(const HtmlDataBlock&) = delete;
  HtmlDataBlock& operator=(const HtmlDataBlock&) = delete;
  // Closes it.
  ~HtmlDataBlock();

  [[nodiscard]] JsonWriter& json() { return json_; }

  // Hands what was written to the sink when it is a large piece. Call it after each element of a long array.
  void relieve();

 private:
  void hand_over();

  Sink& sink_;
  std::string text_;
  JsonWriter json_{text_};
};

// The texts of one block; rows name them by their number.
class HtmlTexts {
 public:
  // The number of a text. The empty one is 0.
  std::uint64_t number(std::string_view text) { return static_cast<std::uint64_t>(pool_.intern(text)); }

  // An array of all texts so far, by number.
  void write(HtmlDataBlock& block) const;

 private:
  StringPool pool_;
};

// What a comparison tells of a finding; for a report all of it is empty.
struct HtmlChange {
  std::string_view change;  // "introduced", "fixed", "moved"; empty: neither, it only breaks a rule.
  std::string_view note;    // What brought it; of a moved one the step that found it again.
  std::string_view before;  // Where a moved one stood, as file:line:column.
};

// Writes the member `key`, an array with what `write_row` (JsonWriter&, HtmlTexts&, row) writes of each row, and the
// member `texts` with the texts that they name.
template <typename Rows, typename WriteRow>
void write_html_table(HtmlDataBlock& block, std::string_view key, const Rows& rows, WriteRow&& write_row) {
  HtmlTexts texts;
  block.json().key(key);
  block.json().begin_array();
  for (const auto& row : rows) {
    write_row(block.json(), texts, row);
    block.relieve();
  }
  block.json().end_array();
  block.json().key("texts");
  texts.write(block);
}

// The names of what write_html_finding() writes, as an array.
void write_html_columns(JsonWriter& json);

// One finding as an array: numbers of texts, but for line, column, occurrences, suppressed and the length of the flow.
// The columns of HtmlChange are left out where it is empty.
void write_html_finding(JsonWriter& json, HtmlTexts& texts, const Report& report, const Finding& finding,
                        const HtmlChange& change);

// The flow of one finding as an array of steps, in the words of flow_wording.h. What reaches what is an array in an
// array: words and names in turn, words first. The code that did it is `[expression, words, file, line, column]`.
void write_html_flow(JsonWriter& json, HtmlTexts& texts, const Report& report, const Finding& finding);

// The members `title` (what the report is about) and `facts` (pairs of label and value).
void write_html_build(JsonWriter& json, const Report& report);

// The elements of an array that tell what did not compile and what was not understood, each with `level` (`failure`,
// `warning`), `title` and `items`, of which each has a `name`, which may be empty, and a `text`.
void write_html_alerts(JsonWriter& json, const Report& report, std::string_view side);

}  // namespace goescape
