// The SFTP protocol, version 3, with many requests under way at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "publish/ssh_process.h"

namespace minhbach::publish {

/// What SFTP servers answer (draft-ietf-secsh-filexfer-02, section 7).
enum class SftpStatus : std::uint32_t {
  ok = 0,
  end_of_file = 1,
  no_such_file = 2,
  permission_denied = 3,
  failure = 4,
  no_connection = 6,
  connection_lost = 7,  ///< Also what all open requests get when the line breaks.
};

/// What stands where in a listing, or is known of one file.
struct SftpFacts {
  std::uint64_t size = 0;
  std::uint32_t permissions = 0;  ///< With the kind of file, as stat has it.
  std::int64_t modified = 0;      ///< Seconds since 1970, by the server's clock.
};

struct SftpName {
  std::string name;
  SftpFacts facts;
};

/// The answer to one request: a status, or what was asked for.
struct SftpAnswer {
  SftpStatus status = SftpStatus::ok;
  std::string text;  ///< The server's words for a status; a handle; data.
  SftpFacts facts;
  std::vector<SftpName> names;

  bool is_ok() const { return status == SftpStatus::ok; }
};

/// Requests are queued and answered in the loop of run(), in which answers may ask for more. The
/// server does what one session asks in order, and answers come in that order or another.
class SftpSession {
 public:
  using OnAnswer = std::function<void(const SftpAnswer&)>;

  /// Ends a session that is there, and begins another.
  Result<Done> open(const PublishPlace& place, const Address& address);
  bool has(std::string_view extension) const {
    return extensions_.contains(std::string(extension));
  }

  // What each asks is what its name says in the protocol; paths are the server's.
  void open_file(std::string_view path, std::uint32_t flags, OnAnswer then);
  void open_folder(std::string_view path, OnAnswer then);
  void read_folder(std::string_view handle, OnAnswer then);
  void read(std::string_view handle, std::uint64_t from, std::uint32_t size, OnAnswer then);
  void write(std::string_view handle, std::uint64_t at, std::string_view bytes, OnAnswer then);
  void facts(std::string_view handle, OnAnswer then);     ///< FSTAT
  void path_facts(std::string_view path, OnAnswer then);  ///< STAT
  void close(std::string_view handle, OnAnswer then);
  void remove(std::string_view path, OnAnswer then);
  void make_folder(std::string_view path, OnAnswer then);
  void remove_folder(std::string_view path, OnAnswer then);
  void make_link(std::string_view path, std::string_view leads_to, OnAnswer then);
  void rename(std::string_view from, std::string_view to, OnAnswer then);  ///< Over what is there.
  void second_name(std::string_view from, std::string_view to, OnAnswer then);  ///< hardlink
  /// Brings an open file to the server's disk; where the server cannot, nothing is asked.
  void flush(std::string_view handle, OnAnswer then);

  /// Works until no request is open and `more` has none to ask. It is called while there is room
  /// for further requests, and returns false when it has nothing to ask just now.
  void run(const std::function<bool()>& more = {});

  /// Why the line broke; only after an answer `connection_lost`.
  const std::string& lost_because() const { return lost_; }
  /// What the server takes in one piece; known once something was asked.
  std::size_t most_written() const { return most_written_; }
  /// To be asked for in one piece: servers may give less.
  static constexpr std::uint32_t most_read = 128 * 1024;
  /// Requests sent since the program began.
  std::size_t count() const { return count_; }

  static constexpr std::uint32_t for_reading = 1, for_writing = 2, to_create = 8, to_cut = 16,
                                 to_be_new = 32;

 private:
  static constexpr std::size_t written_everywhere = 32 * 1024;

  void ask_limits();
  void ask(std::uint8_t kind, std::string_view body, OnAnswer then);
  void ask_extended(std::string_view name, std::string_view from, std::string_view to,
                    OnAnswer then);
  bool pump();
  bool send();
  bool receive();
  bool take_packets();
  void answer(std::string_view packet);
  void lose(const std::string& why);
  bool greet();

  SshProcess ssh_;
  std::unordered_map<std::string, std::string> extensions_;
  std::unordered_map<std::uint32_t, OnAnswer> open_;
  std::string to_send_, received_;
  std::size_t sent_ = 0;  ///< Of `to_send_`.
  std::uint32_t next_ = 0;
  std::size_t count_ = 0;
  std::size_t most_written_ = written_everywhere;
  std::string lost_;
  bool is_up_ = false;
  /// Since when nothing has been answered that was asked for, and no bytes were taken.
  std::chrono::steady_clock::time_point still_since_;
};

}  // namespace minhbach::publish
