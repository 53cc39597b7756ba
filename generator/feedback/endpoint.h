// The feedback endpoint: takes submissions of many portals, and gives a receipt for what is on
// disk.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "feedback/challenge.h"
#include "feedback/client_address.h"
#include "feedback/counts.h"
#include "feedback/facts.h"
#include "feedback/guard.h"
#include "feedback/nonce.h"
#include "feedback/pages.h"
#include "feedback/writer.h"
#include "http/reply.h"

namespace minhbach::feedback {

struct EndpointOptions {
  Seal seal{std::vector<std::string>()};
  Proxies proxies;
  GuardLimits guard;
  NonceRules nonce;
  ChallengeRules challenge;
  std::size_t queue_limit = 8192;
  std::uint64_t least_free_bytes = 64 * 1024 * 1024;  ///< Below: not ready.
  /// Seconds since 1970 that only go on, for nonces: see ForwardClock.
  std::function<Seconds()> now;
  /// The same as the system's clock has them at this moment, right or wrong: dates submissions.
  std::function<Seconds()> time_of_day;
  /// Milliseconds of a clock that is never set.
  std::function<std::int64_t()> milliseconds;
  /// Told what an operator must know; from any thread. Names and reasons, never what readers wrote.
  std::function<void(std::string_view event, std::string_view detail)> log;
};

class Endpoint {
 public:
  Endpoint(EndpointOptions options, Facts facts, std::unique_ptr<Store> store);
  ~Endpoint();  ///< Writes what waits.

  /// On the server's one thread.
  void handle(http::Request request, http::Reply reply);
  /// The same for the separate listener.
  http::Response answer_metrics(const http::Request& request) const;

  /// Calls `alive` on the writer's thread, before all that waits for it; never when it hangs.
  void call_writer(std::function<void()> alive);

  /// Portals and forms as they are now; requests in the making keep those they began with. From any
  /// thread.
  void renew(Facts facts);

 private:
  struct Call;
  void dispatch(Call& call);
  void answer_health(Call& call);
  void give_nonce(Call& call);
  void show_form(Call& call);
  void thank(Call& call);
  void look_up(Call& call);
  void submit(Call& call);
  bool is_admitted(Call& call);
  bool read_answers(Call& call);
  bool read_subject(Call& call);
  void confirm(Call& call, NonceWay way, forms::Filled filled, int status);
  bool is_nonce_good(Call& call, NonceCheck& check);
  bool is_within_limits(Call& call, const NonceCheck& check);
  void keep(Call& call, const NonceCheck& check, std::vector<forms::Answer> answers);
  void refuse(Call& call, Refusal refusal, int retry_after = 0);
  void deliver(Batch batch, const std::vector<Fate>& fates, const Diagnostic* failure);
  http::Response answer_to(const Submission& one, Manner& manner, std::optional<Fate> fate);
  void answer_flood(Call& call);
  std::shared_ptr<const Facts> facts() const;
  std::string today();

  const EndpointOptions options_;
  mutable std::mutex mutex_;  ///< Guards `facts_`.
  std::shared_ptr<const Facts> facts_;
  Counts counts_;
  Guard guard_;
  std::int64_t day_ = 0;  ///< Since 1970, in Vietnam; of `day_text_`, and of the guard's salt.
  std::string day_text_;
  std::atomic<std::uint64_t> free_bytes_ = 0;
  std::atomic<bool> measuring_ = false;
  std::atomic<Seconds> told_at_ = 0;  ///< When a failure was last logged.
  Writer writer_;                     ///< Last, so that its thread ends before what it uses.
};

}  // namespace minhbach::feedback
