// Key by key; whatever is not understood is an error.
#include "feedback/settings.h"

#include <sys/stat.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

#include "feedback/seal.h"
#include "feedback/settings_messages.h"
#include "value/from_json.h"

namespace minhbach::feedback {
namespace {

/// What may stand behind each key, as hints show it.
struct Example {
  std::string_view key, json;
};
constexpr Example examples[] = {
    {"nghe", R"("nghe": "unix:/run/minhbach/y-kien.sock")"},
    {"do_luong", R"("do_luong": "127.0.0.1:9100")"},
    {"kho", R"("kho": "sqlite:/var/lib/minhbach/y-kien.db")"},
    {"khoa", R"("khoa": "/etc/minhbach/khoa")"},
    {"proxy", R"("proxy": ["unix"])"},
    {"gioi_han", R"("gioi_han": {"moi_nguoi_moi_phut": 30})"},
    {"cong", R"("cong": ["luc-nam"])"},
    {"moi_nguoi_moi_phut", R"("moi_nguoi_moi_phut": 30)"},
    {"ca_nhom_moi_phut", R"("ca_nhom_moi_phut": 3000)"},
    {"toi_da_moi_giay", R"("toi_da_moi_giay": 20000)"},
    {"tra_cuu_moi_phut", R"("tra_cuu_moi_phut": 10)"},
    {"ket_noi", R"("ket_noi": 12000)"},
    {"hang_doi", R"("hang_doi": 8192)"},
};

std::string_view example_of(std::string_view key) {
  for (const Example& example : examples) {
    if (example.key == key) return example.json;
  }
  return key;
}

/// "127.0.0.1:8100", "[::1]:8100", "unix:/run/a.sock", "systemd".
std::optional<http::ListenPlace> read_place(const std::string& text) {
  constexpr int first_handed_down = 3;  // sd_listen_fds(3)
  http::ListenPlace out;
  if (text == "systemd") {
    out.descriptor = first_handed_down;
    return out;
  }
  if (text.starts_with("unix:")) {
    out.path = text.substr(5);
    return out.path.starts_with('/') ? std::optional(out) : std::nullopt;
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || text.find(':') != (text[0] == '[' ? text.find(':') : colon))
    return std::nullopt;
  std::string host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data() + colon + 1, end, out.port);
  if (error != std::errc() || last != end || !read_address(host)) return std::nullopt;
  out.addresses.push_back(host);
  return out;
}

class Reader {
 public:
  Reader(const SourceText& source, const Node& root, Report& report)
      : source_(source), root_(root), report_(report) {}

  Settings read() {
    refuse_unknown(root_, {"nghe", "do_luong", "kho", "khoa", "proxy", "gioi_han", "cong"});
    read_places();
    read_store();
    read_proxies();
    if (const Node* limits = root_.find("gioi_han")) read_limits(*limits);
    if (const Node* key = root_.find("khoa")) {
      out_.key_file = text(*key, "khoa");
      out_.key_at = place_of(*key);
    }
    if (const Node* portals = root_.find("cong")) {
      for (const Node* each : texts(*portals, "cong"))
        out_.portals.push_back({each->text, place_of(*each)});
    }
    return std::move(out_);
  }

 private:
  void add(const Message& message, const Node& at, std::vector<std::string> arguments,
           std::string nearest = {}) {
    Diagnostic out = source_.diagnostic(message, at.line, at.column, std::move(arguments));
    out.nearest = std::move(nearest);
    report_.add(std::move(out));
  }
  Place place_of(const Node& node) const { return {source_.path(), node.line, node.column}; }
  void refuse(const Node& at, std::string_view key) {
    add(messages::setting_wrong, at, {quote(key), std::string(example_of(key))});
  }
  void miss(std::string_view key) {
    add(messages::setting_missing, root_, {quote(key), std::string(example_of(key))});
  }

