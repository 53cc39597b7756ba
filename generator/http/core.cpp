// What connections share: the list of them, and the look at their deadlines.
#include "http/session.h"

namespace minhbach::http {

bool Core::add(const std::shared_ptr<Session>& session) {
  const std::lock_guard lock(mutex);
  if (stopping) return false;
  sessions.emplace(session.get(), session);
  return true;
}

void Core::remove(Session* session) {
  const std::lock_guard lock(mutex);
  const auto found = sessions.find(session);
  if (found == sessions.end()) return;
  loop.keep(std::move(found->second));
  sessions.erase(found);
  changed.notify_all();
}

std::vector<std::shared_ptr<Session>> Core::all() {
  const std::lock_guard lock(mutex);
  std::vector<std::shared_ptr<Session>> out;
  out.reserve(sessions.size());
  for (const auto& [key, session] : sessions) out.push_back(session);
  return out;
}

bool Core::sweep() {
  std::vector<std::shared_ptr<Session>> late;
  bool has_any = false;
  {
    const std::lock_guard lock(mutex);
    has_any = !sessions.empty();
    for (const auto& [key, session] : sessions) {
      if (session->is_late(loop.now())) late.push_back(session);
    }
  }
  for (const auto& session : late) session->on_deadline();
  return has_any;
}

}  // namespace minhbach::http
