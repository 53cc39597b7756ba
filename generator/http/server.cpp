// Connections are let in, and the order in which a server ends.
#include "http/server.h"

#include <cerrno>
#include <mutex>
#include <thread>
#include <utility>

#include "http/listening.h"
#include "http/session.h"

namespace minhbach::http {

struct Server::Parts {
  explicit Parts(const ServerOptions& options)
      : core(std::make_shared<Core>(options, [this] { on_tick(); })) {}

  /// Lets in who waits at one listener.
  struct Door : Loop::Watcher {
    Door(Parts& owner, const Listener& of) : parts(owner), listener(of) {}
    void on_events(std::uint32_t) override { parts.let_in(*this); }

    Parts& parts;
    const Listener& listener;
    bool rests = false;  ///< Most likely out of descriptors: connections that end give some back.
  };

  void let_in(Door& door);
  void welcome(const Listener& listener, FileDescriptor socket, std::string peer);
  void on_tick();

  std::shared_ptr<Core> core;
  Listening listening;
  std::vector<std::unique_ptr<Door>> doors;
  std::thread thread;
  bool stopped = false;
};

void Server::Parts::let_in(Door& door) {
  for (;;) {
    FileDescriptor socket(-1);
    std::string peer;
    const int error = accept_from(door.listener, socket, peer);
    if (error == 0) {
      welcome(door.listener, std::move(socket), std::move(peer));
    } else if (error == EAGAIN) {
      break;
    } else if (error != ECONNABORTED && error != EINTR) {
      door.rests = true;
      core->loop.tick(true);
      break;
    }
  }
}

void Server::Parts::welcome(const Listener& listener, FileDescriptor socket, std::string peer) {
  auto session = std::make_shared<Session>(core, std::move(socket),
                                           Ends{listener.place, listener.port, std::move(peer)});
  bool full = false;
  {
    const std::lock_guard lock(core->mutex);
    full = core->sessions.size() >= core->limits.connections;
  }
  if (!core->add(session)) return;
  core->loop.tick(true);
  full ? session->refuse() : session->start();
}

void Server::Parts::on_tick() {
  core->loop.tick(core->sweep());
  for (const auto& door : doors) {
    if (std::exchange(door->rests, false)) let_in(*door);
  }
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler) {
  auto parts = std::make_unique<Parts>(options);
  Core& core = *parts->core;
  core.handler = std::move(handler);
  for (const ListenPlace& place : options.places) {
    if (Result<Done> opened = parts->listening.open(place); !opened) return opened.error();
  }
  for (const Listener& listener : parts->listening.listeners) {
    const auto& door = parts->doors.emplace_back(std::make_unique<Parts::Door>(*parts, listener));
    core.loop.watch(listener.socket.get(), *door);
  }
  parts->thread = std::thread([&core] { core.loop.run(); });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::~Server() { stop(); }

const std::vector<std::uint16_t>& Server::ports() const { return parts_->listening.ports; }

std::size_t Server::connections() const {
  const std::lock_guard lock(parts_->core->mutex);
  return parts_->core->sessions.size();
}

void Server::run(std::function<void()> work) { parts_->core->loop.post(std::move(work)); }

void Server::stop() {
  if (parts_->stopped) return;
  parts_->stopped = true;
  Core& core = *parts_->core;
  {
    const std::lock_guard lock(core.mutex);
    core.stopping = true;
  }
  core.loop.post([this] {
    parts_->doors.clear();
    parts_->listening.close();
  });
  for (const auto& session : core.all()) session->stop();
  {
    std::unique_lock lock(core.mutex);
    core.changed.wait_for(lock, core.limits.stop_time, [&] { return core.sessions.empty(); });
  }
  for (const auto& session : core.all()) session->abort();
  core.loop.post([&core] { core.loop.stop(); });
  parts_->thread.join();
  core.handler = nullptr;
}

}  // namespace minhbach::http
