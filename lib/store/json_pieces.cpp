#include "store/json_pieces.h"

#include <fmt/core.h>

#include <array>
#include <istream>
#include <streambuf>
#include <utility>
#include <vector>

#include "util/display.h"

namespace goescape {
namespace {

using nlohmann::json;

// An Input as the standard library's streams want it.
class InputBuffer final : public std::streambuf {
 public:
  explicit InputBuffer(Input& input) : input_(input) {}

  // The reader asked for more than there is.
  [[nodiscard]] bool at_end() const { return at_end_; }
  // Why there is no more, when that is not the end of the input.
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 protected:
  int_type underflow() override {
    const auto got = input_.read(piece_);
    if (!got) {
      error_ = got.error();
    }
    if (!got || *got == 0) {
      at_end_ = true;
      return traits_type::eof();
    }
    setg(piece_.data(), piece_.data(), piece_.data() + *got);
    return traits_type::to_int_type(piece_.front());
  }

 private:
  Input& input_;
  std::array<char, std::size_t{64} * 1024> piece_{};
  bool at_end_ = false;
  std::optional<Error> error_;
};

// The words of the JSON library without its prefix and without the text that it read last, which may be long.
std::string reason(const std::string& what) {
  constexpr std::string_view kBegin = "parse error ";
  const std::size_t begin = what.find(kBegin);
  const std::size_t from = begin == std::string::npos ? 0 : begin + kBegin.size();
  return escaped(std::string_view(what).substr(from, what.find("; last read") - from));
}

// Builds pieces from the events of the parser. Nesting costs no recursion.
class PieceBuilder final : public nlohmann::json_sax<json> {
 public:
  explicit PieceBuilder(const TakeJsonPiece& take) : take_(take) {}

  // What is wrong with the document; empty when nothing is, or it was not read to its end.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  // The document begins with something else than an object.
  [[nodiscard]] bool is_no_object() const { return is_no_object_; }

  bool null() override { return add(json()); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }  // Does not occur in JSON text.
  bool start_object(std::size_t /*size*/) override { return begin(json::object()); }
  bool end_object() override { return end(); }
  bool start_array(std::size_t /*size*/) override { return begin(json::array()); }
  bool end_array() override { return end(); }
  bool key(string_t& name) override {
    (open_.empty() ? member_ : key_) = std::move(name);
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const json::exception& error) override {
    problem_ = reason(error.what());
    return false;
  }

 private:
  bool add(json value) {
    if (!in_document_) {
      problem_ = "it is not an object";
      is_no_object_ = true;
      return false;
    }
    if (open_.empty()) {
      return hand_over(value);
    }
    place(std::move(value));
    return true;
  }

  bool begin(json empty) {
    if (!in_document_ && empty.is_object()) {
      in_document_ = true;
      return true;
    }
    if (!in_document_) {
      return add(std::move(empty));
    }
    if (open_.empty() && !in_array_ && empty.is_array()) {
      in_array_ = true;
      index_ = 0;
    } else if (open_.empty()) {
      piece_ = std::move(empty);
      open_.push_back(&piece_);
    } else {
      open_.push_back(place(std::move(empty)));
    }
    return true;
  }

  bool end() {
    if (!open_.empty()) {
      open_.pop_back();
      return !open_.empty() || hand_over(piece_);
    }
    if (in_array_) {
      in_array_ = false;
      return hand_over(json::array());
    }
    return true;
  }

  // Puts a value into what is open; the pointer is good until the next value is put beside it.
  json* place(json value) {
    json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    json& member = parent[key_];
    member = std::move(value);
    return &member;
  }

  bool hand_over(const json& value) {
    const std::optional<std::size_t> index = in_array_ ? std::optional(index_++) : std::nullopt;
    return take_({member_, index, value});
  }

  const TakeJsonPiece& take_;
  std::string problem_;
  bool is_no_object_ = false;
  bool in_document_ = false;
  bool in_array_ = false;  // Within a member that is an array.
  std::size_t index_ = 0;  // Of its element that comes next.
  std::string member_;
  std::string key_;  // Within the piece.
  json piece_;
  std::vector<json*> open_;  // What of the piece is not closed yet, outermost first.
};

}  // namespace

Result<void> read_json_pieces(Input& input, const TakeJsonPiece& take) {
  InputBuffer buffer(input);
  std::istream stream(&buffer);
  PieceBuilder builder(take);
  json::sax_parse(stream, &builder);
  if (buffer.error()) {
    return tl::unexpected(*buffer.error());
  }
  if (builder.problem().empty()) {
    return {};
  }
  if (buffer.at_end() && !builder.is_no_object()) {
    return fail(Failure::kInput,
                fmt::format("{} ends in the middle of its JSON; was it written or copied completely?", input.name()));
  }
  return fail(Failure::kInput, fmt::format("{} is not valid JSON: {}", input.name(), builder.problem()));
}

}  // namespace goescape