  void refuse_unknown(const Node& object, const std::vector<std::string_view>& known) {
    std::string all;
    for (const std::string_view key : known) all += (all.empty() ? "" : ", ") + std::string(key);
    for (const Member& member : object.members) {
      if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
      Node at;
      at.line = member.line;
      at.column = member.column;
      add(messages::setting_unknown, at, {quote(member.key), all}, nearest_name(member.key, known));
    }
  }

  std::string text(const Node& node, std::string_view key) {
    if (node.kind == Node::Kind::text && !node.text.empty()) return node.text;
    refuse(node, key);
    return {};
  }

  /// A text, or a list of them.
  std::vector<const Node*> texts(const Node& node, std::string_view key) {
    std::vector<const Node*> out;
    if (node.kind == Node::Kind::text) return {&node};
    for (const Node& item : node.items) {
      if (item.kind == Node::Kind::text)
        out.push_back(&item);
      else
        refuse(item, key);
    }
    if (node.kind != Node::Kind::sequence) refuse(node, key);
    return out;
  }

  void read_places() {
    const Node* places = root_.find("nghe");
    if (places == nullptr) return miss("nghe");
    for (const Node* each : texts(*places, "nghe")) {
      if (auto place = read_place(each->text))
        out_.listeners.push_back({std::move(*place), place_of(*each)});
      else
        refuse(*each, "nghe");
    }
    if (places->kind == Node::Kind::sequence && places->items.empty()) refuse(*places, "nghe");
    const Node* metrics = root_.find("do_luong");
    if (metrics == nullptr) return;
    const std::string said = text(*metrics, "do_luong");
    auto place = read_place(said);
    // Figures are for this machine alone, and not where readers are heard.
    const bool is_local = place && place->descriptor < 0 &&
                          (place->addresses.empty() || place->addresses[0] == "::1" ||
                           place->addresses[0].starts_with("127."));
    if (is_local)
      out_.metrics = {std::move(*place), place_of(*metrics)};
    else if (!said.empty())
      refuse(*metrics, "do_luong");
  }

  void read_store() {
    const Node* store = root_.find("kho");
    if (store == nullptr) return miss("kho");
    const std::string said = text(*store, "kho");
    out_.is_postgres = said == "postgresql";
    if (said.starts_with("sqlite:")) out_.sqlite_path = said.substr(7);
    // Anything else, a password among it, is not for this file.
    if (!out_.is_postgres && out_.sqlite_path.empty() && !said.empty()) refuse(*store, "kho");
    // SQLite's name for a store that is gone with the program.
    if (!out_.sqlite_path.starts_with(":")) return;
    out_.sqlite_path.clear();
    refuse(*store, "kho");
  }

  void read_proxies() {
    constexpr unsigned least_bits = 96 + 8, least_v6_bits = 16;
    const Node* proxies = root_.find("proxy");
    // Without it the limits would hold for all readers together, or for nobody.
    if (proxies == nullptr) return miss("proxy");
    for (const Node* each : texts(*proxies, "proxy")) {
      if (each->text == "unix") {
        out_.proxies.unix_socket = true;
        continue;
      }
      const auto network = read_network(each->text);
      const bool is_v6 = each->text.find(':') != std::string::npos;
      if (!network)
        refuse(*each, "proxy");
      else if (network->bits < (is_v6 ? least_v6_bits : least_bits))
        add(messages::proxy_too_wide, *each, {quote(each->text)});
      else
        out_.proxies.networks.push_back(*network);
    }
    // Behind such a socket stands a proxy: all its readers would count as one.
    for (const Listener& each : out_.listeners) {
      const bool is_trusted = out_.proxies.unix_socket ||
                              (each.place.descriptor >= 0 && !out_.proxies.networks.empty());
      if (each.place.addresses.empty() && !is_trusted) return refuse(*proxies, "proxy");
    }
  }

