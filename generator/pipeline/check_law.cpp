// Compares dates of force with dates of documents.
#include "pipeline/check_law.h"

#include "pipeline/messages.h"
#include "text/calendar.h"
#include "text/date.h"

namespace minhbach::pipeline {

namespace {

/// The field that holds what a document is based on, in every type that has one; other fields name
/// instruments too ("replaced by", "is itself"), which is no citation.
constexpr std::string_view citation_field = "can_cu";

void check_citation(const Context& ctx, const Site& site, std::uint32_t record,
                    std::uint32_t cited) {
  const Result<text::Date> made = text::parse_date(site.date(record));
  const Result<text::Date> from =
      text::parse_date(site.text(cited, site.common_of(cited).force_from));
  const Result<text::Date> to = text::parse_date(site.text(cited, site.common_of(cited).force_to));
  // Dates that are not full are given the benefit of the doubt.
  const bool too_early = made && from && text::last_day(*made) < text::first_day(*from);
  const bool too_late = made && to && text::first_day(*made) > text::last_day(*to);
  if (!too_early && !too_late) return;
  Diagnostic diagnostic;
  diagnostic.message = &messages::instrument_not_in_force;
  diagnostic.place = {std::string(site.records()[record].file), site.records()[record].line, 0};
  diagnostic.arguments = {text::format_date(*made), quote(site.title(cited)),
                          too_early ? "chưa có hiệu lực" : "đã hết hiệu lực",
                          too_early ? "was not yet in force" : "was no longer in force"};
  ctx.report.add(std::move(diagnostic));
}

}  // namespace

void check_law(const Context& ctx, const Assembly& assembly) {
  for (const std::uint32_t instrument : assembly.members) {
    if (assembly.site->type_of(instrument).role != "instrument") continue;
    for (const Incoming& incoming : assembly.references.incoming(instrument)) {
      if (incoming.path == citation_field)
        check_citation(ctx, *assembly.site, incoming.from, instrument);
    }
  }
}

}  // namespace minhbach::pipeline
