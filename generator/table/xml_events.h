// XML read as a stream of events, without document types and entities of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct XML_ParserStruct;

namespace minhbach::table {

/// The attributes of one element; names without their namespace.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  /// "" when it has none of that name.
  std::string_view get(std::string_view name) const;
  /// All of them, in the order in which they stand.
  void each(const std::function<void(std::string_view name, std::string_view value)>& take) const;

 private:
  const char* const* pairs_;
};

/// Reads one XML document as its pieces come; the derived class takes what it needs. The only class
/// that sees Expat. Memory does not grow with the document: one that nests past 64 levels, or has a
/// tag or comment past a megabyte, is refused, and so is any document type, the one door to
/// entities that expand without end or name files.
class XmlEvents {
 public:
  XmlEvents();
  virtual ~XmlEvents();
  XmlEvents(const XmlEvents&) = delete;
  XmlEvents& operator=(const XmlEvents&) = delete;

  enum class State : unsigned char { reading, malformed, has_doctype, too_deep, stopped };

  /// False when it wants no more; `state` says why.
  bool feed(std::string_view piece) { return parse(piece, false); }
  /// After the last piece. False when the document is not whole.
  bool finish() { return parse({}, true); }

  State state() const { return state_; }
  int line() const;    ///< 1-based, of what is being read.
  int column() const;  ///< 1-based, in bytes.

 protected:
  virtual void on_start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void on_end(std::string_view name) = 0;
  virtual void on_text(std::string_view text) = 0;
  /// `<?target …?>`
  virtual void on_instruction(std::string_view) {}
  /// No more events; the derived class has what it needs or has found a mistake.
  void stop() { halt(State::stopped); }

 private:
  friend struct XmlHandlers;
  bool parse(std::string_view piece, bool is_last);
  void halt(State state);

  std::unique_ptr<XML_ParserStruct, void (*)(XML_ParserStruct*)> parser_;
  State state_ = State::reading;
  std::size_t depth_ = 0;
  std::size_t since_event_ = 0;  ///< Bytes fed since the last event.
};

}  // namespace minhbach::table
