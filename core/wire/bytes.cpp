#include "core/wire/fields.hpp"
#include "core/wire/names.hpp"
#include "core/wire/sound.hpp"

#include <cereal/archives/portable_binary.hpp>
#include <cereal/cereal.hpp>

#include <istream>
#include <limits>
#include <sstream>
#include <streambuf>
#include <type_traits>

// Four letters say what it is, two bytes the version, then cereal's portable binary, little endian. Lists and texts
// are written with their length; a reader believes a length only as far as there are bytes left, because cereal's
// own containers take the memory before they look.

namespace lobby::wire {
namespace {

constexpr std::string_view snapshot_magic = "LBYS";
constexpr std::string_view experience_magic = "LBYE";
constexpr std::size_t magic_size = 4;

// ---------------------------------------------------------------- writing

class Writer {
public:
  explicit Writer(std::ostream& stream)
      : archive_(stream, cereal::PortableBinaryOutputArchive::Options::LittleEndian()) {}

  template <class T> void operator()(const char*, T& member) {
    if constexpr (std::is_enum_v<T>) {
      archive_(static_cast<std::uint8_t>(member));
    } else if constexpr (std::is_arithmetic_v<T>) {
      archive_(member);
    } else if constexpr (std::is_same_v<T, std::string>) {
      archive_(static_cast<std::uint32_t>(member.size()));
      archive_(cereal::binary_data(member.data(), member.size()));
    } else if constexpr (std::is_same_v<T, Date>) {
      archive_(static_cast<std::int32_t>(day_number(member)));
    } else if constexpr (is_list<T>::value) {
      archive_(static_cast<std::uint32_t>(member.size()));
      for (auto& one : member)
        fields(*this, one);
    } else {
      fields(*this, member);
    }
  }

private:
  cereal::PortableBinaryOutputArchive archive_;
};

template <class Value> std::string to_bytes_of(std::string_view magic, Value value) {
  std::ostringstream stream(std::ios::binary);
  stream << magic << static_cast<char>(bytes_version & 0xFF) << static_cast<char>(bytes_version >> 8);
  Writer writer(stream);
  fields(writer, value);
  return stream.str();
}

// ---------------------------------------------------------------- reading

/// The bytes as a stream that knows how many are left; nothing is copied.
class Source : public std::streambuf {
public:
  explicit Source(std::string_view bytes) {
    char* begin = const_cast<char*>(bytes.data()); // a stream buffer's get area is not const, but is only read
    setg(begin, begin, begin + bytes.size());
  }
  std::size_t left() const { return static_cast<std::size_t>(egptr() - gptr()); }
};

/// What a list's entry takes at least: its empty texts' and lists' lengths and its numbers.
struct LeastSize {
  std::size_t bytes = 0;
  template <class T> void operator()(const char*, T&) {
    if constexpr (std::is_enum_v<T>)
      bytes += 1;
    else if constexpr (std::is_arithmetic_v<T>)
      bytes += sizeof(T);
    else
      bytes += 4;
  }
};

class Reader {
public:
  Reader(Source& source, std::istream& stream)
      : source_(source), archive_(stream, cereal::PortableBinaryInputArchive::Options::LittleEndian()) {}

  template <class T> void operator()(const char* name, T& member) {
    if constexpr (std::is_enum_v<T>) {
      std::uint8_t value = 0;
      archive_(value);
      if (value >= names<T>.size()) throw cereal::Exception(std::string(name) + " has an unknown value");
      member = static_cast<T>(value);
    } else if constexpr (std::is_same_v<T, bool>) {
      std::uint8_t value = 0; // a bool with another byte in it than 0 or 1 would be undefined
      archive_(value);
      if (value > 1) throw cereal::Exception(std::string(name) + " is neither 0 nor 1");
      member = value == 1;
    } else if constexpr (std::is_arithmetic_v<T>) {
      archive_(member);
    } else if constexpr (std::is_same_v<T, std::string>) {
      member.resize(length(name, 1));
      archive_(cereal::binary_data(member.data(), member.size()));
    } else if constexpr (std::is_same_v<T, Date>) {
      std::int32_t days = 0;
      archive_(days);
      member = date_of_day_number(days);
    } else if constexpr (is_list<T>::value) {
      typename T::value_type empty;
      LeastSize least;
      fields(least, empty);
      member.resize(length(name, least.bytes));
      for (auto& one : member)
        fields(*this, one);
    } else {
      fields(*this, member);
    }
  }

private:
  std::size_t length(const char* name, std::size_t least_size) {
    std::uint32_t count = 0;
    archive_(count);
    if (count > source_.left() / least_size)
      throw cereal::Exception(std::string(name) + " is longer than the bytes that are left");
    return count;
  }

  Source& source_;
  cereal::PortableBinaryInputArchive archive_;
};

template <class Value> Read<Value> from_bytes(std::string_view bytes, std::string_view magic, const char* what) {
  if (bytes.substr(0, magic_size) != magic) return Malformed{std::string("this is no ") + what};
  if (bytes.size() < magic_size + 2) return Malformed{std::string("the ") + what + " ends in its first bytes"};
  const int found =
      static_cast<unsigned char>(bytes[magic_size]) + 256 * static_cast<unsigned char>(bytes[magic_size + 1]);
  if (found != bytes_version)
    return Malformed{std::string("the ") + what + " has version " + std::to_string(found) + ", only " +
                     std::to_string(bytes_version) + " can be read"};
  Source source(bytes.substr(magic_size + 2));
  std::istream stream(&source);
  try {
    Value value;
    Reader reader(source, stream);
    fields(reader, value);
    if (source.left() != 0) return Malformed{std::to_string(source.left()) + " bytes too many"};
    if (std::string reason = unsound(value); !reason.empty()) return Malformed{std::move(reason)};
    return value;
  } catch (const cereal::Exception& error) {
    return Malformed{error.what()};
  }
}

} // namespace

std::string to_bytes(const Snapshot& snapshot) { return to_bytes_of(snapshot_magic, snapshot); }

Read<Snapshot> snapshot_from_bytes(std::string_view bytes) {
  return from_bytes<Snapshot>(bytes, snapshot_magic, "snapshot");
}

std::string to_bytes(const Experience& experience) { return to_bytes_of(experience_magic, experience); }

Read<Experience> experience_from_bytes(std::string_view bytes) {
  return from_bytes<Experience>(bytes, experience_magic, "experience");
}

} // namespace lobby::wire
