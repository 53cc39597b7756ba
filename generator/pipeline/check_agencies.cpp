// Compares dates of records with the times of those they name.
#include "pipeline/check_agencies.h"

#include <algorithm>

#include "pipeline/sharing_messages.h"
#include "text/calendar.h"
#include "text/date.h"

namespace minhbach::pipeline {
namespace {

/// The fields that say whose a record is.
constexpr std::string_view owner_fields[] = {"co_quan", "don_vi"};
/// In which an agency says what it belongs to.
constexpr std::string_view above_fields[] = {"cap_tren", "don_vi"};
/// In which a record names in words who made it: somebody whom the portal has no record of.
constexpr std::string_view maker_fields[] = {"co_quan_cong_bo", "co_quan_ban_hanh"};

/// A body, then all that it belongs to, nearest first.
using Chain = std::vector<std::uint32_t>;

class AgencyCheck {
 public:
  AgencyCheck(const Context& ctx, const Assembly& assembly)
      : ctx_(ctx), assembly_(assembly), site_(*assembly.site) {}

  void check_named() const {
    for (const std::uint32_t owner : assembly_.members) {
      if (!is_a(owner, "agency") && !is_a(owner, "unit")) continue;
      Chain chain;
      for (const Incoming& incoming : assembly_.references.incoming(owner)) {
        const bool is_its = incoming.path == owner_fields[0] || incoming.path == owner_fields[1];
        if (!is_its || site_.date(incoming.from).empty()) continue;
        if (chain.empty()) chain = chain_from(owner);
        check(incoming.from, chain);
      }
    }
  }

  void check_unnamed() const {
    const Chain chain = portal_chain();
    std::string_view latest;
    for (const std::uint32_t body : chain)
      latest = std::max(latest, site_.text(body, site_.common_of(body).force_from));
    for (const std::uint32_t record : assembly_.members) {
      const std::string_view date = site_.date(record);
      // As text, because there are many records and few that old; ISO dates sort as days do.
      if (!date.empty() && date < latest && is_the_portals(record)) check_unnamed(record, chain);
    }
  }

 private:
  bool is_a(std::uint32_t record, std::string_view role) const {
    return site_.type_of(record).role == role;
  }

  const FieldValue* value(std::uint32_t record, std::string_view field) const {
    const std::optional<std::size_t> index = site_.type_of(record).field(field);
    return index ? &site_.records()[record].fields[*index] : nullptr;
  }

  void add_above(std::uint32_t record, Chain& chain) const {
    for (const std::string_view field : above_fields) {
      const FieldValue* above = value(record, field);
      if (above == nullptr || above->text().empty()) continue;
      for (const std::uint32_t next : assembly_.references.outgoing(record)) {
        const bool is_it = site_.records()[next].id == above->text() &&
                           is_a(next, field == above_fields[0] ? "agency" : "unit");
        if (is_it && std::find(chain.begin(), chain.end(), next) == chain.end())
          chain.push_back(next);
      }
    }
  }

  Chain chain_from(std::uint32_t owner) const {
    Chain chain{owner};
    for (std::size_t i = 0; i < chain.size(); ++i) {  // Grows as it is walked through.
      if (is_a(chain[i], "agency")) add_above(chain[i], chain);
    }
    return chain;
  }

  /// The body of the portal and its unit.
  Chain portal_chain() const {
    Chain chain;
    for (std::size_t t = 0; t < site_.types.size(); ++t) {
      const bool is_agency = site_.types[t].role == "agency";
      if (!is_agency && site_.types[t].role != "unit") continue;
      const std::string& id = is_agency ? assembly_.portal->agency : assembly_.portal->unit;
      const std::optional<std::uint32_t> body = assembly_.find(static_cast<TypeId>(t), id);
      if (!body) continue;
      for (const std::uint32_t one : chain_from(*body)) {
        if (std::find(chain.begin(), chain.end(), one) == chain.end()) chain.push_back(one);
      }
    }
    return chain;
  }

  bool is_the_portals(std::uint32_t record) const {
    const auto is_given = [&](std::string_view field) {
      const FieldValue* given = value(record, field);
      return given != nullptr && given->has_value();
    };
    return site_.records()[record].portal == assembly_.portal->id &&
           value(record, owner_fields[0]) != nullptr && !is_a(record, "agency") &&
           !assembly_.is_borrowed(record) &&
           std::none_of(std::begin(owner_fields), std::end(owner_fields), is_given) &&
           std::none_of(std::begin(maker_fields), std::end(maker_fields), is_given);
  }

  std::optional<text::Date> date_of(std::uint32_t body, std::optional<std::size_t> field) const {
    const Result<text::Date> date = text::parse_date(site_.text(body, field));
    return date ? std::optional(*date) : std::nullopt;
  }

  // Dates that are not full are given the benefit of the doubt.

  bool is_before(const text::Date& made, std::uint32_t body) const {
    const auto from = date_of(body, site_.common_of(body).force_from);
    return from && text::last_day(made) < text::first_day(*from);
  }

  bool is_after(const text::Date& made, std::uint32_t body) const {
    const auto to = date_of(body, site_.common_of(body).force_to);
    return to && text::first_day(made) > text::last_day(*to);
  }

  /// One message a record: what the nearest body says is what has to be mended first.
  void check(std::uint32_t record, const Chain& chain) const {
    const std::optional<text::Date> made = date_of(record, site_.common_of(record).date);
    if (!made) return;
    for (const std::uint32_t body : chain) {
      const CommonFields& common = site_.common_of(body);
      if (is_before(*made, body))
        return report(record, messages::agency_not_yet, *made, body, common.force_from, chain);
      if (is_after(*made, body))
        return report(record, messages::agency_no_longer, *made, body, common.force_to, chain);
    }
  }

  void check_unnamed(std::uint32_t record, const Chain& chain) const {
    const std::optional<text::Date> made = date_of(record, site_.common_of(record).date);
    if (!made) return;
    const auto body = std::find_if(chain.begin(), chain.end(),
                                   [&](std::uint32_t one) { return is_before(*made, one); });
    if (body == chain.end()) return;
    report(record, messages::portal_agency_not_yet, *made, *body, site_.common_of(*body).force_from,
           chain);
  }

  /// "Phòng A" → "UBND xã B": how the record comes to be that body's.
  std::string way_to(std::uint32_t body, const Chain& chain) const {
    std::string out;
    for (const std::uint32_t one : chain) {
      out += (out.empty() ? "" : " → ") + quote(site_.title(one));
      if (one == body) break;
    }
    return out;
  }

  void report(std::uint32_t record, const Message& message, const text::Date& made,
              std::uint32_t body, std::optional<std::size_t> limit, const Chain& chain) const {
    const std::size_t field = *site_.common_of(record).date;
    const FieldValue& date = site_.records()[record].fields[field];
    ctx_.report.add(site_.diagnostic(
        message,
        {std::string(site_.field_file(record, field)), static_cast<int>(date.line), date.column},
        {text::format_date(made), quote(site_.title(body)),
         text::format_date(*date_of(body, limit)), way_to(body, chain)}));
  }

  const Context& ctx_;
  const Assembly& assembly_;
  const Site& site_;
};

}  // namespace

void check_agencies(const Context& ctx, const Assembly& assembly) {
  const AgencyCheck check(ctx, assembly);
  check.check_named();
  check.check_unnamed();
}

}  // namespace minhbach::pipeline
