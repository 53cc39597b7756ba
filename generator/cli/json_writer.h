// Writes JSON with one member a line, so that two reports can be compared line by line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace minhbach::cli {

/// Keys are given in the order in which they shall stand; "" is the key of an item of a list.
class JsonWriter {
 public:
  void open_object(std::string_view key = {}) { open(key, '{'); }
  void open_list(std::string_view key = {}) { open(key, '['); }
  void close_object() { close('}'); }
  void close_list() { close(']'); }

  void text(std::string_view key, std::string_view value);
  void number(std::string_view key, std::int64_t value);
  void flag(std::string_view key, bool value);

  /// `"key": {"text": "…"}`, as SARIF wants most texts.
  void message(std::string_view key, std::string_view value);

  /// The document, once all that was opened is closed.
  std::string take() { return std::move(out_) + "\n"; }

 private:
  void open(std::string_view key, char bracket);
  void close(char bracket);
  void start(std::string_view key);

  std::string out_;
  std::size_t level_ = 0;
  bool first_ = true;  ///< Nothing yet inside what was opened last.
};

}  // namespace minhbach::cli
