#include "core/json/json.hpp"
#include "core/json/rapid.hpp"

#include <deque>
#include <utility>

// RapidJSON's reader knows only where a token ends. Between the end of one token and the start of the next there is
// nothing but white space, commas and colons, so the start is found by skipping them from the last end.

namespace lobby::json {
namespace {

using Stream = rapid::MemoryStream;

/// Takes the reader's events and grows the tree.
class Builder {
public:
  Builder(std::string_view text, const Stream& stream) : text_(text), stream_(stream) { open_.push_back(&root_); }

  bool Null() { return scalar(Value{}); }
  bool Bool(bool boolean) {
    Value value;
    value.kind = Value::Kind::boolean;
    value.boolean = boolean;
    return scalar(std::move(value));
  }
  bool Int(int number) { return Int64(number); }
  bool Uint(unsigned number) { return Int64(number); }
  bool Int64(std::int64_t number) {
    Value value = number_value(static_cast<double>(number));
    value.whole = true;
    value.integer = number;
    return scalar(std::move(value));
  }
  bool Uint64(std::uint64_t number) { // the reader's choice only for what does not fit std::int64_t
    if (number <= static_cast<std::uint64_t>(INT64_MAX)) return Int64(static_cast<std::int64_t>(number));
    return scalar(number_value(static_cast<double>(number)));
  }
  bool Double(double number) { return scalar(number_value(number)); }
  bool RawNumber(const char*, rapid::SizeType, bool) { return false; } // only with a flag that is not set
  bool String(const char* text, rapid::SizeType length, bool) {
    Value value;
    value.kind = Value::Kind::string;
    value.text.assign(text, length);
    return scalar(std::move(value));
  }
  bool Key(const char* text, rapid::SizeType length, bool) {
    name_.assign(text, length);
    name_offset_ = token_start();
    end_ = stream_.Tell();
    too_many_ = open_.back()->members.size() >= max_members;
    return !too_many_;
  }
  bool StartObject() { return start(Value::Kind::object); }
  bool StartArray() { return start(Value::Kind::array); }
  bool EndObject(rapid::SizeType) { return end(); }
  bool EndArray(rapid::SizeType) { return end(); }

  Value take_root() { return root_.items.empty() ? Value{} : std::move(root_.items.front()); }
  bool too_deep() const { return too_deep_; }
  bool too_many() const { return too_many_; }
  std::size_t last_token() const { return last_token_; }

  struct Doubled {
    std::size_t offset;
    std::string path;
    std::string name;
  };
  const std::vector<Doubled>& doubled() const { return doubled_; }

private:
  static Value number_value(double number) {
    Value value;
    value.kind = Value::Kind::number;
    value.number = number;
    return value;
  }

  std::size_t token_start() {
    std::size_t at = end_;
    while (at < text_.size() && std::string_view(" \t\r\n,:").find(text_[at]) != std::string_view::npos)
      ++at;
    return last_token_ = at;
  }

  /// Puts the value into the innermost open array or object; answers where it is kept. A doubled name's value is
  /// read and thrown away, so that its own doubled names are found, too.
  Value& put(Value value) {
    Value& parent = *open_.back();
    if (parent.kind != Value::Kind::object) return parent.items.emplace_back(std::move(value));
    path_.back() = name_;
    if (parent.find(name_)) {
      doubled_.push_back({name_offset_, path(), name_});
      return discarded_.emplace_back(std::move(value));
    }
    return parent.members.emplace_back(Member{name_, name_offset_, std::move(value)}).value;
  }

  bool scalar(Value value) {
    value.offset = token_start();
    end_ = stream_.Tell();
    put(std::move(value));
    return true;
  }

  bool start(Value::Kind kind) {
    Value value;
    value.kind = kind;
    value.offset = token_start();
    end_ = value.offset + 1;
    if (open_.size() > static_cast<std::size_t>(max_depth)) {
      too_deep_ = true;
      return false;
    }
    open_.push_back(&put(std::move(value)));
    path_.emplace_back();
    return true;
  }

  bool end() {
    end_ = token_start() + 1;
    open_.pop_back();
    path_.pop_back();
    return true;
  }

  std::string path() const {
    std::string pointer;
    for (std::size_t i = 1; i < path_.size(); ++i) {
      const Value& parent = *open_[i];
      const std::string step = parent.is_array() ? std::to_string(parent.items.size() - 1) : pointer_step(path_[i]);
      pointer += "/" + step;
    }
    return pointer;
  }

