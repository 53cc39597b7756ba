// One easy handle, which keeps its connection and its TLS session.
#include "net/file_line.h"

#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "net/curl_library.h"
#include "text/percent.h"

namespace minhbach::net {
namespace {

constexpr long connect_seconds = 20;
/// As in http_client.cpp.
constexpr long silent_seconds = 30, silent_speed = 64;
/// CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_2, which its own type cannot hold.
constexpr long tls_1_2_alone = 6L | 6L << 16;
static_assert(CURL_SSLVERSION_TLSv1_2 == 6);

/// A path in a command of libcurl's SFTP.
std::string quoted(std::string_view path) {
  std::string out = "\"";
  for (const char c : path) {
    if (c == '"' || c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

bool LineAnswer::is_missing() const {
  return code == CURLE_REMOTE_FILE_NOT_FOUND ||
         (code == CURLE_QUOTE_ERROR && words.ends_with("No such file or directory"));
}

bool LineAnswer::words_deny() const { return words.find("denied") != std::string::npos; }

bool LineAnswer::is_forbidden() const { return status == 550 || status == 553 || words_deny(); }

bool LineAnswer::is_unreachable() const {
  return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ||
         code == CURLE_FAILED_INIT;
}

bool LineAnswer::may_pass() const {
  // An error of the server's disk, which may be full; 452 and 552 say that it is.
  if (status == 451 || status == 452 || status == 552) return false;
  switch (code) {
    case CURLE_OK:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_USE_SSL_FAILED:
    case CURLE_LOGIN_DENIED:
    case CURLE_REMOTE_FILE_NOT_FOUND: return false;
    // An SSH server that hangs up while it greets has many to serve; one with other keys has not.
    case CURLE_FAILED_INIT: return words.find("encryption keys") == std::string::npos;
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSH:
    case CURLE_PARTIAL_FILE: return true;
    // 421 goodbye, 425 and 426 the data connection, 450 the file is busy. The words are those of
    // libcurl when a line of SFTP breaks in a command.
    default: return (status >= 400 && status < 500) || words.ends_with("Unknown error in libssh2");
  }
}

bool LineAnswer::is_untrusted() const {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
         code == CURLE_SSL_ISSUER_ERROR;
}

bool FileLine::can_be() { return CurlLibrary::get() != nullptr; }

struct FileLine::State {
  const CurlLibrary& curl;
  CURL* handle;
  CURLM* multi;  ///< Keeps the connection.
  ShownKey key = {};
  char words[CURL_ERROR_SIZE] = {};
  std::string reply = {};  ///< The server's last line.
  std::string_view bytes = {};
  int file = -1;
  std::uint64_t size = 0, sent = 0;
  const TakeBytes* take = nullptr;

  static std::size_t read(char* to, std::size_t one, std::size_t count, void* data) {
    State& state = *static_cast<State*>(data);
    const std::size_t want =
        std::min<std::uint64_t>(one * count, state.size - std::min(state.size, state.sent));
    if (state.file < 0) {
      state.bytes.copy(to, want, static_cast<std::size_t>(state.sent));
      state.sent += want;
      return want;
    }
    const ssize_t got = pread(state.file, to, want, static_cast<off_t>(state.sent));
    if (got < 0 || (got == 0 && want > 0)) return CURL_READFUNC_ABORT;
    state.sent += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }

  static std::size_t write(char* bytes, std::size_t one, std::size_t count, void* data) {
    const State& state = *static_cast<State*>(data);
    const bool goes_on = state.take == nullptr || (*state.take)({bytes, one * count});
    return goes_on ? one * count : 0;
  }

  /// As easy_perform, which between two steps of FTP waits for up to a second for nothing (libcurl
  /// 7.88, seen with strace): files went thirty times as slowly.
  CURLcode run() const {
    constexpr int most_wait_ms = 2;
    CURLcode code = CURLE_FAILED_INIT;
    curl.multi_add_handle(multi, handle);
    for (int running = 1; running > 0;) {
      if (curl.multi_perform(multi, &running) != CURLM_OK) break;
      if (running > 0) curl.multi_poll(multi, nullptr, 0, most_wait_ms, nullptr);
    }
    int left = 0;
    if (const CURLMsg* message = curl.multi_info_read(multi, &left)) code = message->data.result;
    curl.multi_remove_handle(multi, handle);
    return code;
  }

  static std::size_t header(char* bytes, std::size_t one, std::size_t count, void* data) {
    std::string_view line(bytes, one * count);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) static_cast<State*>(data)->reply = line;
    return one * count;
  }

  /// Whether the server is who it should be: only a key that is known, and the same, will do.
  static int judge(CURL*, const curl_khkey*, const curl_khkey* found, curl_khmatch match,
                   void* data) {
    State& state = *static_cast<State*>(data);
    if (found != nullptr && found->key != nullptr) state.key.bytes.assign(found->key, found->len);
    state.key.is_another = match == CURLKHMATCH_MISMATCH;
    return match == CURLKHMATCH_OK ? CURLKHSTAT_FINE : CURLKHSTAT_REJECT;
  }
};

FileLine::FileLine(const LineOptions& options)
    : options_(options),
      state_(new State{*CurlLibrary::get(), CurlLibrary::get()->easy_init(),
                       CurlLibrary::get()->multi_init()}) {}

FileLine::~FileLine() {
  state_->curl.easy_cleanup(state_->handle);
  state_->curl.multi_cleanup(state_->multi);
}

const ShownKey& FileLine::shown_key() const { return state_->key; }

void FileLine::begin() {
  State& state = *state_;
  state.curl.easy_reset(state.handle);  // Keeps the connection.
  state.file = -1;
  state.bytes = {};
  state.size = state.sent = 0;
  state.take = nullptr;
  state.words[0] = '\0';
  state.reply.clear();
  const auto set = [&](CURLoption option, auto value) {
    state.curl.easy_setopt(state.handle, option, value);
  };
  options_.is_sftp() ? begin_sftp() : begin_ftp();
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
  set(CURLOPT_LOW_SPEED_LIMIT, silent_speed);
  set(CURLOPT_LOW_SPEED_TIME, silent_seconds);
  set(CURLOPT_SERVER_RESPONSE_TIMEOUT, silent_seconds);
  set(CURLOPT_ERRORBUFFER, state.words);
  set(CURLOPT_HEADERFUNCTION, State::header);
  set(CURLOPT_HEADERDATA, &state);
  set(CURLOPT_WRITEFUNCTION, State::write);
  set(CURLOPT_WRITEDATA, &state);
}

void FileLine::begin_ftp() {
  const auto set = [&](CURLoption option, auto value) {
    state_->curl.easy_setopt(state_->handle, option, value);
  };
  set(CURLOPT_PROTOCOLS_STR, "ftp,ftps");
  if (!options_.is_plain) {
    set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    set(CURLOPT_SSLVERSION, tls_1_2_alone);
  }
  if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
  if (options_.password.empty()) {  // With a name set, libcurl does not look there.
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_OPTIONAL));
  } else {
    set(CURLOPT_USERNAME, options_.user.c_str());
    set(CURLOPT_PASSWORD, options_.password.c_str());
  }
  set(CURLOPT_FTP_FILEMETHOD, static_cast<long>(CURLFTPMETHOD_NOCWD));
  set(CURLOPT_FTP_SKIP_PASV_IP, 1L);
}

/// Without a file of known hosts libcurl would connect to anybody, so there is one always.
void FileLine::begin_sftp() {
  const auto set = [&](CURLoption option, auto value) {
    state_->curl.easy_setopt(state_->handle, option, value);
  };
  set(CURLOPT_PROTOCOLS_STR, "sftp");
  set(CURLOPT_SSH_KNOWNHOSTS, options_.known_hosts.c_str());
  curl_sshkeycallback judge = State::judge;
  set(CURLOPT_SSH_KEYFUNCTION, judge);
  set(CURLOPT_SSH_KEYDATA, state_.get());
  set(CURLOPT_USERNAME, options_.user.c_str());
  if (!options_.password.empty()) set(CURLOPT_PASSWORD, options_.password.c_str());
  if (!options_.key_file.empty()) set(CURLOPT_SSH_PRIVATE_KEYFILE, options_.key_file.c_str());
  set(CURLOPT_NEW_FILE_PERMS, 0644L);
  set(CURLOPT_NEW_DIRECTORY_PERMS, 0755L);
}

/// SFTP counts from "/", and from the account's folder with "/~/"; FTP the other way round.
std::string FileLine::url(std::string_view path) const {
  const bool is_from_home = options_.is_sftp() && !path.starts_with('/');
  std::string out = options_.server + (is_from_home ? "/~/" : path.starts_with('/') ? "" : "/");
  text::append_percent_encoded(out, path, text::unreserved_and_slash);
  return out;
}

LineAnswer FileLine::perform(std::string_view path) {
  State& state = *state_;
  const std::string address = url(path);
  state.curl.easy_setopt(state.handle, CURLOPT_URL, address.c_str());
  LineAnswer out;
  out.code = state.run();
  long status = 0;
  if (!options_.is_sftp()) state.curl.easy_getinfo(state.handle, CURLINFO_RESPONSE_CODE, &status);
  out.status = static_cast<int>(status);
  const bool has_reply = out.status >= 400 && !state.reply.empty();
  if (out.code != CURLE_OK)
    out.words = has_reply                ? state.reply
                : state.words[0] != '\0' ? state.words
                                         : state.curl.easy_strerror(out.code);
  return out;
}

LineAnswer FileLine::upload(std::string_view path) {
  const auto set = [&](CURLoption option, auto value) {
    state_->curl.easy_setopt(state_->handle, option, value);
  };
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(state_->size));
  set(CURLOPT_READFUNCTION, State::read);
  set(CURLOPT_READDATA, state_.get());
  return perform(path);
}

LineAnswer FileLine::connect() { return options_.is_sftp() ? command({}) : command({"TYPE I"}); }

LineAnswer FileLine::send(std::string_view path, std::string_view bytes) {
  begin();
  state_->bytes = bytes;
  state_->size = bytes.size();
  return upload(path);
}

LineAnswer FileLine::send_file(std::string_view path, int file, std::uint64_t size) {
  begin();
  state_->file = file;
  state_->size = size;
  return upload(path);
}

LineAnswer FileLine::fetch(std::string_view path, const TakeBytes& take) {
  begin();
  state_->take = &take;
  return perform(path);
}

LineAnswer FileLine::check_size(std::string_view path, std::uint64_t size) {
  begin();
  std::uint64_t arrived = size;
  const TakeBytes count = [&](std::string_view more) {
    arrived += more.size();
    return true;
  };
  if (options_.is_sftp()) {  // There is no question for it: what is behind the end is asked for.
    state_->take = &count;
    state_->curl.easy_setopt(state_->handle, CURLOPT_RESUME_FROM_LARGE,
                             static_cast<curl_off_t>(size));
  } else {
    state_->curl.easy_setopt(state_->handle, CURLOPT_NOBODY, 1L);
  }
  LineAnswer out = perform(path);
  if (!options_.is_sftp()) {
    curl_off_t length = -1;
    state_->curl.easy_getinfo(state_->handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length >= 0) arrived = static_cast<std::uint64_t>(length);
  }
  const bool is_short = out.code == CURLE_BAD_DOWNLOAD_RESUME;
  if (is_short || (out.is_good() && arrived != size))
    out = {CURLE_PARTIAL_FILE, 0,
           fmt::format("{}{} / {} byte", is_short ? "< " : "", arrived, size)};
  return out;
}

/// The names in commands may be those of others, and the end of a line is that of a command.
LineAnswer FileLine::command(const std::vector<std::string>& commands) {
  for (const std::string& each : commands) {
    if (each.find_first_of("\r\n") != std::string::npos)
      return {CURLE_QUOTE_ERROR, 501, fmt::format("\"{}\"?", each)};
  }
  begin();
  curl_slist* list = nullptr;
  for (const std::string& each : commands) list = state_->curl.slist_append(list, each.c_str());
  if (list != nullptr) state_->curl.easy_setopt(state_->handle, CURLOPT_QUOTE, list);
  state_->curl.easy_setopt(state_->handle, CURLOPT_NOBODY, 1L);
  LineAnswer out = perform("");
  state_->curl.slist_free_all(list);
  return out;
}

/// libcurl goes on after a command that failed when it begins with '*'.
std::string FileLine::folder_command(std::string_view path, bool may_fail, bool makes) const {
  const std::string begins = may_fail ? "*" : "";
  if (options_.is_sftp()) return begins + (makes ? "mkdir " : "rmdir ") + quoted(path);
  return begins + (makes ? "MKD " : "RMD ") + std::string(path);
}

std::string FileLine::remove_command(std::string_view path) const {
  return options_.is_sftp() ? "*rm " + quoted(path) : "*DELE " + std::string(path);
}

LineAnswer FileLine::make_folder(std::string_view path) {
  return command({folder_command(path, false, true)});
}

LineAnswer FileLine::make_folders(const std::vector<std::string>& paths) {
  std::vector<std::string> commands;
  for (const std::string& path : paths) commands.push_back(folder_command(path, true, true));
  return command(commands);
}

LineAnswer FileLine::remove_folder(std::string_view path) {
  return command({folder_command(path, false, false)});
}

LineAnswer FileLine::remove_folders(const std::vector<std::string>& paths) {
  std::vector<std::string> commands;
  for (const std::string& path : paths) commands.push_back(folder_command(path, true, false));
  return command(commands);
}

LineAnswer FileLine::remove(std::string_view path) {
  LineAnswer out =
      command({options_.is_sftp() ? "rm " + quoted(path) : "DELE " + std::string(path)});
  if (out.is_good() || out.may_pass()) return out;
  if (options_.is_sftp()) return out.is_missing() ? LineAnswer{} : out;
  begin();  // FTP says the same of what is not there and of what may not be removed.
  state_->curl.easy_setopt(state_->handle, CURLOPT_NOBODY, 1L);
  return perform(path).is_missing() ? LineAnswer{} : out;
}

std::vector<std::string> FileLine::renaming(std::string_view from, std::string_view to,
                                            const char* begins) const {
  const std::string start = begins;
  if (options_.is_sftp()) return {start + "rename " + quoted(from) + " " + quoted(to)};
  return {start + "RNFR " + std::string(from), start + "RNTO " + std::string(to)};
}

LineAnswer FileLine::rename(std::string_view from, std::string_view to) {
  return command(renaming(from, to, ""));
}

/// The name is only given up once what had it is safe under another, and given back when that was
/// for nothing. After a line that broke, it is not known how far it came: the file is sent again.
LineAnswer FileLine::rename_over(std::string_view from, std::string_view to,
                                 std::string_view spare) {
  std::vector<std::string> all{remove_command(spare)};
  for (const auto& [one, other] : {std::pair(to, spare), std::pair(from, to)}) {
    for (std::string& each : renaming(one, other, "")) all.push_back(std::move(each));
  }
  all.push_back(remove_command(spare));
  const LineAnswer out = command(all);
  if (!out.is_good() && !out.may_pass()) rename(spare, to);
  return out;
}

LineAnswer FileLine::exchange(std::string_view from, std::string_view to, std::string_view spare) {
  std::vector<std::string> all;
  const auto add = [&](std::vector<std::string> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  const std::string remove = remove_command(spare);
  // One that was left behind is the file itself when there is none; else it is in the way.
  add(renaming(spare, to, "*"));
  add({remove});
  add(renaming(to, spare, "*"));
  add(renaming(from, to, ""));
  add({remove});
  return command(all);
}

}  // namespace minhbach::net
