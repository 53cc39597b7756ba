// Packets out, packets in, and who waits for which.
#include "publish/sftp_session.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "publish/failures.h"
#include "publish/messages.h"

namespace minhbach::publish {
namespace {

enum Kind : std::uint8_t {
  init = 1,
  version = 2,
  open_kind = 3,
  close_kind = 4,
  read_kind = 5,
  write_kind = 6,
  fstat_kind = 8,
  opendir_kind = 11,
  readdir_kind = 12,
  remove_kind = 13,
  mkdir_kind = 14,
  rmdir_kind = 15,
  stat_kind = 17,
  symlink_kind = 20,
  status_kind = 101,
  handle_kind = 102,
  data_kind = 103,
  name_kind = 104,
  attributes_kind = 105,
  extended_kind = 200,
  extended_reply_kind = 201,
};

/// Nothing goes, and no whole answer comes, for so long: the line is taken for broken. Bytes now
/// and then are no answer.
constexpr std::chrono::milliseconds patience(60'000);
constexpr std::size_t most_open = 192;
constexpr std::size_t most_waiting = 768 * 1024;  ///< Bytes not yet taken by ssh.
constexpr std::uint64_t most_in_one_piece = 256 * 1024;
constexpr std::uint32_t largest_packet = 512 * 1024;

void add_number(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}

void add_long(std::string& out, std::uint64_t value) {
  add_number(out, static_cast<std::uint32_t>(value >> 32));
  add_number(out, static_cast<std::uint32_t>(value));
}

void add_text(std::string& out, std::string_view text) {
  add_number(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

std::string texts(std::initializer_list<std::string_view> all) {
  std::string out;
  for (const std::string_view one : all) add_text(out, one);
  return out;
}

/// Reads what a server sent; beyond its end there is nothing, and zeros.
class Packet {
 public:
  explicit Packet(std::string_view bytes) : bytes_(bytes) {}

  bool is_at_end() const { return bytes_.empty(); }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1).empty() ? 0 : last_[0]); }
  std::uint32_t number() {
    std::uint32_t out = 0;
    for (const char c : take(4)) out = out << 8 | static_cast<std::uint8_t>(c);
    return out;
  }
  std::uint64_t long_number() {
    const std::uint64_t high = number();
    return high << 32 | number();
  }
  std::string_view text() { return take(number()); }
  std::string_view rest() { return take(bytes_.size()); }
  SftpFacts facts() {
    constexpr std::uint32_t size = 1, owner = 2, rights = 4, times = 8, more = 0x80000000;
    const std::uint32_t flags = number();
    SftpFacts out;
    if (flags & size) out.size = long_number();
    if (flags & owner) take(8);
    if (flags & rights) out.permissions = number();
    if (flags & times) {
      number();  // When it was read last.
      out.modified = number();
    }
    const std::uint32_t count = flags & more ? number() : 0;
    for (std::uint32_t i = 0; i < count && !is_at_end(); ++i) {
      text();
      text();
    }
    return out;
  }

 private:
  std::string_view take(std::size_t size) {
    last_ = bytes_.size() < size ? std::string_view() : bytes_.substr(0, size);
    bytes_.remove_prefix(std::min(size, bytes_.size()));
    return last_;
  }

  std::string_view bytes_, last_;
};

SftpAnswer read_answer(std::uint8_t kind, Packet& packet) {
  SftpAnswer out;
  switch (kind) {
    case status_kind:
      out.status = static_cast<SftpStatus>(packet.number());
      out.text = packet.text();
      break;
    case handle_kind:
    case data_kind: out.text = packet.text(); break;
    case extended_reply_kind: out.text = packet.rest(); break;
    case attributes_kind: out.facts = packet.facts(); break;
    case name_kind: {
      const std::uint32_t count = packet.number();
      for (std::uint32_t i = 0; i < count && !packet.is_at_end(); ++i) {
        SftpName& name = out.names.emplace_back();
        name.name = packet.text();
        packet.text();  // As `ls -l` would show it.
        name.facts = packet.facts();
      }
      break;
    }
    default: out.status = SftpStatus::failure;
  }
  return out;
}

}  // namespace

Result<Done> SftpSession::open(const PublishPlace& place, const Address& address) {
  signal(SIGPIPE, SIG_IGN);  // A server that hangs up is an answer, not our end.
  lose("");
  const Result<Done> started = ssh_.start(place, address);
  if (!started) return started;
  is_up_ = true;
  still_since_ = std::chrono::steady_clock::now();
  lost_.clear();
  if (greet()) {
    ask_limits();
    return Done{};
  }
  is_up_ = false;
  const Diagnostic why = ssh_.reason(place, address);
  ssh_.stop();
  return why;
}

bool SftpSession::greet() {
  add_number(to_send_, 5);
  to_send_ += static_cast<char>(init);
  add_number(to_send_, 3);
  while (extensions_.empty()) {
    if (!pump()) return false;
  }
  return true;
}

/// Answered with the next thing that is asked. Of OpenSSH from 8.5 on.
void SftpSession::ask_limits() {
  constexpr std::string_view extension = "limits@openssh.com";
  most_written_ = written_everywhere;
  if (!has(extension)) return;
  ask(extended_kind, texts({extension}), [this](const SftpAnswer& answer) {
    Packet limits(answer.text);
    constexpr std::uint64_t head = 1024;  // What else is in a packet that writes.
    const std::uint64_t packet = limits.long_number();
    limits.long_number();  // Of what is read.
    std::uint64_t said = limits.long_number();
    if (packet > head) said = std::min(said, packet - head);
    if (answer.is_ok() && said > written_everywhere)
      most_written_ = std::min(said, most_in_one_piece);
  });
}

void SftpSession::ask(std::uint8_t kind, std::string_view body, OnAnswer then) {
  ++count_;
  if (!is_up_) {
    then({SftpStatus::connection_lost, lost_, {}, {}});
    return;
  }
  add_number(to_send_, static_cast<std::uint32_t>(body.size() + 5));
  to_send_ += static_cast<char>(kind);
  add_number(to_send_, ++next_);
  to_send_ += body;
  if (open_.empty()) still_since_ = std::chrono::steady_clock::now();
  open_.emplace(next_, std::move(then));
}

void SftpSession::open_file(std::string_view path, std::uint32_t flags, OnAnswer then) {
  std::string body = texts({path});
  add_number(body, flags);
  constexpr std::uint32_t has_rights = 4, rights = 0644;
  if (flags & to_create) {
    add_number(body, has_rights);
    add_number(body, rights);
  } else {
    add_number(body, 0);
  }
  ask(open_kind, body, std::move(then));
}

void SftpSession::open_folder(std::string_view path, OnAnswer then) {
  ask(opendir_kind, texts({path}), std::move(then));
}

void SftpSession::read_folder(std::string_view handle, OnAnswer then) {
  ask(readdir_kind, texts({handle}), std::move(then));
}

void SftpSession::read(std::string_view handle, std::uint64_t from, std::uint32_t size,
                       OnAnswer then) {
  std::string body = texts({handle});
  add_long(body, from);
  add_number(body, size);
  ask(read_kind, body, std::move(then));
}

void SftpSession::write(std::string_view handle, std::uint64_t at, std::string_view bytes,
                        OnAnswer then) {
  std::string body = texts({handle});
  add_long(body, at);
  add_text(body, bytes);
  ask(write_kind, body, std::move(then));
}

void SftpSession::facts(std::string_view handle, OnAnswer then) {
  ask(fstat_kind, texts({handle}), std::move(then));
}

void SftpSession::path_facts(std::string_view path, OnAnswer then) {
  ask(stat_kind, texts({path}), std::move(then));
}

void SftpSession::close(std::string_view handle, OnAnswer then) {
  ask(close_kind, texts({handle}), std::move(then));
}

void SftpSession::remove(std::string_view path, OnAnswer then) {
  ask(remove_kind, texts({path}), std::move(then));
}

void SftpSession::make_folder(std::string_view path, OnAnswer then) {
  std::string body = texts({path});
  add_number(body, 0);
  ask(mkdir_kind, body, std::move(then));
}

void SftpSession::remove_folder(std::string_view path, OnAnswer then) {
  ask(rmdir_kind, texts({path}), std::move(then));
}

void SftpSession::make_link(std::string_view path, std::string_view leads_to, OnAnswer then) {
  ask(symlink_kind, texts({leads_to, path}), std::move(then));  // In OpenSSH's order.
}

void SftpSession::rename(std::string_view from, std::string_view to, OnAnswer then) {
  ask_extended("posix-rename@openssh.com", from, to, std::move(then));
}

void SftpSession::second_name(std::string_view from, std::string_view to, OnAnswer then) {
  ask_extended("hardlink@openssh.com", from, to, std::move(then));
}

void SftpSession::flush(std::string_view handle, OnAnswer then) {
  constexpr std::string_view extension = "fsync@openssh.com";
  if (!has(extension)) return then({});
  ask(extended_kind, texts({extension, handle}), std::move(then));
}

void SftpSession::ask_extended(std::string_view name, std::string_view from, std::string_view to,
                               OnAnswer then) {
  ask(extended_kind, texts({name, from, to}), std::move(then));
}

void SftpSession::run(const std::function<bool()>& more) {
  for (;;) {
    while (more && open_.size() < most_open && to_send_.size() - sent_ < most_waiting) {
      if (!more()) break;
    }
    if (open_.empty()) return;
    pump();
  }
}

/// One round; false when the line is broken, and then nothing is open any more.
bool SftpSession::pump() {
  if (!is_up_) return false;
  pollfd ends[2] = {{ssh_.out(), POLLIN, 0}, {ssh_.in(), POLLOUT, 0}};
  const bool has_output = sent_ < to_send_.size();
  const auto still = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - still_since_);
  const auto left = std::max(std::chrono::milliseconds(0), patience - still);
  const int ready = poll(ends, has_output ? 2 : 1, static_cast<int>(left.count()));
  if (ready < 0 && errno == EINTR) return true;
  if (ready <= 0 || left.count() == 0) {
    lose(std::strerror(ETIMEDOUT));
    return false;
  }
  if (has_output && ends[1].revents != 0 && !send()) return false;
  return ends[0].revents == 0 || receive();
}

