// HTTP requests, many at once over a few connections (net/ is the only folder that sees libcurl).
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace minhbach::net {

/// What is the same for all requests of a client. Certificates are checked always.
struct HttpSettings {
  std::string user;
  std::string password;  ///< Never shown. Without it, a netrc file may know name and password.
  std::string ca_file;   ///< Trusted besides; "" for what the system trusts.
  unsigned connections = 4;
  bool asks_netrc = true;  ///< False where nobody is to be logged in.
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;                   ///< Percent-encoded.
  std::vector<std::string> headers;  ///< "Name: value"
  std::string body;
  int file = -1;           ///< In place of `body`, when it is not -1; closed with the request.
  std::uint64_t size = 0;  ///< Of the file.
  /// Takes the bytes of a good answer as they come: a film is never held whole. Without it they are
  /// in HttpAnswer::body.
  std::function<void(std::string_view)> take = {};
};

struct HttpAnswer {
  int status = 0;                              ///< 0 when none came: see `problem`.
  std::map<std::string, std::string> headers;  ///< Names in lower case; of several the last.
  std::string body;
  std::string problem;          ///< Why none came, in libcurl's words.
  bool is_untrusted = false;    ///< The server's certificate is not one to trust.
  bool is_source_lost = false;  ///< The file could not be read to its end.
  bool is_unreachable = false;  ///< No connection came about, and none has before.
  bool is_too_large = false;    ///< More than most_held bytes that nobody takes as they come.

  bool is_good() const { return status >= 200 && status < 300; }
  /// "" when it is not there.
  std::string_view header(std::string_view name) const;
};

/// More of one answer is not held in memory.
inline constexpr std::size_t most_held = 256u << 20;

/// Requests are queued and answered in the loop of run(), in which answers may ask for more. Not
/// thread-safe. Redirections are not followed.
class HttpClient {
 public:
  using OnAnswer = std::function<void(HttpAnswer&&)>;

  /// False when libcurl is not installed: then no request may be made.
  static bool can_be();

  explicit HttpClient(HttpSettings settings);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  void ask(HttpRequest request, OnAnswer then);
  HttpAnswer ask_one(HttpRequest request);

  /// Works until no request is open and `more` has none to ask. It is called while a connection is
  /// free, and returns false when it has nothing to ask just now.
  void run(const std::function<bool()>& more = {});

  /// Requests sent so far.
  std::size_t count() const { return count_; }

 private:
  struct Transfer;
  struct Library;

  void begin(HttpRequest request, OnAnswer then);
  void prepare(void* handle, Transfer& transfer) const;
  void trust(void* handle) const;
  void collect();

  const HttpSettings settings_;
  std::unique_ptr<Library> library_;
  std::deque<std::pair<HttpRequest, OnAnswer>> waiting_;
  std::map<void*, std::unique_ptr<Transfer>> open_;
  std::vector<void*> idle_;  ///< Handles to be used again.
  std::size_t count_ = 0;
  bool has_answer_ = false;  ///< The server has answered something.
};

}  // namespace minhbach::net
