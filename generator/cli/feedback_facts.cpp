// Reads them from the files that the pages are made of.
#include "cli/feedback_facts.h"

#include <algorithm>

#include "cli/feedback_messages.h"
#include "cli/parse_failure.h"
#include "feedback/postgres_store.h"
#include "feedback/settings_messages.h"
#include "feedback/sqlite_store.h"
#include "ingest/load_text.h"
#include "ingest/read_records.h"
#include "ingest/scan.h"
#include "model/page_policy.h"
#include "pipeline/feedback_pages.h"
#include "pipeline/portal_versions.h"
#include "pipeline/read_portal.h"
#include "pipeline/read_site.h"

namespace minhbach::cli {
namespace {

constexpr std::uint64_t settings_limit = 1 << 20;

/// The address at which a portal is tried out; "" when it is not.
std::string trial_address(const Trial& trial, const std::string& portal) {
  for (const std::string& place : trial.places) {
    if (place.starts_with(portal + "=")) return place.substr(portal.size() + 1);
  }
  return {};
}

/// "portal=http://localhost:1234" and nothing that another machine could be.
bool is_trial_place(const std::string& place) {
  const std::size_t at = place.find('=');
  if (at == std::string::npos) return false;
  const std::string address = place.substr(at + 1);
  const auto origin = endpoint_origin(address);
  return origin && *origin == address && address.starts_with("http://");
}

feedback::PortalFacts facts_of(const Portal& portal, const Trial& trial) {
  feedback::PortalFacts out;
  out.id = portal.id;
  out.endpoint = trial.endpoint.empty() ? portal.endpoint : trial.endpoint;
  out.forms = portal.forms;
  const std::string elsewhere = trial_address(trial, portal.id);
  for (const Portal& version : pipeline::portal_versions(portal)) {
    feedback::PortalVersion each{
        version.language, version.title, version.address, version.base_path, {}};
    if (!elsewhere.empty())
      each.address = elsewhere + version.base_path.substr(0, version.base_path.size() - 1);
    each.privacy_url = each.address + std::string(pipeline::privacy_path);
    out.versions.push_back(std::move(each));
  }
  return out;
}

void report_at(Report& report, const Place& at, Diagnostic what) {
  what.place = at;
  report.add(std::move(what));
}

/// Those that the settings name, or all; one that is not there is an error where it is named.
std::vector<feedback::NamedPortal> chosen_portals(const pipeline::Context& ctx,
                                                  const feedback::Settings& settings) {
  const std::vector<std::string> ids = pipeline::portal_ids(ctx);
  std::vector<feedback::NamedPortal> out;
  if (settings.portals.empty()) {
    for (const std::string& id : ids) out.push_back({id, {}});
    return out;
  }
  for (const feedback::NamedPortal& named : settings.portals) {
    if (std::find(ids.begin(), ids.end(), named.id) != ids.end())
      out.push_back(named);
    else
      report_at(ctx.report, named.at,
                without_place(messages::listed_portal_unknown, {quote(named.id), joined(ids)},
                              nearest_typed(named.id, ids)));
  }
  return out;
}

/// The names of a portal's agencies, as its forms offer them.
std::vector<forms::Agency> agencies_of(const pipeline::Context& ctx,
                                       const std::vector<schema::Type>& types,
                                       const std::string& portal) {
  Report unused;  // What is wrong with records is said by the build.
  const std::vector<std::string> portals{portal};
  ingest::Sources sources = ingest::scan_sources(ctx.disk, portals, types, unused);
  std::erase_if(sources.files, [&](const ingest::SourceFile& file) {
    return file.layer != Layer::whole ||
           types[static_cast<std::size_t>(file.type)].role != "agency";
  });
  const auto store = ingest::read_records(ctx.disk, sources, types, {1}, unused);
  std::vector<forms::Agency> out;
  for (const Record& record : store.records) {
    const schema::Type& type = types[static_cast<std::size_t>(record.type)];
    const auto title = type.field(type.title_field);
    out.push_back({std::string(record.id),
                   std::string(title ? record.fields[*title].text() : std::string_view())});
    if (out.back().name.empty()) out.back().name = out.back().id;
  }
  return out;
}

}  // namespace

void add_feedback_choices(CLI::App& command, FeedbackChoices& choices,
                          const Surroundings& surroundings) {
  command
      .add_option(
          "--cau-hinh", choices.settings,
          surroundings.say("Tệp thiết lập, tính từ thư mục gốc; mặc định site/tiep-nhan.json",
                           "File of settings, from the root folder; default "
                           "site/tiep-nhan.json"))
      ->type_name(surroundings.say("TỆP", "FILE"));
}

feedback::Settings read_settings(const pipeline::Context& ctx, const FeedbackChoices& choices) {
  const std::string path = choices.settings.empty() ? usual_settings : choices.settings;
  if (!ctx.disk.is_file(path)) {
    Diagnostic none;
    none.message = &messages::no_settings;
    none.place.file = path;
    ctx.report.add(std::move(none));
    return {};
  }
  const auto source = ingest::load_text(ctx.disk, path, 0, settings_limit, ctx.report);
  return source ? feedback::read_settings(*source, ctx.report) : feedback::Settings();
}

std::optional<feedback::Settings> load_settings(const pipeline::Context& ctx,
                                                const FeedbackChoices& choices) {
  feedback::Settings out = read_settings(ctx, choices);
  return ctx.report.has_errors() ? std::nullopt : std::optional(std::move(out));
}

feedback::Facts load_facts(const pipeline::Context& ctx, const feedback::Settings& settings,
                           const Trial& trial) {
  feedback::Facts out;
  for (const std::string& place : trial.places) {
    if (!is_trial_place(place))
      ctx.report.add(without_place(messages::trial_address_wrong, {quote(place)}));
  }
  const std::vector<schema::Type> types = pipeline::read_types(ctx);
  for (const schema::Type& type : types) {
    if (!type.content_group.empty() && !type.url.empty())
      out.groups.push_back({type.url.substr(0, type.url.find('{')), type.content_group});
  }
  out.forms = pipeline::read_forms(ctx);
  const std::size_t errors_before = ctx.report.count(Severity::error);
  for (const feedback::NamedPortal& named : chosen_portals(ctx, settings)) {
    const std::string& id = named.id;
    const std::string path = "site/" + id + "/portal.json";
    const auto source = ingest::load_text(ctx.disk, path, 0, settings_limit, ctx.report);
    auto portal = source ? pipeline::read_portal(id, *source, ctx.report) : std::optional<Portal>();
    if (!portal) continue;
    if (!trial.endpoint.empty()) portal->endpoint = trial.endpoint;
    if (portal->takes_forms()) {
      out.portals.push_back(facts_of(*portal, trial));
      out.portals.back().agencies = agencies_of(ctx, types, id);
    } else if (!settings.portals.empty()) {
      report_at(ctx.report, named.at, without_place(messages::portal_takes_none, {quote(id)}));
    }
  }
  if (out.portals.empty() && ctx.report.count(Severity::error) == errors_before)
    ctx.report.add(without_place(messages::nobody_takes_feedback, {}));
  return out;
}

std::unique_ptr<feedback::Store> load_store(const pipeline::Context& ctx, const std::string& root,
                                            const feedback::Settings& settings, bool serves) {
  Result<std::unique_ptr<feedback::Store>> opened = [&] {
    if (settings.is_postgres) return feedback::open_postgres();
    feedback::SqliteOptions options;
    options.path = settings.sqlite_path.starts_with('/') ? settings.sqlite_path
                                                         : root + "/" + settings.sqlite_path;
    options.must_exist = !serves;
    options.check_first = serves;
    return feedback::open_sqlite(options);
  }();
  if (opened) return std::move(*opened);
  ctx.report.add(opened.error());
  return nullptr;
}

}  // namespace minhbach::cli
