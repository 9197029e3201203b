/// Hand-written JSON read strictly into a tree that remembers where everything stands, and checked against a JSON
/// schema with all problems said in words, with line and column.
#pragma once

#include "core/json/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lobby::json {

struct Member;

/// One value of a document. The accessors never fail: what is absent or of another kind answers the given default,
/// so that a file that passed `check` is read without looking back.
struct Value {
  enum class Kind { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  std::size_t offset = 0; ///< byte of the text where the value begins
  bool boolean = false;
  bool whole = false; ///< a number written without fraction and exponent that fits 64 bits
  std::int64_t integer = 0;
  double number = 0;
  std::string text;
  std::vector<Value> items;    ///< of an array
  std::vector<Member> members; ///< of an object, in the order of the file; a doubled name is kept once

  bool is_object() const { return kind == Kind::object; }
  bool is_array() const { return kind == Kind::array; }
  bool is_string() const { return kind == Kind::string; }
  bool is_number() const { return kind == Kind::number; }

  /// The member's value; nullptr when there is none or this is not an object.
  const Value* find(std::string_view name) const;
  /// The same, as a null value when there is none.
  const Value& operator[](std::string_view name) const;

  std::string_view string_or(std::string_view otherwise) const;
  bool boolean_or(bool otherwise) const;
  double number_or(double otherwise) const;
  std::int64_t integer_or(std::int64_t otherwise) const; ///< `otherwise` for numbers with a fraction, too
};

struct Member {
  std::string name;
  std::size_t offset = 0; ///< of the name's opening quote
  Value value;
};

/// Where something stands in a text.
struct Place {
  int line = 1;   ///< 1-based
  int column = 1; ///< 1-based, in Unicode code points
};

/// Deepest nesting of arrays and objects that is read.
inline constexpr int max_depth = 64;
/// Longest text that is read, in bytes.
inline constexpr std::size_t max_bytes = std::size_t{4} * 1024 * 1024;
/// Most members of one object.
inline constexpr std::size_t max_members = 4096;

/// A text and its values.
class Document {
public:
  Document(std::string text, Value root);

  const Value& root() const { return root_; }
  Place place(std::size_t offset) const;
  Place place(const Value& value) const { return place(value.offset); }
  /// The value at a JSON pointer (RFC 6901), such as /branches/0/id; nullptr when there is none.
  const Value* at(std::string_view pointer) const;
  /// Where the pointer's value stands; when it is absent, the deepest value on the way to it that exists.
  Place locate(std::string_view pointer) const;
  /// A problem at the pointer.
  Problem problem(std::string_view pointer, std::string message) const;
  /// A problem at a value or a member name, wherever the pointer leads.
  Problem problem_at(std::size_t offset, std::string_view pointer, std::string message) const;

private:
  std::string text_;
  Value root_;
  std::vector<std::size_t> lines_; ///< offsets of the lines' first bytes
};

/// The document, or all that keeps it from being one: the first error of syntax, or every doubled member name.
struct Parsed {
  std::optional<Document> document;
  std::vector<Problem> problems;
};
/// Reads strict JSON (RFC 8259) in UTF-8, a leading byte order mark allowed: no comments, no trailing commas, no
/// doubled member names, no text behind the value, numbers within the range of a double.
Parsed parse(std::string_view text);

/// Checks a document against a schema: the keywords type, enum, properties, patternProperties, additionalProperties
/// (false or a schema), required, minProperties, maxProperties, items (one schema), minItems, maxItems, uniqueItems,
/// minLength, maxLength (in code points), pattern, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf,
/// anyOf, oneOf, allOf, not and $ref to "#/definitions/…", as in draft 4. A subschema's "x-says" completes the
/// sentence "must be …" ("one or two capital letters") and is used where the value breaks pattern, anyOf, oneOf or
/// not. Answers every problem in the order of the file; a schema that is no schema is a problem at line 0.
std::vector<Problem> check(const Document& document, std::string_view schema);

/// A name as a step of a JSON pointer: "~" and "/" escaped.
std::string pointer_step(std::string_view name);
/// A text in double quotes with escapes, as JSON writes it.
std::string quoted(std::string_view text);

} // namespace lobby::json
