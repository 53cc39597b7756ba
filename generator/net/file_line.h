// One connection to a server of files: FTP over TLS, or SFTP where no OpenSSH client is there.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <curl/curl.h>

#include "base/result.h"

namespace minhbach::net {

struct LineOptions {
  std::string
      server;  ///< "ftp://host:21", "ftps://host:990" for TLS from the first byte, "sftp://".
  std::string user;
  std::string password;     ///< Never shown. Without it, of FTP a netrc file may know it.
  std::string ca_file;      ///< FTP: as in HttpSettings.
  bool is_plain = false;    ///< FTP without any TLS: somebody has asked for that.
  std::string known_hosts;  ///< SFTP: the file with the keys that are believed; never "".
  std::string key_file;     ///< SFTP: of the private key; "" for an agent's.

  bool is_sftp() const { return server.starts_with("sftp:"); }
};

/// How one command, or a few, went.
struct LineAnswer {
  CURLcode code = CURLE_OK;
  int status = 0;     ///< FTP: the server's last reply: 226.
  std::string words;  ///< Of the server, else of libcurl.

  bool is_good() const { return code == CURLE_OK; }
  bool is_missing() const;
  bool is_forbidden() const;  ///< FTP says the same of a folder that is not there.
  /// The words say so themselves.
  bool words_deny() const;
  bool is_full() const { return status == 552 || status == 452; }
  bool is_login_refused() const { return code == CURLE_LOGIN_DENIED || status == 530; }
  bool is_untrusted() const;
  bool is_too_large() const { return code == CURLE_WRITE_ERROR; }  ///< No more was wanted.
  /// Nothing was said with the server at all.
  bool is_unreachable() const;
  /// The line broke, or the server asks to come again: another try may go well.
  bool may_pass() const;
};

/// Takes bytes as they come; false when it wants no more.
using TakeBytes = std::function<bool(std::string_view)>;

/// The key that an SSH server has shown.
struct ShownKey {
  std::string bytes;        ///< As SSH writes it; "" when it came to none.
  bool is_another = false;  ///< One is known of that server, and it is not this.
};

/// FTP speaks TLS 1.2 and no more: with 1.3 servers that want the commands' session for data refuse
/// every second file (measured on vsftpd and proftpd), and sessions must not be shared between
/// connections, so each line keeps its own. One thread at a time.
class FileLine {
 public:
  /// False when libcurl is not installed: then no line may be made.
  static bool can_be();

  explicit FileLine(const LineOptions& options);
  ~FileLine();
  FileLine(const FileLine&) = delete;
  FileLine& operator=(const FileLine&) = delete;

  // Paths are as the server has them, from the account's folder on; of SFTP also from "/".
  LineAnswer connect();
  LineAnswer send(std::string_view path, std::string_view bytes);
  LineAnswer send_file(std::string_view path, int file, std::uint64_t size);
  /// A path that ends in '/' is a folder: its list, as `ls -l` writes it.
  LineAnswer fetch(std::string_view path, const TakeBytes& take);
  /// Good when the file there has this size, or the server does not say.
  LineAnswer check_size(std::string_view path, std::uint64_t size);
  LineAnswer make_folder(std::string_view path);
  /// Those that are there stay, and that is no error.
  LineAnswer make_folders(const std::vector<std::string>& paths);
  /// CURLE_QUOTE_ERROR: the server has said no.
  LineAnswer remove_folder(std::string_view path);
  /// Those that are not empty, or not there, are passed over.
  LineAnswer remove_folders(const std::vector<std::string>& paths);
  /// One that is not there is no error.
  LineAnswer remove(std::string_view path);
  LineAnswer rename(std::string_view from, std::string_view to);
  /// The same where something is called `to` and the server does not rename onto it: that is called
  /// `spare` meanwhile, so nothing is called `to` for a moment. When it cannot be done, `to` is
  /// what it was.
  LineAnswer rename_over(std::string_view from, std::string_view to, std::string_view spare);

  /// The same for a file that is looked for under `spare` too, where a run that was cut off may
  /// have left it.
  LineAnswer exchange(std::string_view from, std::string_view to, std::string_view spare);

  const ShownKey& shown_key() const;

 private:
  struct State;
  LineAnswer upload(std::string_view path);
  LineAnswer perform(std::string_view path);
  LineAnswer command(const std::vector<std::string>& commands);
  std::string url(std::string_view path) const;
  std::string remove_command(std::string_view path) const;
  std::string folder_command(std::string_view path, bool may_fail, bool makes) const;
  std::vector<std::string> renaming(std::string_view from, std::string_view to,
                                    const char* begins) const;
  void begin();
  void begin_ftp();
  void begin_sftp();

  const LineOptions options_;
  std::unique_ptr<State> state_;
};

}  // namespace minhbach::net