bool SftpSession::send() {
  const ssize_t written = ::write(ssh_.in(), to_send_.data() + sent_, to_send_.size() - sent_);
  if (written < 0 && errno != EAGAIN && errno != EINTR) {
    lose(std::strerror(errno));
    return false;
  }
  if (written > 0) {
    sent_ += static_cast<std::size_t>(written);
    still_since_ = std::chrono::steady_clock::now();
  }
  if (sent_ == to_send_.size()) {
    to_send_.clear();
    sent_ = 0;
  } else if (sent_ > most_waiting) {
    to_send_.erase(0, sent_);
    sent_ = 0;
  }
  return true;
}

bool SftpSession::receive() {
  char block[65536];
  const ssize_t got = ::read(ssh_.out(), block, sizeof block);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  if (got <= 0) {
    lose(got < 0 ? std::strerror(errno) : std::strerror(ECONNRESET));
    return false;
  }
  received_.append(block, static_cast<std::size_t>(got));
  return take_packets();
}

bool SftpSession::take_packets() {
  std::size_t at = 0;
  // An answer may end the session, and with it what was received.
  while (is_up_ && received_.size() - at >= 5) {
    Packet head(std::string_view(received_).substr(at));
    const std::uint32_t size = head.number();
    if (size == 0 || size > largest_packet) {
      lose(std::strerror(EPROTO));
      return false;
    }
    if (received_.size() - at < 4 + std::size_t{size}) break;
    const std::string packet = received_.substr(at + 4, size);
    at += 4 + std::size_t{size};
    answer(packet);
  }
  received_.erase(0, std::min(at, received_.size()));
  return is_up_;
}

void SftpSession::answer(std::string_view bytes) {
  Packet packet(bytes);
  const std::uint8_t kind = packet.byte();
  if (kind == version) {
    extensions_.emplace("", std::to_string(packet.number()));
    while (!packet.is_at_end()) {
      const std::string name(packet.text());
      extensions_.emplace(name, packet.text());
    }
    return;
  }
  const auto waiting = open_.find(packet.number());
  if (waiting == open_.end()) return;
  const OnAnswer then = std::move(waiting->second);
  open_.erase(waiting);
  still_since_ = std::chrono::steady_clock::now();
  then(read_answer(kind, packet));
}

void SftpSession::lose(const std::string& why) {
  is_up_ = false;
  lost_ = why;
  to_send_.clear();
  sent_ = 0;
  received_.clear();
  extensions_.clear();
  auto open = std::exchange(open_, {});
  for (const auto& [number, then] : open) then({SftpStatus::connection_lost, why, {}, {}});
  if (!why.empty()) return;  // What ssh has said may be wanted still.
  ssh_.stop();
}

}  // namespace minhbach::publish
