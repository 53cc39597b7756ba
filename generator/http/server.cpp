// Connections are let in, and the order in which a server ends.
#include "http/server.h"

#include <cerrno>
#include <mutex>
#include <thread>
#include <utility>

#include "http/listening.h"
#include "http/session.h"

namespace minhbach::http {
namespace {

/// Then those who are in have a turn.
constexpr int let_in_at_once = 64;

}  // namespace

struct Server::Parts {
  explicit Parts(const ServerOptions& options)
      : core(std::make_shared<Core>(options, [this] { on_tick(); })) {}

  /// Lets in who waits at one listener.
  struct Door {
    Door(Parts& parts, const Listener& of)
        : listener(of), watcher{[this, &parts](std::uint32_t) { parts.let_in(*this); }} {}

    const Listener& listener;
    Loop::Watcher watcher;
    bool has_more = false;  ///< Let in as many as may come at once.
    bool rests = false;  ///< Most likely out of descriptors: connections that end give some back.
  };

  Result<Done> open(const std::vector<ListenPlace>& places);
  void let_in(Door& door);
  void let_in_more();
  void welcome(const Listener& listener, FileDescriptor socket, std::string peer);
  void on_tick();
  void close_doors();

  std::shared_ptr<Core> core;
  Listening listening;
  std::vector<std::unique_ptr<Door>> doors;
  std::thread thread;
  bool stopped = false;
};

Result<Done> Server::Parts::open(const std::vector<ListenPlace>& places) {
  for (const ListenPlace& place : places) {
    if (Result<Done> opened = listening.open(place); !opened) return opened;
  }
  for (const Listener& listener : listening.listeners) {
    const auto& door = doors.emplace_back(std::make_unique<Door>(*this, listener));
    if (const int error = core->loop.watch(listener.socket.get(), door->watcher); error != 0)
      return cannot_listen(places[listener.place], error);
  }
  return Done{};
}

void Server::Parts::let_in(Door& door) {
  for (int count = 0; count < let_in_at_once; ++count) {
    FileDescriptor socket(-1);
    std::string peer;
    const int error = accept_from(door.listener, socket, peer);
    if (error == 0) {
      welcome(door.listener, std::move(socket), std::move(peer));
    } else if (error == EAGAIN) {
      return;
    } else if (error != ECONNABORTED && error != EINTR) {
      door.rests = true;
      return core->loop.tick(true);
    }
  }
  door.has_more = true;
  core->loop.post([this] { let_in_more(); });
}

void Server::Parts::let_in_more() {
  for (const auto& door : doors) {
    if (std::exchange(door->has_more, false)) let_in(*door);
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

void Server::Parts::close_doors() {
  for (const auto& door : doors) core->loop.unwatch(door->listener.socket.get());
  doors.clear();
  listening.close();
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler) {
  auto parts = std::make_unique<Parts>(options);
  Core& core = *parts->core;
  core.handler = std::move(handler);
  if (Result<Done> opened = parts->open(options.places); !opened) return opened.error();
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
  core.loop.post([this] { parts_->close_doors(); });
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
