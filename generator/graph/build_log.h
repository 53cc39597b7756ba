// What each output read when it was made, and what it was told: the memory of incremental builds.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fingerprint.h"

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

  std::size_t size = 0;        ///< Bytes it was read from …
  std::size_t patch_size = 0;  ///< … and of them, those of the patches; what they say is in it.

  const LoggedOutput* find(std::string_view path) const;

  /// What the texts above point into.
  std::vector<std::shared_ptr<const void>> keepers;
};

/// What one more build changed, to be added behind the log as it is: a small edit then costs what
/// it is worth, and not what the site is worth.
struct LogPatch {
  std::uint64_t number = 0;           ///< One more than the log, or the patch, before it.
  std::vector<Question> questions;    ///< Those that the outputs below asked.
  std::vector<LoggedOutput> outputs;  ///< Made by this build; `reads` are indices into `questions`.
  std::vector<std::string_view> removed;  ///< Paths of outputs that are no longer made.
};

/// Puts a log together piece by piece: that of a large site need not be held in memory.
class LogWriter {
 public:
  /// Takes the log's bytes in order.
  using Take = std::function<void(std::string_view bytes)>;

  /// Exactly `questions` and then `outputs` (sorted by path) are to follow.
  LogWriter(std::string_view stamp, std::uint64_t number, std::size_t questions, Take take);
  /// Pieces for append(), which may be made by several threads.
  static void add(std::string& piece, const Question& question);
  static void add(std::string& piece, const LoggedOutput& output);
  void append(std::string_view piece);
  void begin_outputs(std::size_t count);
  /// Ends the log with a checksum of all before it.
  void finish();

 private:
  Take take_;
  Fingerprinter checksum_;
};

std::string to_bytes(const BuildLog& log);
/// What is to stand behind the bytes of a log; ends in a checksum of its own.
std::string to_bytes(const LogPatch& patch);

/// The log in `bytes`, with what all patches behind it say; nothing when they are cut short,
/// changed, or of another version. Questions that no output asks any more may be among it.
std::optional<BuildLog> read_build_log(std::string bytes);
/// The same; the bytes must not change while their keeper lives, which the log keeps.
std::optional<BuildLog> read_build_log(std::string_view bytes, std::shared_ptr<const void> keeper);

/// Without the questions that no output asks.
void drop_unasked(BuildLog& log);

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
