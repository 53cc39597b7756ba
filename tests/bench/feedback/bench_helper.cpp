// For ./dev bench --feedback: nonces by the million, and the endpoint as it would be with a commit
// for each request.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <fmt/format.h>

#include "cli/feedback_facts.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "feedback/endpoint.h"
#include "feedback/sqlite_store.h"
#include "http/server.h"
#include "http/stop_signal.h"

#include <poll.h>

using namespace minhbach;

namespace {

/// The same store, a transaction a row.
class OneByOne : public feedback::Store {
 public:
  explicit OneByOne(std::unique_ptr<feedback::Store> store) : store_(std::move(store)) {}

  Result<std::vector<feedback::Fate>> put(std::span<const feedback::Submission> batch) override {
    std::vector<feedback::Fate> fates;
    for (const feedback::Submission& one : batch) {
      const auto fate = store_->put({&one, 1});
      if (!fate) return fate.error();
      fates.push_back(fate->front());
    }
    return fates;
  }
  Result<std::optional<feedback::Stored>> find(const feedback::Receipt& receipt) override {
    return store_->find(receipt);
  }
  Result<Done> each(const feedback::Selection& which,
                    const std::function<void(const feedback::Stored&)>& take) override {
    return store_->each(which, take);
  }
  Result<bool> set_state(const feedback::Receipt& receipt, feedback::State state,
                         std::string_view link) override {
    return store_->set_state(receipt, state, link);
  }
  Result<bool> judge(const feedback::Receipt& receipt, std::string_view suspicion,
                     feedback::State state) override {
    return store_->judge(receipt, suspicion, state);
  }
  Result<feedback::Purged> purge(const feedback::IsOver& is_over) override {
    return store_->purge(is_over);
  }
  Result<Done> check() override { return store_->check(); }
  Result<Done> back_up(const std::string& path) override { return store_->back_up(path); }

 private:
  std::unique_ptr<feedback::Store> store_;
};

feedback::Seal seal() { return feedback::Seal({std::getenv("MINHBACH_KHOA_TIEP_NHAN")}); }

int write_nonces(long count) {
  const feedback::NonceSubject subject{"mau", "huu_ich", "/thu-tuc/"};
  const feedback::Seal own = seal();
  for (long i = 0; i < count; ++i)
    std::printf("%s\n", feedback::issue_nonce(own, subject, feedback::NonceWay::asked,
                                              std::time(nullptr) - 10)
                            .c_str());
  return 0;
}

int serve_one_by_one(const char* root) {
  const RealDisk disk(root);
  Report report;
  const pipeline::Context ctx{disk, report, {}};
  const auto settings = cli::load_settings(ctx, {});
  if (!settings) return 2;
  feedback::EndpointOptions options;
  options.seal = seal();
  options.proxies = settings->proxies;
  options.guard = settings->guard;
  options.now = [] { return static_cast<feedback::Seconds>(std::time(nullptr)); };
  options.time_of_day = options.now;
  options.milliseconds = [] { return static_cast<std::int64_t>(std::time(nullptr)) * 1000; };
  options.log = [](std::string_view, std::string_view) {};
  feedback::Endpoint endpoint(
      options, cli::load_facts(ctx, *settings, {}),
      std::make_unique<OneByOne>(cli::load_store(ctx, root, *settings, true)));
  http::StopSignal stop;
  const http::StopOnSignals on_signals(stop);
  http::ServerOptions server_options;
  for (const auto& each : settings->listeners) server_options.places.push_back(each.place);
  server_options.limits.connections = settings->connections;
  const auto server =
      http::Server::start(server_options, [&](http::Request request, http::Reply reply) {
        endpoint.handle(std::move(request), std::move(reply));
      });
  if (!server) return 2;
  fmt::print("http://127.0.0.1:{}/\n", (*server)->ports()[0]);
  std::fflush(stdout);
  pollfd wait{stop.descriptor(), POLLIN, 0};
  while (!stop.requested()) poll(&wait, 1, -1);
  (*server)->stop();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc == 3 ? argv[1] : "";
  if (what == "nonces") return write_nonces(std::strtol(argv[2], nullptr, 10));
  if (what == "one-by-one") return serve_one_by_one(argv[2]);
  std::fprintf(stderr, "bench_helper nonces COUNT | one-by-one ROOT\n");
  return 2;
}
