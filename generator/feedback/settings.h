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

struct Settings {
  std::vector<http::ListenPlace> places;
  std::optional<http::ListenPlace> metrics;
  bool is_postgres = false;
  std::string sqlite_path;  ///< As written; "" with PostgreSQL.
  std::string key_file;     ///< As written; "" when it comes another way.
  Proxies proxies;
  GuardLimits guard;
  std::size_t connections = 12'000;
  std::size_t queue = 8192;
  std::vector<std::string> portals;  ///< Ids; none: all that take feedback.
};

/// All errors found are added to `report`; nothing when there is one. What is not written has a
/// safe value; what could weaken privacy or durability has none and must be written.
std::optional<Settings> read_settings(const SourceText& source, Report& report);

/// Where keys may come from, in this order; an empty one is passed over.
struct KeySources {
  std::string environment;  ///< The value of MINHBACH_KHOA_TIEP_NHAN.
  std::string file;         ///< Settings::key_file, found.
  std::string credential;  ///< khoa-tiep-nhan in systemd's folder of credentials, when it is there.
};

/// Keys, one a line or between spaces, the one that signs first. Nothing, with an error, when there
/// is none, one is short, or others on this machine may read the file.
std::optional<std::vector<std::string>> read_keys(const KeySources& sources, Report& report);

}  // namespace minhbach::feedback
