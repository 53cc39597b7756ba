// The build log as bytes, and the judgement made from it.
#include "graph/build_log.h"

#include <algorithm>

#include "base/packing.h"

namespace minhbach::graph {
namespace {

// docs/formats.md. A new layout takes a new number here; old logs are then read as none.
constexpr std::string_view magic = "minhbach nhat-ky 2\n";
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

}  // namespace

const LoggedOutput* BuildLog::find(std::string_view path) const {
  const auto at = std::lower_bound(
      outputs.begin(), outputs.end(), path,
      [](const LoggedOutput& output, std::string_view p) { return output.path < p; });
  return at != outputs.end() && at->path == path ? &*at : nullptr;
}

std::string to_bytes(const BuildLog& log) {
  std::string out(magic);
  out.reserve(log.questions.size() * 64 + log.outputs.size() * 160);
  Packer packer(out);
  packer.text(log.stamp);
  packer.number(log.number);
  packer.number(log.questions.size());
  for (const Question& question : log.questions) {
    packer.text(question.name);
    pack(packer, question.answer);
  }
  packer.number(log.outputs.size());
  for (const LoggedOutput& output : log.outputs) pack(packer, output);
  pack(packer, fingerprint(out));
  return out;
}

std::optional<BuildLog> read_build_log(std::string bytes) {
  if (!bytes.starts_with(magic) || bytes.size() < magic.size() + checksum_size) return std::nullopt;
  BuildLog log;
  const auto held = std::make_shared<const std::string>(std::move(bytes));
  log.keepers.push_back(held);
  const std::string_view all = *held;
  const std::string_view body = all.substr(0, all.size() - checksum_size);
  Unpacker checksum(all.substr(body.size()));
  if (unpack_fingerprint(checksum) != fingerprint(body)) return std::nullopt;

  Unpacker in(body.substr(magic.size()));
  log.stamp = in.text();
  log.number = in.number();
  log.questions.resize(in.count(17));
  for (Question& question : log.questions) {
    question.name = in.text();
    question.answer = unpack_fingerprint(in);
  }
  log.outputs.resize(in.count(5));
  for (LoggedOutput& output : log.outputs) {
    if (!unpack(in, log.questions.size(), output)) return std::nullopt;
  }
  if (!in.is_sound()) return std::nullopt;
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
