// One easy handle, which keeps its connection and its TLS session.
#include "net/ftp_line.h"

#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "net/curl_library.h"

namespace minhbach::net {
namespace {

constexpr long connect_seconds = 20, silent_seconds = 30;
/// CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_2, which its own type cannot hold.
constexpr long tls_1_2_alone = 6L | 6L << 16;
static_assert(CURL_SSLVERSION_TLSv1_2 == 6);

/// What may stand in a URL's path as it is (RFC 3986).
std::string encoded(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') ||
                          std::string_view("-_.~/").find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

bool FtpAnswer::may_pass() const {
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
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PARTIAL_FILE: return true;
    // 421 goodbye, 425 and 426 the data connection, 450 the file is busy.
    default: return status >= 400 && status < 500;
  }
}

bool FtpAnswer::is_untrusted() const {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
         code == CURLE_SSL_ISSUER_ERROR;
}

bool FtpLine::can_be() { return CurlLibrary::get() != nullptr; }

struct FtpLine::State {
  const CurlLibrary& curl;
  CURL* handle;
  CURLM* multi;  ///< Keeps the connection.
  curl_slist* commands = nullptr;
  char words[CURL_ERROR_SIZE] = {};
  std::string reply = {};  ///< The server's last line.
  std::string_view bytes = {};
  int file = -1;
  std::uint64_t size = 0, sent = 0;
  const std::function<void(std::string_view)>* take = nullptr;

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
    if (state.take != nullptr) (*state.take)({bytes, one * count});
    return one * count;
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
};

FtpLine::FtpLine(const FtpOptions& options)
    : options_(options),
      state_(new State{*CurlLibrary::get(), CurlLibrary::get()->easy_init(),
                       CurlLibrary::get()->multi_init()}) {}

FtpLine::~FtpLine() {
  state_->curl.easy_cleanup(state_->handle);
  state_->curl.multi_cleanup(state_->multi);
}

void FtpLine::begin() {
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
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, silent_seconds);
  set(CURLOPT_SERVER_RESPONSE_TIMEOUT, silent_seconds);
  set(CURLOPT_ERRORBUFFER, state.words);
  set(CURLOPT_HEADERFUNCTION, State::header);
  set(CURLOPT_HEADERDATA, &state);
  set(CURLOPT_WRITEFUNCTION, State::write);
  set(CURLOPT_WRITEDATA, &state);
}

FtpAnswer FtpLine::perform(std::string_view path) {
  State& state = *state_;
  const std::string url = options_.server + "/" + encoded(path);
  state.curl.easy_setopt(state.handle, CURLOPT_URL, url.c_str());
  FtpAnswer out;
  out.code = state.run();
  long status = 0;
  state.curl.easy_getinfo(state.handle, CURLINFO_RESPONSE_CODE, &status);
  out.status = static_cast<int>(status);
  const bool has_reply = out.status >= 400 && !state.reply.empty();
  if (out.code != CURLE_OK)
    out.words = has_reply                ? state.reply
                : state.words[0] != '\0' ? state.words
                                         : state.curl.easy_strerror(out.code);
  return out;
}

FtpAnswer FtpLine::upload(std::string_view path) {
  const auto set = [&](CURLoption option, auto value) {
    state_->curl.easy_setopt(state_->handle, option, value);
  };
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(state_->size));
  set(CURLOPT_READFUNCTION, State::read);
  set(CURLOPT_READDATA, state_.get());
  return perform(path);
}

FtpAnswer FtpLine::send(std::string_view path, std::string_view bytes) {
  begin();
  state_->bytes = bytes;
  state_->size = bytes.size();
  return upload(path);
}

FtpAnswer FtpLine::send_file(std::string_view path, int file, std::uint64_t size) {
  begin();
  state_->file = file;
  state_->size = size;
  return upload(path);
}

FtpAnswer FtpLine::fetch(std::string_view path, const std::function<void(std::string_view)>& take) {
  begin();
  state_->take = &take;
  return perform(path);
}

FtpAnswer FtpLine::look(std::string_view path, std::optional<std::uint64_t>& size) {
  begin();
  state_->curl.easy_setopt(state_->handle, CURLOPT_NOBODY, 1L);
  const FtpAnswer out = perform(path);
  curl_off_t length = -1;
  state_->curl.easy_getinfo(state_->handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  if (out.is_good() && length >= 0) size = static_cast<std::uint64_t>(length);
  return out;
}

FtpAnswer FtpLine::command(const std::vector<std::string>& commands) {
  begin();
  for (const std::string& each : commands)
    state_->commands = state_->curl.slist_append(state_->commands, each.c_str());
  state_->curl.easy_setopt(state_->handle, CURLOPT_QUOTE, state_->commands);
  state_->curl.easy_setopt(state_->handle, CURLOPT_NOBODY, 1L);
  const FtpAnswer out = perform("");
  state_->curl.slist_free_all(state_->commands);
  state_->commands = nullptr;
  return out;
}

}  // namespace minhbach::net
