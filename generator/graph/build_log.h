// What each output read when it was made, and what it was told: the memory of incremental builds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/fingerprint.h"

namespace minhbach::graph {

/// Why an output was, or is to be, made.
enum class Cause : std::uint8_t {
  unchanged,  ///< Nothing it read has changed: it is left as it is.
  unknown,    ///< No build had made it yet, or there was no log to tell.
  changed,    ///< A question it asked is answered otherwise now.
  missing,    ///< The file was no longer in the output folder.
};

/// One output and the questions its making asked.
struct LoggedOutput {
  std::string_view path;             ///< Relative to the output folder.
  std::vector<std::uint32_t> reads;  ///< Indices into BuildLog::questions, ascending, each once.
  std::uint64_t made_in = 0;         ///< The number of the build that made it last.
  Cause cause = Cause::unknown;      ///< Why that build made it; never `unchanged`.
  std::string_view question;         ///< With Cause::changed: the first changed question by name.
};

/// A question a render asked of the site ("truong:thu_tuc/1.004222:phi"), and the fingerprint of
/// the answer. The graph knows questions by name only; what they mean is the host's.
struct Question {
  std::string_view name;
  Fingerprint answer;
};

/// Written after a build, read before the next. The file is docs/formats.md, "The build log".
struct BuildLog {
  /// What made the outputs besides their reads: program version, options. Another stamp is another
  /// log: nothing in it holds.
  std::string stamp;
  std::uint64_t number = 0;  ///< Of the build that wrote the log, counted from 1.
  std::vector<Question> questions;
  std::vector<LoggedOutput> outputs;  ///< Sorted by path.

  const LoggedOutput* find(std::string_view path) const;

  /// What the texts above point into.
  std::vector<std::shared_ptr<const void>> keepers;
};

/// The bytes of a log, ending in a checksum of all before it.
std::string to_bytes(const BuildLog& log);

/// The log in `bytes`; nothing when they are cut short, changed, or of another version.
std::optional<BuildLog> read_build_log(std::string bytes);

/// For each question of a log, whether its answer is another now.
using Changed = std::vector<char>;

/// What is to be done about an output, and why.
struct Judgement {
  Cause cause = Cause::unknown;
  std::string_view question;  ///< With Cause::changed: the first one; lives as long as the log.
};

/// The judgement on the output `path`, as far as the log can tell (never `missing`).
Judgement judge(const BuildLog& log, const Changed& changed, std::string_view path);

}  // namespace minhbach::graph
