// Counts as Prometheus reads them.
#include "feedback/counts.h"

#include <fmt/format.h>

namespace minhbach::feedback {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Event::last_)> names{
    "stored",     "repeated",       "changed",    "quarantined", "trapped",       "confirm_page",
    "invalid",    "bad_nonce",      "too_early",  "limited",     "asked_to_work", "overloaded",
    "not_stored", "foreign_origin", "wrong_type", "malformed",   "not_found",     "wrong_method",
    "nonce",      "look_up",        "no_address"};

}  // namespace

std::string metrics_text(const Counts& counts, const WriterCounts& writer, std::size_t waiting,
                         std::uint64_t free_bytes) {
  std::string out =
      "# HELP minhbach_feedback_requests_total Requests by what became of them.\n"
      "# TYPE minhbach_feedback_requests_total counter\n";
  for (std::size_t i = 0; i < names.size(); ++i)
    out += fmt::format("minhbach_feedback_requests_total{{outcome=\"{}\"}} {}\n", names[i],
                       counts.of(static_cast<Event>(i)));
  out +=
      "# HELP minhbach_feedback_commit_seconds Time of a commit, from the first row to disk.\n"
      "# TYPE minhbach_feedback_commit_seconds histogram\n";
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < std::size(commit_bounds); ++i) {
    sum += writer.commit_buckets[i];
    out += fmt::format("minhbach_feedback_commit_seconds_bucket{{le=\"{}\"}} {}\n",
                       commit_bounds[i], sum);
  }
  out += fmt::format(
      "minhbach_feedback_commit_seconds_bucket{{le=\"+Inf\"}} {0}\n"
      "minhbach_feedback_commit_seconds_sum {1}\nminhbach_feedback_commit_seconds_count {0}\n",
      writer.batches, writer.commit_seconds);
  const auto add = [&](std::string_view name, std::string_view kind, std::string_view help,
                       std::uint64_t value) {
    out += fmt::format(
        "# HELP minhbach_feedback_{0} {1}\n# TYPE minhbach_feedback_{0} {2}\n"
        "minhbach_feedback_{0} {3}\n",
        name, help, kind, value);
  };
  add("rows_total", "counter", "Submissions handed to the store.", writer.rows);
  add("failures_total", "counter", "Commits that failed.", writer.failures);
  add("waiting", "gauge", "Submissions that wait to be written.", waiting);
  if (free_bytes > 0) add("free_bytes", "gauge", "Space left for the store.", free_bytes);
  return out;
}

}  // namespace minhbach::feedback