  std::string_view text_;
  const Stream& stream_;
  Value root_ = [] {
    Value list; // of one: the document's value
    list.kind = Value::Kind::array;
    return list;
  }();
  // Only the innermost of these grows, and only while no pointer into it is kept: parents do not move.
  std::vector<Value*> open_;
  std::vector<std::string> path_ = {std::string()}; ///< the last member name of each open object
  std::vector<Doubled> doubled_;
  std::deque<Value> discarded_; ///< a deque, because values in it may still be open when others follow
  std::string name_;
  std::size_t name_offset_ = 0;
  std::size_t end_ = 0;
  std::size_t last_token_ = 0;
  bool too_deep_ = false;
  bool too_many_ = false;
};

/// What is wrong at `offset`, in words.
std::string syntax_message(rapid::ParseErrorCode code, std::string_view text, std::size_t offset) {
  const std::size_t before = text.substr(0, offset).find_last_not_of(" \t\r\n");
  const bool after_comma = before != std::string_view::npos && text[before] == ',';
  const bool at_end = offset >= text.size();
  const bool at_close = !at_end && (text[offset] == '}' || text[offset] == ']');
  switch (code) {
  case rapid::kParseErrorDocumentEmpty:
    return "the file is empty";
  case rapid::kParseErrorDocumentRootNotSingular:
    return "there is more text behind the end of the value";
  case rapid::kParseErrorValueInvalid:
    if (at_end) return "the file ends where a value should stand";
    return after_comma && at_close ? "a comma too many before the closing bracket" : "expected a value";
  case rapid::kParseErrorObjectMissName:
    if (at_end) return "the file ends inside an object";
    return after_comma && at_close ? "a comma too many before the closing brace"
                                   : "expected a member name in double quotes";
  case rapid::kParseErrorObjectMissColon:
    return "expected a colon after the member name";
  case rapid::kParseErrorObjectMissCommaOrCurlyBracket:
    return at_end ? "the file ends inside an object" : "expected a comma or the closing brace";
  case rapid::kParseErrorArrayMissCommaOrSquareBracket:
    return at_end ? "the file ends inside an array" : "expected a comma or the closing bracket";
  case rapid::kParseErrorStringUnicodeEscapeInvalidHex:
    return "\\u must be followed by four hexadecimal digits";
  case rapid::kParseErrorStringUnicodeSurrogateInvalid:
    return "half of a pair of \\u escapes is missing";
  case rapid::kParseErrorStringEscapeInvalid:
    return "unknown escape after the backslash";
  case rapid::kParseErrorStringMissQuotationMark:
    return "the file ends inside a text; is a closing quote missing?";
  case rapid::kParseErrorStringInvalidEncoding:
    return "the text is not valid UTF-8, or has a raw control character";
  case rapid::kParseErrorNumberTooBig:
    return "the number is too large";
  case rapid::kParseErrorNumberMissFraction:
    return "digits are missing after the decimal point";
  case rapid::kParseErrorNumberMissExponent:
    return "digits are missing in the exponent";
  default:
    return "this is not JSON";
  }
}

Parsed failed(std::string_view text, std::size_t offset, std::string path, std::string message) {
  Parsed parsed;
  const Document place_finder{std::string(text), Value{}};
  parsed.problems.push_back(place_finder.problem_at(offset, path, std::move(message)));
  return parsed;
}

} // namespace

Parsed parse(std::string_view text) {
  if (text.size() > max_bytes) {
    Parsed parsed;
    parsed.problems.push_back({0, 0, "", "the file is larger than " + std::to_string(max_bytes / 1024 / 1024) + " MB"});
    return parsed;
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
    return failed(text, zero, "", "there is a zero byte; is this a text file in UTF-8?");

  Stream stream(text.data(), text.size());
  Builder builder(text, stream);
  rapid::Reader reader;
  // Not kParseFullPrecisionFlag: RapidJSON 1.1.0 then computes with undefined behaviour for "0E71". Without it numbers
  // of up to 15 digits, all that anybody writes by hand, are still exact.
  constexpr unsigned flags = rapid::kParseIterativeFlag | rapid::kParseValidateEncodingFlag;
  const rapid::ParseResult result = reader.Parse<flags>(stream, builder);
  if (builder.too_deep())
    return failed(text, builder.last_token(), "", "more than " + std::to_string(max_depth) + " levels of nesting");
  if (builder.too_many())
    return failed(text, builder.last_token(), "", "more than " + std::to_string(max_members) + " members in an object");
  if (result.IsError()) return failed(text, result.Offset(), "", syntax_message(result.Code(), text, result.Offset()));

  Document document(std::string(text), builder.take_root());
  Parsed parsed;
  for (const auto& doubled : builder.doubled())
    parsed.problems.push_back(
        document.problem_at(doubled.offset, doubled.path, "the member " + quoted(doubled.name) + " stands twice"));
  if (parsed.problems.empty()) parsed.document = std::move(document);
  return parsed;
}

} // namespace lobby::json