  void read_limits(const Node& limits) {
    if (limits.kind != Node::Kind::mapping) return refuse(limits, "gioi_han");
    refuse_unknown(limits, {"moi_nguoi_moi_phut", "ca_nhom_moi_phut", "toi_da_moi_giay",
                            "tra_cuu_moi_phut", "ket_noi", "hang_doi"});
    const auto number = [&](std::string_view key, double usual, double most) {
      const Node* node = limits.find(key);
      if (node == nullptr) return usual;
      double value = 0;
      const char* end = node->text.data() + node->text.size();
      const auto [last, error] = std::from_chars(node->text.data(), end, value);
      const bool is_right = node->kind == Node::Kind::number && error == std::errc() &&
                            last == end && value >= 1 && value <= most;
      if (!is_right) refuse(*node, key);
      return is_right ? value : usual;
    };
    GuardLimits& guard = out_.guard;
    constexpr double most_rate = 1e9;
    const double mine = number("moi_nguoi_moi_phut", guard.client.a_minute, most_rate);
    guard.client = {mine, mine};
    guard.working_client = {2 * mine, 2 * mine};
    guard.page = {4 * mine, 4 * mine};
    const double easy = number("ca_nhom_moi_phut", guard.easy.a_minute, most_rate);
    guard.easy = {easy, easy};
    const double all = number("toi_da_moi_giay", guard.all.a_minute / 60, most_rate);
    guard.all = {2 * all, 60 * all};
    const double looks = number("tra_cuu_moi_phut", guard.look_up.a_minute, most_rate);
    guard.look_up = {looks, looks};
    out_.connections = static_cast<std::size_t>(
        number("ket_noi", static_cast<double>(out_.connections), 1'000'000));
    out_.queue =
        static_cast<std::size_t>(number("hang_doi", static_cast<double>(out_.queue), 1'000'000));
  }

  const SourceText& source_;
  const Node& root_;
  Report& report_;
  Settings out_;
};

}  // namespace

Settings read_settings(const SourceText& source, Report& report) {
  Result<Node> read = read_json(source);
  if (!read) {
    report.add(read.error());
    return {};
  }
  if (read->kind != Node::Kind::mapping) {
    report.add(source.diagnostic(messages::setting_missing, 1, 1,
                                 {quote("nghe"), std::string(example_of("nghe"))}));
    return {};
  }
  return Reader(source, *read, report).read();
}

std::optional<std::vector<std::string>> read_keys(const KeySources& sources, Report& report) {
  const auto fail = [&](const Message& message, std::vector<std::string> arguments) {
    Diagnostic out;
    out.message = &message;
    out.arguments = std::move(arguments);
    if (sources.environment.empty()) out.place = sources.file_at;
    report.add(std::move(out));
    return std::nullopt;
  };
  std::string text = sources.environment;
  const std::string path = !sources.file.empty() ? sources.file : sources.credential;
  if (text.empty() && !path.empty()) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0)
      return fail(messages::key_unreadable, {path, std::strerror(errno)});
    if (!S_ISREG(facts.st_mode))
      return fail(messages::key_unreadable, {path, std::strerror(EISDIR)});
    if ((facts.st_mode & S_IRWXO) != 0) return fail(messages::key_open, {path});
    std::ifstream in(path, std::ios::binary);
    text.assign(std::istreambuf_iterator<char>(in), {});
    if (!in) return fail(messages::key_unreadable, {path, std::strerror(errno)});
  }
  std::vector<std::string> keys;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = text.find_first_not_of(" \t\r\n", at);
    if (from == std::string::npos) break;
    at = std::min(text.find_first_of(" \t\r\n", from), text.size());
    keys.push_back(text.substr(from, at - from));
    if (keys.back().size() < Seal::least_key)
      return fail(messages::key_short, {std::to_string(Seal::least_key)});
  }
  if (keys.empty()) return fail(messages::no_key, {});
  return keys;
}

}  // namespace minhbach::feedback
