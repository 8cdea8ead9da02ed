#include "resolve/directives.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "resolve/directive_words.h"
#include "resolve/go_file.h"
#include "resolve/go_functions.h"
#include "resolve/go_lexer.h"
#include "resolve/line_directives.h"
#include "resolve/path_text.h"
#include "util/display.h"
#include "util/parallel.h"

namespace goescape {
namespace {

// Reads one file. Comments lie between the tokens of the lexer, where nothing else does but blanks: so what looks like
// a comment within a string is none.
class Reader {
 public:
  Reader(const DirectiveSource& place, std::string_view source, Directives& out)
      : place_(place), source_(source), out_(out), counted_(source.data()) {}

  void run();

 private:
  // A comment alone on its line, which waits for the code below.
  struct Waiting {
    Directive directive;
    DirectiveReach reach = DirectiveReach::kLine;
  };

  void read_gap(const char* begin, const char* end);
  void read_comment(std::string_view comment, bool behind_code);
  void settle(const GoLexer& lexer);
  void settle_one(Waiting& waiting, const GoLexer& lexer, std::uint32_t line);
  void add_line(Directive directive, const char* at, const char* end);
  [[nodiscard]] std::string_view code_around(const char* at, const char* end) const;
  void complain(const Directive& directive, std::string sentence);
  void withdraw_all(std::size_t first);
  const FunctionTable& table();
  std::uint32_t line_of(const char* at);

