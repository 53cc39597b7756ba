// The build log as bytes, and the judgement made from it.
#include "graph/build_log.h"

#include <algorithm>
#include <cstring>

namespace minhbach::graph {
namespace {

// docs/formats.md. A new layout takes a new number here; old logs are then read as none.
constexpr std::string_view magic = "minhbach nhat-ky 1\n";

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  /// LEB128: seven bits a byte, lowest first.
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  void text(std::string_view text) {
    number(text.size());
    out_ += text;
  }
  void fixed(std::uint64_t value) {
    for (int i = 0; i < 8; ++i) out_ += static_cast<char>(value >> (8 * i));
  }
  void fingerprint(Fingerprint value) {
    fixed(value.low);
    fixed(value.high);
  }

 private:
  std::string& out_;
};

/// Reads what Writer wrote; after the first thing that cannot be, every read gives nothing and
/// `failed` says so.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool failed() const { return failed_; }
  bool at_end() const { return at_ == bytes_.size(); }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ == bytes_.size()) break;
      const unsigned char byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    failed_ = true;
    return 0;
  }
  std::string_view text() {
    const std::uint64_t size = number();
    if (size > bytes_.size() - at_) {
      failed_ = true;
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  /// A count of things that take at least `least` bytes each, so that damage cannot ask for
  /// more memory than the file could fill.
  std::size_t count(std::size_t least) {
    const std::uint64_t value = number();
    if (value > (bytes_.size() - at_) / least) failed_ = true;
    return failed_ ? 0 : value;
  }
  std::uint64_t fixed() {
    if (bytes_.size() - at_ < 8) {
      failed_ = true;
      return 0;
    }
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes_[at_++])) << (8 * i);
    return value;
  }
  Fingerprint fingerprint() {
    const std::uint64_t low = fixed();
    return {low, fixed()};
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

std::optional<LoggedOutput> read_output(Reader& reader, std::size_t questions) {
  LoggedOutput output;
  output.path = reader.text();
  output.reads.resize(reader.count(1));
  std::uint64_t at = 0;
  for (std::uint32_t& read : output.reads) {
    at += reader.number();  // Kept as steps: neighbours in the table are read together.
    if (at >= questions) return std::nullopt;
    read = static_cast<std::uint32_t>(at);
  }
  output.made_in = reader.number();
  const std::uint64_t cause = reader.number();
  if (cause > static_cast<std::uint64_t>(Cause::missing)) return std::nullopt;
  output.cause = static_cast<Cause>(cause);
  output.question = reader.text();
  return output;
}

}  // namespace

const LoggedOutput* BuildLog::find(std::string_view path) const {
  const auto at = std::lower_bound(
      outputs.begin(), outputs.end(), path,
      [](const LoggedOutput& output, std::string_view p) { return output.path < p; });
  return at != outputs.end() && at->path == path ? &*at : nullptr;
}

std::string to_bytes(const BuildLog& log) {
  std::string out(magic);
  Writer writer(out);
  writer.text(log.stamp);
  writer.number(log.number);
  writer.number(log.questions.size());
  for (const Question& question : log.questions) {
    writer.text(question.name);
    writer.fingerprint(question.answer);
  }
  writer.number(log.outputs.size());
  for (const LoggedOutput& output : log.outputs) {
    writer.text(output.path);
    writer.number(output.reads.size());
    std::uint32_t before = 0;
    for (const std::uint32_t read : output.reads) {
      writer.number(read - before);
      before = read;
    }
    writer.number(output.made_in);
    writer.number(static_cast<std::uint64_t>(output.cause));
    writer.text(output.question);
  }
  const Fingerprint checksum = fingerprint(out);
  writer.fingerprint(checksum);
  return out;
}

std::optional<BuildLog> read_build_log(std::string_view bytes) {
  constexpr std::size_t checksum_size = 16;
  if (!bytes.starts_with(magic) || bytes.size() < magic.size() + checksum_size) return std::nullopt;
  const std::string_view body = bytes.substr(0, bytes.size() - checksum_size);
  if (Reader(bytes.substr(body.size())).fingerprint() != fingerprint(body)) return std::nullopt;

  Reader reader(body.substr(magic.size()));
  BuildLog log;
  log.stamp = reader.text();
  log.number = reader.number();
  log.questions.resize(reader.count(17));
  for (Question& question : log.questions) {
    question.name = reader.text();
    question.answer = reader.fingerprint();
  }
  log.outputs.resize(reader.count(5));
  for (LoggedOutput& output : log.outputs) {
    std::optional<LoggedOutput> read = read_output(reader, log.questions.size());
    if (!read) return std::nullopt;
    output = std::move(*read);
  }
  if (reader.failed() || !reader.at_end()) return std::nullopt;
  return log;
}

Judgement judge(const BuildLog& log, const Changed& changed, std::string_view path) {
  const LoggedOutput* output = log.find(path);
  if (output == nullptr) return {Cause::unknown, {}};
  for (const std::uint32_t read : output->reads) {
    if (changed[read]) return {Cause::changed, log.questions[read].name};
  }
  return {Cause::unchanged, {}};
}

}  // namespace minhbach::graph
