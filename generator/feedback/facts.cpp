// Looking up portals, forms, versions.
#include "feedback/facts.h"

#include <algorithm>

namespace minhbach::feedback {

std::string_view origin_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  return address.substr(0, address.find('/', scheme == std::string_view::npos ? 0 : scheme + 3));
}

std::string_view path_of(std::string_view address) {
  return address.substr(origin_of(address).size());
}

const PortalVersion* PortalFacts::version_of(std::string_view page,
                                             std::string_view language) const {
  const PortalVersion* best = nullptr;
  for (const PortalVersion& each : versions) {
    if (!page.starts_with(each.base_path)) continue;
    const bool is_better = best == nullptr || each.base_path.size() > best->base_path.size() ||
                           (each.base_path.size() == best->base_path.size() &&
                            best->language != language && each.language == language);
    if (is_better) best = &each;
  }
  return best;
}

bool PortalFacts::has_origin(std::string_view origin) const {
  return std::any_of(versions.begin(), versions.end(),
                     [&](const PortalVersion& each) { return origin_of(each.address) == origin; });
}

std::string_view Facts::group_of(const PortalVersion& version, std::string_view page) const {
  const std::string_view below = page.substr(version.base_path.size() - 1);
  const GroupPlace* best = nullptr;
  for (const GroupPlace& each : groups) {
    if (below.starts_with(each.prefix) &&
        (best == nullptr || each.prefix.size() > best->prefix.size()))
      best = &each;
  }
  return best != nullptr ? std::string_view(best->group) : std::string_view();
}

const PortalFacts* Facts::portal(std::string_view id) const {
  const auto at = std::find_if(portals.begin(), portals.end(),
                               [&](const PortalFacts& each) { return each.id == id; });
  return at != portals.end() ? &*at : nullptr;
}

const schema::Form* Facts::form(const PortalFacts& portal, std::string_view folder) const {
  for (const schema::Form& form : forms) {
    const bool is_taken =
        portal.forms.empty() ||
        std::find(portal.forms.begin(), portal.forms.end(), form.id) != portal.forms.end();
    if (form.folder == folder && is_taken) return &form;
  }
  return nullptr;
}

}  // namespace minhbach::feedback