  const DirectiveSource& place_;
  std::string_view source_;
  Directives& out_;
  std::vector<Waiting> waiting_;
  std::optional<FunctionTable> table_;
  const char* counted_;  // Up to here newlines are counted in line_.
  std::uint32_t line_ = 1;
};

std::uint32_t Reader::line_of(const char* at) {
  line_ += static_cast<std::uint32_t>(std::count(counted_, at, '\n'));
  counted_ = at;
  return line_;
}

const FunctionTable& Reader::table() {
  if (!table_) {
    table_ = FunctionTable::scan(source_);
  }
  return *table_;
}

void Reader::run() {
  const std::size_t first = out_.list.size();
  GoLexer lexer(source_);
  const char* gap = source_.data();
  do {
    lexer.advance();
    const std::string_view token = lexer.text();
    read_gap(gap, token.data());
    gap = token.data() + token.size();
    if (!token.empty() || lexer.token() == GoToken::kEnd) {
      settle(lexer);
    }
  } while (lexer.token() != GoToken::kEnd);
  if (lexer.passed_line_directive()) {
    withdraw_all(first);
  }
}

// What lies between two tokens: comments and blanks.
void Reader::read_gap(const char* begin, const char* end) {
  // A line that holds code in front of the comment: the gap goes on where a token ended.
  bool behind_code = begin != source_.data() && begin[-1] != '\n';
  for (const char* at = begin; at < end;) {
    if (*at == '\n') {
      behind_code = false;
      ++at;
    } else if (end - at >= 2 && at[0] == '/' && at[1] == '/') {
      const char* const comment_end = std::find(at, end, '\n');
      read_comment({at, static_cast<std::size_t>(comment_end - at)}, behind_code);
      at = comment_end;
    } else if (end - at >= 2 && at[0] == '/' && at[1] == '*') {
      const std::string_view rest(at + 2, static_cast<std::size_t>(end - at - 2));
      const std::size_t close = std::min(rest.find("*/"), rest.size());
      behind_code = behind_code && rest.substr(0, close).find('\n') == std::string_view::npos;
      at += std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(close) + 4, end - at);
    } else {
      ++at;
    }
  }
}

void Reader::read_comment(std::string_view comment, bool behind_code) {
  if (comment.ends_with('\r')) {
    comment.remove_suffix(1);
  }
  std::optional<DirectiveWords> words = read_directive_words(comment);
  if (!words) {
    return;
  }
  Directive directive;
  directive.type = words->type;
  directive.state = place_.state;
  directive.checkescape = words->checkescape;
  directive.package = place_.package;
  directive.file = place_.file;
  directive.line = line_of(comment.data());
  directive.first_line = directive.last_line = directive.line;
  directive.reason = std::move(words->reason);
  directive.text = comment;
  if (!words->problem.empty()) {
    complain(directive, std::move(words->problem));
  } else if (!behind_code) {
    waiting_.push_back({std::move(directive), words->reach});
  } else if (words->reach == DirectiveReach::kFunction) {
    complain(directive, "it has to stand above the declaration of a function");
  } else {
    add_line(std::move(directive), comment.data() - 1, comment.data());
  }
}

// Adds a directive for the one line of code around `at`, which ends at `end`.
void Reader::add_line(Directive directive, const char* at, const char* end) {
  if (directive.type == DirectiveType::kIgnore) {
    const auto& spans = table().spans();
    const auto span = std::find_if(spans.begin(), spans.end(), [&](const FunctionSpan& each) {
      return !each.literal() && each.begin.line <= directive.first_line && directive.first_line <= each.end.line;
    });
    directive.context = fmt::format("{}: {}", span == spans.end() ? "" : table().name(*span), code_around(at, end));
  }
  out_.list.push_back(std::move(directive));
}

// The line around `at` up to `end`, without blanks at both ends.
std::string_view Reader::code_around(const char* at, const char* end) const {
  const auto offset = static_cast<std::size_t>(at - source_.data());
  const std::size_t before = offset == 0 ? std::string_view::npos : source_.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view line = source_.substr(begin, static_cast<std::size_t>(end - source_.data()) - begin);
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t first = line.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? std::string_view()
                                         : line.substr(first, line.find_last_not_of(kBlanks) - first + 1);
}

// Gives the comments above a line of code what they cover.
void Reader::settle(const GoLexer& lexer) {
  if (waiting_.empty()) {
    return;
  }
  const std::uint32_t line = line_of(lexer.text().data());
  for (Waiting& waiting : std::exchange(waiting_, {})) {
    settle_one(waiting, lexer, line);
  }
}

// Where the code of the line that begins with this token ends. What looks like a comment in a literal is code.
const char* end_of_code(std::string_view token, std::string_view source) {
  const std::string_view rest = source.substr(static_cast<std::size_t>(token.data() - source.data()));
  const std::string_view line = rest.substr(0, rest.find('\n'));
  const char* end = line.data();
  GoLexer lexer(line);
  for (lexer.advance(); lexer.token() != GoToken::kEnd; lexer.advance()) {
    if (const std::string_view text = lexer.text(); !text.empty()) {
      end = text.data() + text.size();
    }
  }
  return end;
}

// Whether a line that begins with the token can hold no decision: it closes something, or declares only names.
bool begins_no_code(const GoLexer& lexer) {
  switch (lexer.token()) {
    case GoToken::kEnd:
    case GoToken::kCloseBrace:
    case GoToken::kCloseBracket:
    case GoToken::kCloseParen:
      return true;
    case GoToken::kKeyword:
      return lexer.text() == "package" || lexer.text() == "import" || lexer.text() == "type";
    default:
      return false;
  }
}

void Reader::settle_one(Waiting& waiting, const GoLexer& lexer, std::uint32_t line) {
  Directive& directive = waiting.directive;
  directive.first_line = directive.last_line = line;
  if (waiting.reach != DirectiveReach::kLine && lexer.token() == GoToken::kFunc) {
    const auto& spans = table().spans();
    const SourcePoint begin = lexer.begin();
    const auto span = std::find_if(spans.begin(), spans.end(),
                                   [&](const FunctionSpan& each) { return each.begin == begin && !each.literal(); });
    if (span != spans.end()) {
      directive.last_line = span->end.line;
      directive.function = table().name(*span);
      out_.list.push_back(std::move(directive));
      return;
    }
  }
  if (waiting.reach == DirectiveReach::kFunction) {
    complain(directive, "it has to stand above the declaration of a function");
  } else if (begins_no_code(lexer)) {
    complain(directive, "there is no code below it that it could be about");
  } else {
    add_line(std::move(directive), lexer.text().data(), end_of_code(lexer.text(), source_));
  }
}

void Reader::complain(const Directive& directive, std::string sentence) {
  out_.problems.push_back({directive.file, directive.line, directive.type == DirectiveType::kNoEscape, directive.text,
                           std::move(sentence)});
}

// The compiler prints the lines of another file for this one, so no comment in it can be tied to a decision.
void Reader::withdraw_all(std::size_t first) {
  for (std::size_t index = first; index < out_.list.size(); ++index) {
    complain(out_.list[index],
             "the file has //line directives, so what the compiler says about it cannot be tied to its lines");
  }
  out_.list.resize(first);
}

// Base names of files that decisions of another file may be printed for, with that other file.
using LentNames = std::map<std::string, std::string, std::less<>>;

void add_lent_names(LentNames& lent, const std::string& file, std::string_view source) {
  const auto add = [&](std::string_view name) {
    for (const std::string_view base : base_names_within(name)) {
      lent.emplace(base, file);
    }
  };
  for (const std::string_view name : line_directive_names(source)) {
    add(with_slashes(name));
  }
  add(file);
  lent.erase(std::string(base_name(file)));
}

// A decision of somebody else at their lines would be suppressed with their own.
void withdraw_lent(Directives& directives, const LentNames& lent) {
  const auto kept = std::stable_partition(directives.list.begin(), directives.list.end(), [&](const Directive& each) {
    return each.type != DirectiveType::kIgnore || !lent.contains(base_name(each.file));
  });
  for (auto each = kept; each != directives.list.end(); ++each) {
    directives.problems.push_back(
        {each->file, each->line, false, each->text,
         fmt::format("decisions of {} may be printed for lines of this file, so the comment suppresses nothing",
                     escaped(lent.find(base_name(each->file))->second))});
  }
  directives.list.erase(kept, directives.list.end());
}

void sort_by_place(Directives& directives) {
  const auto by_place = [](const auto& a, const auto& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  };
  std::stable_sort(directives.list.begin(), directives.list.end(), by_place);
  std::stable_sort(directives.problems.begin(), directives.problems.end(), by_place);
}

void add_functions(Directives& directives, const DirectiveSource& place, std::string_view source) {
  const FunctionTable table = FunctionTable::scan(source);
  for (const FunctionSpan& span : table.spans()) {
    if (!span.literal() && !span.declared.empty()) {
      directives.functions.push_back({place.package, table.name(span)});
    }
  }
}

struct Part {
  Directives directives;
  LentNames lent;
};

Part read_part(const DirectiveSource& source, bool with_functions) {
  Part part;
  Directives& directives = part.directives;
  directives.functions_known = with_functions;
  const Result<std::string> text =
      source.leads_out ? fail(Failure::kInput, "it is a link that leads out of the module") : read_go_file(source.path);
  if (!text) {
    directives.problems.push_back({source.file, 0, source.state == FileState::kCompiled, "",
                                   "its comments cannot be read: " + text.error().message});
    directives.functions_known = false;
    return part;
  }
  add_lent_names(part.lent, source.file, *text);
  if (may_hold_directives(*text)) {
    add_directives(directives, source, *text);
  }
  if (with_functions && source.state != FileState::kNotCompiled) {
    directives.files.push_back(source.file);
    add_functions(directives, source, *text);
  }
  return part;
}

template <typename T>
void append(std::vector<T>& all, std::vector<T>& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

void add_directives(Directives& directives, const DirectiveSource& place, std::string_view source) {
  Reader(place, source, directives).run();
}

Directives read_directives(const std::vector<DirectiveSource>& sources, bool with_functions, unsigned threads) {
  std::vector<Part> parts(sources.size());
  for_each_in_parallel(sources.size(), threads,
                       [&](std::size_t index) { parts[index] = read_part(sources[index], with_functions); });
  Directives directives;
  LentNames lent;
  directives.functions_known = with_functions;
  for (auto& [part, lent_of_part] : parts) {
    append(directives.list, part.list);
    append(directives.problems, part.problems);
    append(directives.files, part.files);
    append(directives.functions, part.functions);
    directives.functions_known = directives.functions_known && part.functions_known;
    lent.merge(lent_of_part);
  }
  withdraw_lent(directives, lent);
  sort_by_place(directives);
  return directives;
}

}  // namespace goescape
