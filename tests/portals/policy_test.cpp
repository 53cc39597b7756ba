// Every page says what it may load, and holds to it.
#include <regex>

#include "portals/built_portal.h"

namespace {

const std::regex policy_element(
    "<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">");

/// What the policy forbids in a page: whatever is inline, and addresses that are not the portal's.
std::string forbidden_in(const std::string& html) {
  static const std::regex wrong(
      " style=| on[a-z]+=|<style|javascript:|<base|<iframe|<object|<embed|"
      "<script(?! type=\"module\" src=\"/| type=\"application/ld\\+json\")[^>]*>|"
      "<(img|script|source|video|audio)[^>]* src=\"(https?:)?//[^>]*>");
  std::string out;
  for (std::sregex_iterator at(html.begin(), html.end(), wrong), end; at != end; ++at)
    out += at->str() + "\n";
  return out;
}

/// The names that headers have in `_headers`, and what `_headers` says of the policy.
std::string policy_for_hosts(const Files& files) {
  const std::string& rules = files.at("_headers");
  const std::string name = "Content-Security-Policy: ";
  const std::size_t at = rules.find(name) + name.size();
  return rules.substr(at, rules.find('\n', at) - at);
}

}  // namespace

TEST_CASE("all pages of a portal say one policy, before anything is loaded, and keep to it") {
  REQUIRE_FONTS();
  for (const std::string& id : portal_ids()) {
    const Files& files = portal(id);
    std::smatch said;
    REQUIRE(std::regex_search(files.at("index.html"), said, policy_element));
    const std::string policy = said[1];
    CHECK(policy_for_hosts(files) == policy + "; frame-ancestors 'self'");
    CHECK(policy.find("unsafe") == std::string::npos);
    // No other origin than the endpoint's, where forms are sent to.
    const minhbach::Node settings = read_node("site/" + id + "/portal.json");
    const minhbach::Node* endpoint = settings.find("dia_chi_tiep_nhan");
    std::string others = policy;
    for (std::size_t place;
         endpoint != nullptr && (place = others.find(" " + endpoint->text)) != std::string::npos;)
      others.erase(place, endpoint->text.size() + 1);
    CHECK(others.size() == policy.size() - (endpoint ? 2 * (endpoint->text.size() + 1) : 0));
    CHECK(others.find("://") == std::string::npos);
    for (const auto& [path, html] : files) {
      if (!path.ends_with(".html")) continue;
      INFO(id << "/" << path);
      const std::size_t at = html.find(said[0]);
      REQUIRE(at != std::string::npos);
      CHECK(at < std::min({html.find("<link"), html.find("<script"), html.find("<body")}));
      CHECK(count_of(html, "http-equiv=\"Content-Security-Policy\"") == 1);
      CHECK(forbidden_in(html) == "");
    }
  }
}
