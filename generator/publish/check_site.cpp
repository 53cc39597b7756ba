// Many requests at once; each answer held against the manifest.
#include "publish/check_site.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/running_digest.h"
#include "model/cache_rule.h"
#include "model/content_type.h"
#include "model/url.h"
#include "net/http_client.h"
#include "publish/failures.h"
#include "publish/messages.h"

namespace minhbach::publish {
namespace {

constexpr std::size_t sample_size = 20;  ///< Of files that stayed, and of those that went.
constexpr std::size_t most_told = 10;
constexpr unsigned connections = 8;

/// Files that hosts read and do not hand out, pages that stand for others, copies.
bool is_asked_for(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return !name.starts_with('.') && name != "_headers" && name != "_redirects" &&
         name != "404.html" && !name.ends_with(".gz") && !name.ends_with(".br");
}

/// Some of `all`, from everywhere in it.
std::vector<std::string> some_of(std::vector<std::string> all) {
  std::erase_if(all, [](const std::string& path) { return !is_asked_for(path); });
  std::vector<std::string> out;
  const std::size_t step = std::max<std::size_t>(1, all.size() / sample_size);
  for (std::size_t i = 0; i < all.size() && out.size() < sample_size; i += step)
    out.push_back(std::move(all[i]));
  return out;
}

/// "text/html; charset=utf-8" in small letters, without spaces.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

/// "/b/" of "https://a.example/b/", and of itself.
std::string_view path_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return address;
  return address.substr(std::min(address.find('/', scheme + 3), address.size()));
}

class Checker {
 public:
  Checker(const PublicSite& site, const Plan& plan)
      : site_(site), plan_(plan), client_({{}, {}, site.ca_file, connections, false}) {}

  /// What is wrong with these; the address of each is asked for.
  std::vector<Diagnostic> check(const std::vector<std::string>& paths) {
    wrong_.clear();
    again_.clear();
    std::size_t next = 0;
    client_.run([&] {
      if (next == paths.size()) return false;
      const std::string& path = paths[next++];
      net::HttpRequest request;
      request.url = site_.address + encode_path(url_of(path));
      request.headers = {"Accept-Encoding: identity", "Cache-Control: no-cache"};
      const auto got = std::make_shared<Got>();
      request.take = [got](std::string_view piece) {
        got->size += piece.size();
        got->digest.add(piece);
      };
      const std::string address = request.url;
      client_.ask(std::move(request), [this, path, address, got](net::HttpAnswer&& answer) {
        judge(path, address, answer, *got);
      });
      return true;
    });
    return std::move(wrong_);
  }
  /// The paths of those.
  std::vector<std::string> again() { return std::move(again_); }

 private:
  /// The bytes of an answer, of which none is kept.
  struct Got {
    std::uint64_t size = 0;
    RunningDigest digest;
  };

  static std::string url_of(const std::string& path) {
    constexpr std::string_view index = "index.html";
    const bool is_folder = path == index || path.ends_with("/index.html");
    return "/" + (is_folder ? path.substr(0, path.size() - index.size()) : path);
  }

  void tell(const Message& message, const std::string& path, std::vector<std::string> arguments) {
    wrong_.push_back(failure(message, std::move(arguments)));
    if (again_.empty() || again_.back() != path) again_.push_back(path);
  }

  void judge(const std::string& path, const std::string& address, const net::HttpAnswer& answer,
             Got& bytes) {
    const std::string got =
        answer.status == 0 ? answer.problem : fmt::format("HTTP {}", answer.status);
    const Entry* entry = plan_.next.find(path);
    if (entry == nullptr) {
      if (answer.status != 404 && answer.status != 410)
        tell(messages::visitors_see_gone, path, {address, got});
      return;
    }
    const auto moved = site_.moved.find(path);
    if (moved != site_.moved.end() && (answer.status == 301 || answer.status == 308)) {
      const std::string_view to = path_of(answer.header("location"));
      if (to != std::string(path_of(site_.address)) + encode_path(moved->second))
        tell(messages::visitors_see_nothing, path, {address, fmt::format("{} {}", got, to)});
      return;
    }
    if (answer.status != 200) return tell(messages::visitors_see_nothing, path, {address, got});
    if (bytes.size != entry->size || bytes.digest.take() != entry->digest)
      return tell(messages::visitors_see_another, path, {address});
    judge_header(path, address, answer, "Content-Type", content_type(path));
    judge_header(path, address, answer, "Cache-Control", cache_control(path));
    if (path.ends_with(".html"))
      judge_header(path, address, answer, "Content-Security-Policy", site_.policy);
  }

