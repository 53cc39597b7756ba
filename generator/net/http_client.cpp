// One multi handle of libcurl, and what each transfer has to remember.
#include "net/http_client.h"

#include <unistd.h>

#include <algorithm>

#include "net/curl_library.h"

namespace minhbach::net {
namespace {

constexpr long connect_seconds = 15;
/// Slower than so many bytes a second for so long: the line is taken for broken. One byte now and
/// then is no progress.
constexpr long stall_seconds = 30, stall_speed = 64;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n' || text.back() == ' '))
    text.remove_suffix(1);
  return text;
}

}  // namespace

struct HttpClient::Library {
  Library() : curl(CurlLibrary::get()), multi(curl != nullptr ? curl->multi_init() : nullptr) {}
  ~Library() {
    if (curl != nullptr) curl->multi_cleanup(multi);
  }

  const CurlLibrary* curl;  ///< Null when it is not installed.
  CURLM* multi;
};

bool HttpClient::can_be() { return CurlLibrary::get() != nullptr; }

/// A request under way. libcurl holds pointers to it, so it stays where it is.
struct HttpClient::Transfer {
  HttpRequest request;
  OnAnswer then;
  HttpAnswer answer;
  curl_slist* headers = nullptr;
  std::uint64_t sent = 0;
  bool is_good = false;  ///< What the answer has begun with.
  char why[CURL_ERROR_SIZE] = {};

  Transfer(HttpRequest asked, OnAnswer told) : request(std::move(asked)), then(std::move(told)) {}
  ~Transfer() {
    CurlLibrary::get()->slist_free_all(headers);
    if (request.file >= 0) ::close(request.file);
  }
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  bool sends() const {
    return request.file >= 0 || !request.body.empty() || request.method == "PUT";
  }
  std::uint64_t size() const { return request.file >= 0 ? request.size : request.body.size(); }

  std::size_t give(char* into, std::size_t room) {
    const std::size_t wanted = std::min<std::uint64_t>(room, size() - sent);
    if (request.file < 0) {
      std::copy_n(request.body.data() + sent, wanted, into);
      sent += wanted;
      return wanted;
    }
    const ssize_t got = pread(request.file, into, wanted, static_cast<off_t>(sent));
    if (got < 0 || (got == 0 && wanted > 0)) {
      answer.is_source_lost = true;
      return CURL_READFUNC_ABORT;
    }
    sent += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }

