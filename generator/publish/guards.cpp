// Each guard says what it saw and how to go on all the same.
#include "publish/guards.h"

#include <algorithm>

#include "model/cache_rule.h"
#include "publish/failures.h"
#include "publish/messages.h"
#include "publish/say_time.h"

namespace minhbach::publish {
namespace {

constexpr std::int64_t second = 1'000'000'000;

}  // namespace

void guard_site(const SiteFiles& site, const PublishPlace& place, const Manifest* there,
                const Allowed& allowed, Report& report) {
  if (there != nullptr && there->portal != site.portal)
    report.add(failure(messages::place_of_another,
                       {quote(place.name), quote(there->portal), quote(site.portal)}));
  if (there != nullptr && there->built > site.built && !allowed.older)
    report.add(failure(messages::build_older, {quote(place.name), say_time(there->built / second),
                                               say_time(site.built / second)}));
  if (place.is_live && !site.made_up.empty()) {
    constexpr std::size_t shown = 5;
    std::string list;
    for (std::size_t i = 0; i < std::min(shown, site.made_up.size()); ++i)
      list += (i > 0 ? ", " : "") + site.made_up[i];
    if (site.made_up.size() > shown) list += ", …";
    report.add(failure(messages::made_up_on_live,
                       {quote(place.name), std::to_string(site.made_up.size()), list}));
  }
}

void guard_deletions(const Plan& plan, const PublishPlace& place, const Manifest& there,
                     const Allowed& allowed, Report& report) {
  // Assets change their names with every edit; they stay for a while anyway.
  const auto count = static_cast<std::uint64_t>(
      std::count_if(plan.gone.begin(), plan.gone.end(),
                    [](const std::string& path) { return !is_named_by_content(path); }));
  const std::uint64_t all = std::max<std::uint64_t>(there.files.size(), 1);
  const bool is_much = count > place.most_deletions || count * 100 > all * place.most_deleted_share;
  if (!is_much || count <= allowed.deletions) return;
  report.add(
      failure(messages::too_many_deletions,
              {quote(place.name), std::to_string(count), std::to_string(there.files.size()),
               std::to_string(place.most_deletions), std::to_string(place.most_deleted_share)}));
}

}  // namespace minhbach::publish
