// One connection to an FTP server, over TLS.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <curl/curl.h>

#include "base/result.h"

namespace minhbach::net {

struct FtpOptions {
  std::string server;  ///< "ftp://host:21", "ftps://host:990" for TLS from the first byte.
  std::string user;
  std::string password;   ///< Never shown. Without it, a netrc file may know it.
  std::string ca_file;    ///< As in HttpSettings.
  bool is_plain = false;  ///< No TLS at all: somebody has asked for that.
};

/// How one command, or a few, went.
struct FtpAnswer {
  CURLcode code = CURLE_OK;
  int status = 0;     ///< The server's last reply: 226.
  std::string words;  ///< Of the server, else of libcurl.

  /// What arrived is not the whole of what was sent.
  static FtpAnswer cut_short(std::string words) {
    return {CURLE_PARTIAL_FILE, 0, std::move(words)};
  }

  bool is_good() const { return code == CURLE_OK; }
  bool is_missing() const { return code == CURLE_REMOTE_FILE_NOT_FOUND; }
  bool is_login_refused() const { return code == CURLE_LOGIN_DENIED || status == 530; }
  bool is_untrusted() const;
  /// The line broke, or the server asks to come again: another try may go well.
  bool may_pass() const;
};

/// TLS 1.2 and no more: with 1.3 servers that want the commands' session for data refuse every
/// second file (measured on vsftpd and proftpd), and sessions must not be shared between
/// connections, so each line keeps its own. One thread at a time.
class FtpLine {
 public:
  /// False when libcurl is not installed: then no line may be made.
  static bool can_be();

  explicit FtpLine(const FtpOptions& options);
  ~FtpLine();
  FtpLine(const FtpLine&) = delete;
  FtpLine& operator=(const FtpLine&) = delete;

  /// Paths as the server has them, from the account's folder on.
  FtpAnswer send(std::string_view path, std::string_view bytes);
  FtpAnswer send_file(std::string_view path, int file, std::uint64_t size);
  FtpAnswer fetch(std::string_view path, const std::function<void(std::string_view)>& take);
  /// Nothing in `size` when the server does not say.
  FtpAnswer look(std::string_view path, std::optional<std::uint64_t>& size);
  /// One after the other; those that begin with '*' may fail.
  FtpAnswer command(const std::vector<std::string>& commands);

 private:
  struct State;
  FtpAnswer upload(std::string_view path);
  FtpAnswer perform(std::string_view path);
  void begin();

  const FtpOptions options_;
  std::unique_ptr<State> state_;
};

}  // namespace minhbach::net
