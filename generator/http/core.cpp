// What connections share: the list of them, and the look at their deadlines.
#include "http/session.h"

#include <utility>

namespace minhbach::http {
namespace {

constexpr std::chrono::milliseconds sweep_period{100};

}  // namespace

bool Core::add(const std::shared_ptr<Session>& session) {
  const std::lock_guard lock(mutex);
  if (stopping) return false;
  sessions.emplace(session.get(), session);
  if (!sweeps) sweep();
  return true;
}

void Core::remove(Session* session) {
  const std::lock_guard lock(mutex);
  sessions.erase(session);
  changed.notify_all();
}

std::vector<std::shared_ptr<Session>> Core::all() {
  const std::lock_guard lock(mutex);
  std::vector<std::shared_ptr<Session>> out;
  out.reserve(sessions.size());
  for (const auto& [key, session] : sessions) {
    if (auto held = session.lock()) out.push_back(std::move(held));
  }
  return out;
}

void Core::sweep() {
  sweeps = true;
  sweep_timer.expires_after(sweep_period);
  sweep_timer.async_wait([self = shared_from_this()](boost::system::error_code error) {
    self->sweeps = false;
    if (error) return;
    const Clock::time_point now = Clock::now();
    std::vector<std::shared_ptr<Session>> late;
    {
      const std::lock_guard lock(self->mutex);
      for (const auto& [session, held] : self->sessions) {
        if (!session->is_late(now)) continue;
        if (auto alive = held.lock()) late.push_back(std::move(alive));
      }
      if (!self->sessions.empty()) self->sweep();
    }
    for (const auto& session : late) session->on_deadline();
  });
}

}  // namespace minhbach::http
