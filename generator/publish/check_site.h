// What visitors get, after publishing: the proof of the pudding.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/diagnostic.h"
#include "publish/plan.h"

namespace minhbach::publish {

/// Where visitors read, and what every page must say.
struct PublicSite {
  std::string address;  ///< "https://ddci.example/luc-nam", without final '/'.
  std::string policy;   ///< Content-Security-Policy.
  std::string ca_file;  ///< As in PublishPlace.
  /// Where hosts that know the rules send on from: page of an old address, new address below
  /// `address`. Others show the page.
  std::map<std::string, std::string> moved = {};
};

/// Asks for every file that came or changed, for some of those that stayed, and for some of those
/// that went. Status and bytes that are wrong are errors, headers are warnings. What is wrong is
/// asked for once more after `wait`: caches may lag. At most ten are told, errors first, of each
/// kind one before the second of any, and how many more there are. How many addresses were asked
/// for.
std::size_t check_site(const PublicSite& site, const Plan& plan,
                       const std::function<void(unsigned seconds)>& wait, Report& report);

}  // namespace minhbach::publish