  void judge_header(const std::string& path, const std::string& address,
                    const net::HttpAnswer& answer, std::string_view name, std::string_view wanted) {
    const std::string_view got = answer.header(squeezed(name));
    if (squeezed(got) == squeezed(wanted)) return;
    tell(messages::visitors_header_wrong, path,
         {address, std::string(name), quote(got), quote(wanted)});
  }

  const PublicSite& site_;
  const Plan& plan_;
  net::HttpClient client_;
  std::vector<Diagnostic> wrong_;
  std::vector<std::string> again_;
};

/// Changed and new ones all; of the others some.
std::vector<std::string> paths_to_ask(const Plan& plan) {
  std::vector<std::string> out;
  for (const auto* list : {&plan.added, &plan.changed}) {
    std::copy_if(list->begin(), list->end(), std::back_inserter(out),
                 [](const std::string& path) { return is_asked_for(path); });
  }
  std::vector<std::string> stayed, gone;
  for (const Entry& entry : plan.next.files) {
    if (!std::binary_search(plan.added.begin(), plan.added.end(), entry.path) &&
        !std::binary_search(plan.changed.begin(), plan.changed.end(), entry.path))
      stayed.push_back(entry.path);
  }
  std::copy_if(plan.gone.begin(), plan.gone.end(), std::back_inserter(gone),
               [](const std::string& path) { return !is_named_by_content(path); });
  for (auto& some : {some_of(std::move(stayed)), some_of(std::move(gone))})
    out.insert(out.end(), some.begin(), some.end());
  return out;
}

/// Errors first, and one of each kind before the second of any, so that the few that are
/// told show as many kinds as they can, whichever was answered first.
std::vector<Diagnostic> put_errors_first(std::vector<Diagnostic> wrong) {
  std::sort(wrong.begin(), wrong.end(),
            [](const Diagnostic& a, const Diagnostic& b) { return a.arguments < b.arguments; });
  struct Rank {
    bool is_warning;
    std::size_t of_its_kind;  ///< How many of the kind stand before it.
    std::size_t index;
    auto operator<=>(const Rank&) const = default;
  };
  std::vector<Rank> ranks;
  std::map<std::string_view, std::size_t> seen;
  for (const Diagnostic& each : wrong) {
    const bool is_header = each.message == &messages::visitors_header_wrong;
    const std::string_view kind = is_header ? each.arguments[1] : each.message->code;
    ranks.push_back({each.message->severity != Severity::error, seen[kind]++, ranks.size()});
  }
  std::sort(ranks.begin(), ranks.end());
  std::vector<Diagnostic> out;
  for (const Rank& rank : ranks) out.push_back(std::move(wrong[rank.index]));
  return out;
}

}  // namespace

std::size_t check_site(const PublicSite& site, const Plan& plan,
                       const std::function<void(unsigned seconds)>& wait, Report& report) {
  if (!net::HttpClient::can_be()) {
    report.add(failure(messages::library_missing, {}));
    return 0;
  }
  Checker checker(site, plan);
  const std::vector<std::string> paths = paths_to_ask(plan);
  std::vector<Diagnostic> wrong = checker.check(paths);
  if (!wrong.empty()) {
    wait(2);
    wrong = put_errors_first(checker.check(checker.again()));
  }
  for (std::size_t i = 0; i < std::min(most_told, wrong.size()); ++i)
    report.add(std::move(wrong[i]));
  if (wrong.size() > most_told)
    report.add(failure(messages::visitors_more_wrong, {std::to_string(wrong.size() - most_told)}));
  return paths.size();
}

}  // namespace minhbach::publish
