// The build log as bytes, and the judgement made from it.
#include "graph/build_log.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "base/key_index.h"
#include "base/packing.h"

namespace minhbach::graph {
namespace {

// docs/formats.md. A new layout takes a new number here; old logs are then read as none.
constexpr std::string_view magic = "minhbach nhat-ky 3\n";
constexpr std::size_t checksum_size = 16;

void pack(Packer& out, Fingerprint value) {
  out.fixed(value.low);
  out.fixed(value.high);
}

Fingerprint unpack_fingerprint(Unpacker& in) {
  const std::uint64_t low = in.fixed();
  return {low, in.fixed()};
}

/// Reads are kept as steps: neighbours in the table are read together.
void pack(Packer& out, const LoggedOutput& output) {
  out.text(output.path);
  out.number(output.reads.size());
  std::uint32_t before = 0;
  for (const std::uint32_t read : output.reads) {
    out.number(read - before);
    before = read;
  }
  out.number(output.made_in);
  out.number(static_cast<std::uint64_t>(output.cause));
  out.text(output.question);
}

bool unpack(Unpacker& in, std::size_t questions, LoggedOutput& output) {
  output.path = in.text();
  output.reads.resize(in.count());
  std::uint64_t at = 0;
  for (std::uint32_t& read : output.reads) {
    at += in.number();
    if (at >= questions) return false;
    read = static_cast<std::uint32_t>(at);
  }
  output.made_in = in.number();
  const std::uint64_t cause = in.number();
  if (cause > static_cast<std::uint64_t>(Cause::missing)) return false;
  output.cause = static_cast<Cause>(cause);
  output.question = in.text();
  return true;
}

bool unpack(Unpacker& in, std::vector<Question>& questions) {
  questions.resize(in.count(checksum_size + 1));
  for (Question& question : questions) {
    question.name = in.text();
    question.answer = unpack_fingerprint(in);
  }
  return !in.failed();
}

bool unpack(Unpacker& in, std::size_t questions, std::vector<LoggedOutput>& outputs) {
  outputs.resize(in.count(5));
  return std::all_of(outputs.begin(), outputs.end(),
                     [&](LoggedOutput& output) { return unpack(in, questions, output); }) &&
         !in.failed();
}

/// Takes `size` bytes and the checksum behind them off `rest`; false when it is not theirs.
bool cut_checked(std::string_view& rest, std::size_t size) {
  Unpacker checksum(rest.substr(size).substr(0, checksum_size));
  if (unpack_fingerprint(checksum) != fingerprint(rest.substr(0, size)) || !checksum.is_sound())
    return false;
  rest.remove_prefix(size + checksum_size);
  return true;
}

/// Brings a log up to date with the patches behind it.
class Patcher {
 public:
  explicit Patcher(BuildLog& log) : log_(log), numbers_(log.questions.size()) {
    for (std::uint32_t i = 0; i < log.questions.size(); ++i)
      numbers_.add(i, log.questions[i].name, name_of_);
  }

  /// Takes one patch off `rest`; false when it is not sound or does not follow.
  bool apply(std::string_view& rest) {
    Unpacker in(rest);
    LogPatch patch;
    patch.number = in.number();
    if (!unpack(in, patch.questions) || !unpack(in, patch.questions.size(), patch.outputs))
      return false;
    patch.removed.resize(in.count());
    for (std::string_view& path : patch.removed) path = in.text();
    if (in.failed() || patch.number != log_.number + 1 || !cut_checked(rest, in.at())) return false;
    log_.number = patch.number;
    add(patch);
    return true;
  }

  void finish() {
    std::vector<LoggedOutput> all;
    all.reserve(log_.outputs.size() + changed_.size());
    auto next = changed_.begin();
    const auto take_next = [&] {
      if (next->second) all.push_back(std::move(*next->second));
      ++next;
    };
    for (LoggedOutput& output : log_.outputs) {
      while (next != changed_.end() && next->first < output.path) take_next();
      if (next == changed_.end() || next->first != output.path) all.push_back(std::move(output));
    }
    while (next != changed_.end()) take_next();
    log_.outputs = std::move(all);
  }

 private:
  void add(LogPatch& patch) {
    std::vector<std::uint32_t> number(patch.questions.size());
    for (std::size_t i = 0; i < number.size(); ++i) {
      const Question& question = patch.questions[i];
      const auto next = static_cast<std::uint32_t>(log_.questions.size());
      number[i] = numbers_.add(next, question.name, name_of_).value_or(next);
      if (number[i] == next) log_.questions.push_back(question);
      log_.questions[number[i]].answer = question.answer;
    }
    for (LoggedOutput& output : patch.outputs) {
      for (std::uint32_t& read : output.reads) read = number[read];
      std::sort(output.reads.begin(), output.reads.end());
      changed_.insert_or_assign(output.path, std::move(output));
    }
    for (const std::string_view path : patch.removed) changed_.insert_or_assign(path, std::nullopt);
  }

