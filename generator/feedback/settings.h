// How an endpoint is set up: site/tiep-nhan.json (docs/formats.md), and the keys it signs with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source_text.h"
#include "feedback/client_address.h"
#include "feedback/guard.h"
#include "http/server.h"

namespace minhbach::feedback {

/// Where to listen, and where that is written.
struct Listener {
  http::ListenPlace place;
  Place at;
};

/// A portal to be served, and where it is named.
struct NamedPortal {
  std::string id;
  Place at;
};

struct Settings {
  std::vector<Listener> listeners;
  std::optional<Listener> metrics;
  bool is_postgres = false;
  std::string sqlite_path;  ///< As written; "" with PostgreSQL.
  std::string key_file;     ///< As written; "" when it comes another way.
  Place key_at;             ///< Of `key_file`.
  Proxies proxies;
  GuardLimits guard;
  std::size_t connections = 12'000;
  std::size_t queue = 8192;
  std::vector<NamedPortal> portals;  ///< None: all that take feedback.

  bool has_store() const { return is_postgres || !sqlite_path.empty(); }
};

/// All errors found are added to `report`; what has one is left out, so that the rest can be tried.
/// What is not written has a safe value; what could weaken privacy or durability has none and must
/// be written.
Settings read_settings(const SourceText& source, Report& report);

/// Where keys may come from, in this order; an empty one is passed over.
struct KeySources {
  std::string environment;  ///< The value of MINHBACH_KHOA_TIEP_NHAN.
  std::string file;         ///< Settings::key_file, found.
  Place file_at;            ///< Where that is written, or would be.
  std::string credential;  ///< khoa-tiep-nhan in systemd's folder of credentials, when it is there.
};

/// Keys, one a line or between spaces, the one that signs first. Nothing, with an error, when there
/// is none, one is short, or others on this machine may read the file.
std::optional<std::vector<std::string>> read_keys(const KeySources& sources, Report& report);

}  // namespace minhbach::feedback
