// Commas, line ends and indentation.
#include "cli/json_writer.h"

#include "text/utf8.h"
#include "value/from_json.h"

namespace minhbach::cli {

void JsonWriter::start(std::string_view key) {
  if (level_ > 0) out_ += (first_ ? "\n" : ",\n") + std::string(2 * level_, ' ');
  first_ = false;
  if (!key.empty()) out_ += json_string(key) + ": ";
}

void JsonWriter::open(std::string_view key, char bracket) {
  start(key);
  out_ += bracket;
  ++level_;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  --level_;
  if (!first_) out_ += "\n" + std::string(2 * level_, ' ');
  out_ += bracket;
  first_ = false;
}

void JsonWriter::text(std::string_view key, std::string_view value) {
  start(key);
  out_ += json_string(text::well_formed(value));
}

void JsonWriter::number(std::string_view key, std::int64_t value) {
  start(key);
  out_ += std::to_string(value);
}

void JsonWriter::flag(std::string_view key, bool value) {
  start(key);
  out_ += value ? "true" : "false";
}

void JsonWriter::message(std::string_view key, std::string_view value) {
  open_object(key);
  text("text", value);
  close_object();
}

}  // namespace minhbach::cli