  struct NameOf {
    const BuildLog& log;
    std::string_view operator()(std::uint32_t number) const { return log.questions[number].name; }
  };

  BuildLog& log_;
  const NameOf name_of_{log_};
  KeyIndex numbers_;  ///< Of questions, by name.
  /// By path; nothing for one that is no longer made.
  std::map<std::string_view, std::optional<LoggedOutput>> changed_;
};

}  // namespace

const LoggedOutput* BuildLog::find(std::string_view path) const {
  const auto at = std::lower_bound(
      outputs.begin(), outputs.end(), path,
      [](const LoggedOutput& output, std::string_view p) { return output.path < p; });
  return at != outputs.end() && at->path == path ? &*at : nullptr;
}

LogWriter::LogWriter(std::string_view stamp, std::uint64_t number, std::size_t questions, Take take)
    : take_(std::move(take)) {
  std::string head(magic);
  Packer packer(head);
  packer.text(stamp);
  packer.number(number);
  packer.number(questions);
  append(head);
}

void LogWriter::add(std::string& piece, const Question& question) {
  Packer packer(piece);
  packer.text(question.name);
  pack(packer, question.answer);
}

void LogWriter::add(std::string& piece, const LoggedOutput& output) {
  Packer packer(piece);
  pack(packer, output);
}

void LogWriter::append(std::string_view piece) {
  checksum_.append(piece);
  take_(piece);
}

void LogWriter::begin_outputs(std::size_t count) {
  std::string piece;
  Packer(piece).number(count);
  append(piece);
}

void LogWriter::finish() {
  std::string checksum;
  Packer packer(checksum);
  pack(packer, checksum_.finish());
  take_(checksum);
}

std::string to_bytes(const BuildLog& log) {
  std::string bytes;
  LogWriter out(log.stamp, log.number, log.questions.size(),
                [&](std::string_view part) { bytes += part; });
  std::string piece;
  for (const Question& question : log.questions) LogWriter::add(piece, question);
  out.append(piece);
  out.begin_outputs(log.outputs.size());
  piece.clear();
  for (const LoggedOutput& output : log.outputs) LogWriter::add(piece, output);
  out.append(piece);
  out.finish();
  return bytes;
}

std::string to_bytes(const LogPatch& patch) {
  std::string out;
  Packer packer(out);
  packer.number(patch.number);
  packer.number(patch.questions.size());
  for (const Question& question : patch.questions) LogWriter::add(out, question);
  packer.number(patch.outputs.size());
  for (const LoggedOutput& output : patch.outputs) pack(packer, output);
  packer.number(patch.removed.size());
  for (const std::string_view path : patch.removed) packer.text(path);
  pack(packer, fingerprint(out));
  return out;
}

std::optional<BuildLog> read_build_log(std::string bytes) {
  const auto held = std::make_shared<const std::string>(std::move(bytes));
  return read_build_log(*held, held);
}

std::optional<BuildLog> read_build_log(std::string_view bytes, std::shared_ptr<const void> keeper) {
  if (!bytes.starts_with(magic)) return std::nullopt;
  BuildLog log;
  log.keepers.push_back(std::move(keeper));
  std::string_view rest = bytes;
  Unpacker in(rest.substr(magic.size()));
  log.stamp = in.text();
  log.number = in.number();
  if (!unpack(in, log.questions) || !unpack(in, log.questions.size(), log.outputs))
    return std::nullopt;
  if (!cut_checked(rest, magic.size() + in.at())) return std::nullopt;
  log.size = bytes.size();
  log.patch_size = rest.size();
  if (rest.empty()) return log;
  Patcher patcher(log);
  while (!rest.empty()) {
    if (!patcher.apply(rest)) return std::nullopt;
  }
  patcher.finish();
  return log;
}

void drop_unasked(BuildLog& log) {
  constexpr std::uint32_t unasked = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> now(log.questions.size(), unasked);
  for (const LoggedOutput& output : log.outputs) {
    for (const std::uint32_t read : output.reads) now[read] = 0;
  }
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] == unasked) continue;
    log.questions[count] = log.questions[i];
    now[i] = count++;
  }
  log.questions.resize(count);
  for (LoggedOutput& output : log.outputs) {
    for (std::uint32_t& read : output.reads) read = now[read];  // In order still.
  }
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
