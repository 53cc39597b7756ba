// Where submissions are kept: the seam under which SQLite and PostgreSQL stand.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "feedback/receipt.h"
#include "forms/answers.h"

namespace minhbach::feedback {

/// One submission as it is kept: no address, no browser, no time of day.
struct Submission {
  Receipt receipt;  ///< Unique; also what makes the same submission, sent twice, one.
  std::string portal;
  std::string form;   ///< Id: "huu_ich".
  std::string group;  ///< Content group of the page; "" none.
  std::string page;   ///< Path on the portal.
  std::string language;
  std::string day;  ///< ISO date in Vietnam.
  std::vector<forms::Answer> answers;
  /// Why it is kept apart (a code of screen.h, guard.h); "" for one that counts.
  std::string suspicion;
};

/// What became of one submission of a batch.
enum class Fate : std::uint8_t {
  stored,
  repeated,  ///< Was there already: the same receipt, the same answers.
  changed,   ///< Its receipt was there already with other answers: these are not stored.
  refused,   ///< This row alone cannot be stored.
};

/// What its reader may be told of a submission.
enum class State : std::uint8_t { received, in_progress, answered, closed };
std::string_view to_text(State state);  ///< "da_nhan", "dang_xu_ly", "da_tra_loi", "da_dong".
std::optional<State> read_state(std::string_view text);

/// Suspicion of what a person has refused: it stays apart until its time is over.
inline constexpr std::string_view refused_mark = "tu_choi";

/// Which submissions; an empty part takes all.
struct Selection {
  std::string portal, form;
  std::string from, to;     ///< ISO dates, both included.
  bool suspicious = false;  ///< Those kept apart instead of the others.
};

struct Stored {
  Submission submission;
  State state = State::received;
  std::string link;  ///< Path of the published answer on the portal; may be "".
};

/// Whether what was sent on that day (ISO) with that form has been kept long enough.
using IsOver =
    std::function<bool(std::string_view portal, std::string_view form, std::string_view day)>;
/// How many were removed, by portal and form.
using Purged = std::map<std::pair<std::string, std::string>, std::int64_t>;

/// All functions may block, and are called by one thread at a time.
class Store {
 public:
  virtual ~Store() = default;

  /// Keeps all of them, or none: when it returns their fates, what was stored is on disk and
  /// survives a power cut. A row that cannot be stored does not stop its neighbours. On an error
  /// nothing is promised of any: the caller says "try again", which the receipt makes harmless.
  virtual Result<std::vector<Fate>> put(std::span<const Submission> batch) = 0;

  /// One submission; nothing when nobody sent it, or it has been purged.
  virtual Result<std::optional<Stored>> find(const Receipt& receipt) = 0;

  /// All that are selected, by day and then by receipt, so that their order says nothing.
  virtual Result<Done> each(const Selection& which,
                            const std::function<void(const Stored&)>& take) = 0;

  /// False when there is no such submission.
  virtual Result<bool> set_state(const Receipt& receipt, State state, std::string_view link) = 0;

  /// Takes one that is kept apart back to the others (`suspicion` ""), or keeps it apart for
  /// another reason. What is taken back gets `state` only where its refusal had closed it: a state
  /// that somebody has set since stays. False when none that is kept apart has that receipt.
  virtual Result<bool> judge(const Receipt& receipt, std::string_view suspicion, State state) = 0;

  /// Removes, unrecoverably as far as the store can, all of which `is_over` says so, whatever
  /// portal and form they are of; others may write meanwhile.
  virtual Result<Purged> purge(const IsOver& is_over) = 0;

  /// Looks at all of it for damage.
  virtual Result<Done> check() = 0;

  /// Writes a whole copy into a new file, on disk when it returns.
  virtual Result<Done> back_up(const std::string& path) = 0;

  /// Bytes that can still be written; nothing when the store cannot know.
  virtual std::optional<std::uint64_t> free_bytes() { return std::nullopt; }
};

/// For stores: of what put() found there already, makes `changed` what has other answers there. The
/// stored answers themselves are compared (as they are kept, numbers of persons masked): only what
/// would be lost makes a difference, and a row needs no mark of what it holds. The rows are on disk
/// by then: where one cannot be read, it alone is `refused`, and its reader sends it again.
std::vector<Fate> tell_changed(Store& store, std::span<const Submission> batch,
                               std::vector<Fate> fates);

/// Answers as one text: `[["danh_gia","huu_ich"],…]`, and back. Nothing for what is no such text.
std::string pack_answers(std::span<const forms::Answer> answers);
std::optional<std::vector<forms::Answer>> unpack_answers(std::string_view text);

}  // namespace minhbach::feedback