  void take_header(std::string_view line) {
    if (line.starts_with("HTTP/")) {
      const std::size_t status = line.find(' ');
      is_good = status != std::string_view::npos && line.substr(status + 1).starts_with('2');
      return answer.headers.clear();
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return;
    answer.headers[lower(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
  }

  static std::size_t on_body(char* bytes, std::size_t one, std::size_t count, void* self) {
    Transfer& transfer = *static_cast<Transfer*>(self);
    if (transfer.is_good && transfer.request.take) {
      transfer.request.take({bytes, one * count});
    } else if (transfer.answer.body.size() + one * count > most_held) {
      transfer.answer.is_too_large = true;
      return 0;
    } else {
      transfer.answer.body.append(bytes, one * count);
    }
    return one * count;
  }
  static std::size_t on_header(char* bytes, std::size_t one, std::size_t count, void* self) {
    static_cast<Transfer*>(self)->take_header({bytes, one * count});
    return one * count;
  }
  static std::size_t on_need(char* into, std::size_t one, std::size_t count, void* self) {
    return static_cast<Transfer*>(self)->give(into, one * count);
  }
  /// A request may have to be sent again, on another connection.
  static int on_seek(void* self, curl_off_t at, int) {
    static_cast<Transfer*>(self)->sent = static_cast<std::uint64_t>(at);
    return CURL_SEEKFUNC_OK;
  }
};

std::string_view HttpAnswer::header(std::string_view name) const {
  const auto at = headers.find(std::string(name));
  return at == headers.end() ? std::string_view() : std::string_view(at->second);
}

HttpClient::HttpClient(HttpSettings settings)
    : settings_(std::move(settings)), library_(std::make_unique<Library>()) {
  if (library_->curl == nullptr) return;
  library_->curl->multi_setopt(library_->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS,
                               static_cast<long>(settings_.connections));
  library_->curl->multi_setopt(library_->multi, CURLMOPT_MAXCONNECTS,
                               static_cast<long>(settings_.connections));
}

HttpClient::~HttpClient() {
  for (const auto& [handle, transfer] : open_) {
    library_->curl->multi_remove_handle(library_->multi, handle);
    library_->curl->easy_cleanup(handle);
  }
  for (void* handle : idle_) library_->curl->easy_cleanup(handle);
}

void HttpClient::ask(HttpRequest request, OnAnswer then) {
  waiting_.emplace_back(std::move(request), std::move(then));
}

HttpAnswer HttpClient::ask_one(HttpRequest request) {
  HttpAnswer out;
  ask(std::move(request), [&](HttpAnswer&& answer) { out = std::move(answer); });
  run();
  return out;
}

void HttpClient::begin(HttpRequest request, OnAnswer then) {
  ++count_;
  if (library_->curl == nullptr) {
    HttpAnswer missing;
    missing.problem = "libcurl.so.4?";
    return then(std::move(missing));
  }
  CURL* handle = idle_.empty() ? library_->curl->easy_init() : idle_.back();
  if (!idle_.empty()) idle_.pop_back();
  auto transfer = std::make_unique<Transfer>(std::move(request), std::move(then));
  prepare(handle, *transfer);
  open_.emplace(handle, std::move(transfer));
  library_->curl->multi_add_handle(library_->multi, handle);
}

void HttpClient::prepare(void* handle, Transfer& transfer) const {
  const CurlLibrary& curl = *library_->curl;
  Transfer* self = &transfer;
  const HttpRequest& asked = transfer.request;
  const auto set = [&](CURLoption option, auto value) { curl.easy_setopt(handle, option, value); };
  for (const std::string& header : asked.headers)
    self->headers = curl.slist_append(self->headers, header.c_str());
  self->headers = curl.slist_append(self->headers, "Expect:");
  set(CURLOPT_URL, asked.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_HTTPHEADER, self->headers);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
  set(CURLOPT_LOW_SPEED_LIMIT, stall_speed);
  set(CURLOPT_LOW_SPEED_TIME, stall_seconds);
  set(CURLOPT_ERRORBUFFER, self->why);
  set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(CURLOPT_WRITEDATA, self);
  set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(CURLOPT_HEADERDATA, self);
  trust(handle);
  if (asked.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (self->sends()) {
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(self->size()));
    set(CURLOPT_READFUNCTION, &Transfer::on_need);
    set(CURLOPT_READDATA, self);
    set(CURLOPT_SEEKFUNCTION, &Transfer::on_seek);
    set(CURLOPT_SEEKDATA, self);
  }
  if (asked.method != "GET" && asked.method != "HEAD")
    set(CURLOPT_CUSTOMREQUEST, asked.method.c_str());
}

/// Whom to believe, and who we are.
void HttpClient::trust(void* handle) const {
  const auto set = [&](CURLoption option, auto value) {
    library_->curl->easy_setopt(handle, option, value);
  };
  if (!settings_.ca_file.empty()) set(CURLOPT_CAINFO, settings_.ca_file.c_str());
  set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
  if (settings_.password.empty()) {  // With a name set, libcurl does not look there.
    set(CURLOPT_NETRC,
        static_cast<long>(settings_.asks_netrc ? CURL_NETRC_OPTIONAL : CURL_NETRC_IGNORED));
  } else {
    set(CURLOPT_USERNAME, settings_.user.c_str());
    set(CURLOPT_PASSWORD, settings_.password.c_str());
  }
}

/// Takes what is finished, and tells who waits for it.
void HttpClient::collect() {
  const CurlLibrary& curl = *library_->curl;
  int left = 0;
  while (const CURLMsg* message = curl.multi_info_read(library_->multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* handle = message->easy_handle;
    const CURLcode code = message->data.result;
    const auto at = open_.find(handle);
    const std::unique_ptr<Transfer> transfer = std::move(at->second);
    open_.erase(at);
    HttpAnswer& answer = transfer->answer;
    if (code == CURLE_OK) {
      has_answer_ = true;
      long status = 0;
      curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
      answer.status = static_cast<int>(status);
    } else {
      answer.problem = transfer->why[0] != '\0' ? transfer->why : curl.easy_strerror(code);
      answer.is_untrusted = code == CURLE_PEER_FAILED_VERIFICATION ||
                            code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_ISSUER_ERROR;
      answer.is_unreachable =
          !has_answer_ && (code == CURLE_COULDNT_RESOLVE_HOST ||
                           code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_COULDNT_CONNECT);
    }
    library_->curl->multi_remove_handle(library_->multi, handle);
    curl.easy_reset(handle);
    idle_.push_back(handle);
    transfer->then(std::move(answer));
  }
}

void HttpClient::run(const std::function<bool()>& more) {
  for (;;) {
    while (open_.size() < settings_.connections) {
      if (waiting_.empty() && (!more || !more())) break;
      if (waiting_.empty()) continue;  // What was done needed no request.
      auto [request, then] = std::move(waiting_.front());
      waiting_.pop_front();
      begin(std::move(request), std::move(then));
    }
    if (open_.empty()) return;
    int running = 0;
    library_->curl->multi_perform(library_->multi, &running);
    collect();
    if (!open_.empty() && running > 0)
      library_->curl->multi_poll(library_->multi, nullptr, 0, 1000, nullptr);
  }
}

}  // namespace minhbach::net
