// Reads portal.json for places; prints plans and progress.
#include "cli/publish_choices.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "cli/build_choices.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "ingest/load_text.h"
#include "model/page_policy.h"
#include "pipeline/portal_parts.h"
#include "pipeline/read_portal.h"
#include "publish/address.h"
#include "publish/messages.h"
#include "publish/password.h"
#include "publish/settings_messages.h"
#include "value/from_json.h"

namespace minhbach::cli {
namespace {

constexpr double megabyte = 1'000'000;

std::optional<Portal> load_portal(const pipeline::Context& ctx, const std::string& id) {
  const std::string path = "site/" + id + "/portal.json";
  const auto source = ingest::load_text(ctx.disk, path, 0, ingest::data_limit, ctx.report);
  return source ? pipeline::read_portal(id, *source, ctx.report) : std::nullopt;
}

std::vector<std::string> names_of(const Portal& portal) {
  std::vector<std::string> out;
  for (const PublishPlace& place : portal.publish_places) out.push_back(place.name);
  return out;
}

/// A server's key may come from the environment, as CI keeps what is not in the repository.
void take_host_key(PublishPlace& place, Report& report) {
  const std::string variable = publish::host_key_variable(place);
  const char* key = std::getenv(variable.c_str());
  if (key == nullptr || *key == '\0') return;
  place.host_key = key;
  if (publish::is_host_key(place.host_key)) return;
  Diagnostic wrong = without_place(messages::place_host_key_wrong, {quote(place.host_key)});
  wrong.place.file = variable;
  report.add(std::move(wrong));
}

Destination destination_of(const Portal& portal, const PublishPlace& place,
                           const PublishChoices& choices, const std::string& root, bool several) {
  Destination out;
  out.output = place.placement.empty() ? portal.id : portal.id + "@" + place.placement;
  out.folder = output_folder(choices.out, root, out.output, several);
  out.place = place;
  out.policy = header_policy(portal);
  out.base_path = portal.base_path;
  for (const Placement& placement : portal.placements) {
    if (placement.id == place.placement) out.base_path = pipeline::base_path_of(placement.address);
  }
  return out;
}

/// Of all portals, each once.
std::vector<std::string> names_of(const std::vector<Portal>& portals) {
  std::vector<std::string> out;
  for (const Portal& portal : portals) {
    for (std::string& name : names_of(portal)) {
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    }
  }
  return out;
}

/// That of each portal with the name that was given. A portal that was named has to have it, of
/// others one has to.
std::vector<Destination> find_destinations(const pipeline::Context& ctx,
                                           const PublishChoices& choices, const std::string& root,
                                           const std::vector<Portal>& portals) {
  const auto unknown = [&](const std::string& whose, const std::vector<std::string>& names) {
    ctx.report.add(without_place(messages::place_unknown,
                                 {whose, quote(choices.place), joined(names)},
                                 nearest_typed(choices.place, names)));
  };
  std::vector<Destination> out;
  std::vector<std::string> ids;
  for (const Portal& portal : portals) {
    ids.push_back(portal.id);
    const auto& all = portal.publish_places;
    const auto at = std::find_if(all.begin(), all.end(), [&](const PublishPlace& place) {
      return place.name == choices.place;
    });
    if (at != all.end()) {
      out.push_back(destination_of(portal, *at, choices, root, portals.size() > 1));
      take_host_key(out.back().place, ctx.report);
    } else if (!choices.portals.empty()) {
      unknown(portal.id, names_of(portal));
    }
  }
  if (out.empty() && !ctx.report.has_errors()) unknown(joined(ids), names_of(portals));
  return out;
}

/// Shows how far it is: on a terminal one line that changes, elsewhere a line for each tenth.
class ProgressLine {
 public:
  explicit ProgressLine(bool vietnamese)
      : vietnamese_(vietnamese), is_terminal_(isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() {
    if (was_shown_ && is_terminal_) fmt::print(stderr, "\r\033[K");
  }

  void operator()(const publish::Progress& now) {
    const auto time = Clock::now();
    const std::size_t tenth = now.of_files == 0 ? 0 : now.files * 10 / now.of_files;
    const bool is_due = is_terminal_ ? time - shown_ > std::chrono::milliseconds(100)
                                     : tenth > tenth_ && time - begin_ > std::chrono::seconds(2);
    if (!is_due) return;
    tenth_ = tenth;
    shown_ = time;
    was_shown_ = true;
    const double seconds = std::chrono::duration<double>(time - begin_).count();
    const auto bytes = static_cast<double>(now.bytes);
    fmt::print(stderr, "{}{}/{} {}, {:.1f}/{:.1f} MB, {:.1f} MB/s{}",
               is_terminal_ ? "\r\033[K" : "", now.files, now.of_files,
               vietnamese_ ? "tệp" : "files", bytes / megabyte,
               static_cast<double>(now.of_bytes) / megabyte, bytes / megabyte / seconds,
               is_terminal_ ? "" : "\n");
    std::fflush(stderr);
  }

 private:
  using Clock = std::chrono::steady_clock;

  const bool vietnamese_, is_terminal_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point shown_ = {};
  std::size_t tenth_ = 0;
  bool was_shown_ = false;
};

std::string json_list(const std::vector<std::string>& all) {
  std::string out = "[";
  for (const std::string& one : all) out += (out.size() > 1 ? "," : "") + json_string(one);
  return out + "]";
}

void print_json(const Destination& to, const publish::Outcome& outcome,
                const PublishChoices& choices, double seconds, bool has_errors) {
  const publish::Plan& plan = outcome.plan;
  fmt::print(
      "{{\"cong\":{},\"noi\":{},\"dia_chi\":{},\"thu\":{},\"xong\":{},\"loi\":{},\"ban_truoc\":{},"
      "\"ban\":{},\"gui\":{},\"byte\":{},\"gui_tu_lan_truoc\":{},\"thu_lai\":{},\"kiem_tra\":{},"
      "\"giay\":{:.3f},"
      "\"them\":{},\"thay\":{},\"xoa\":{}}}\n",
      json_string(to.output), json_string(to.place.name), json_string(to.place.address),
      choices.dry_run, outcome.is_done, has_errors, outcome.before.number,
      outcome.is_done && plan.next.number > 0 ? plan.next.number : outcome.before.number,
      outcome.sent, outcome.sent_bytes, outcome.resumed, outcome.tries, outcome.checked, seconds,
      json_list(plan.added), json_list(plan.changed), json_list(plan.gone));
}

void print_files(const publish::Plan& plan) {
  for (const std::string& path : plan.added) fmt::print("  + {}\n", path);
  for (const std::string& path : plan.changed) fmt::print("  ~ {}\n", path);
  for (const std::string& path : plan.gone) fmt::print("  - {}\n", path);
}

/// The rest of the line, and what else there is to be told.
void print_done(const publish::Outcome& outcome, double seconds, bool has_errors,
                const Surroundings& surroundings) {
  fmt::print(fmt::runtime(surroundings.say("; bản {}; gửi {} tệp, {:.1f} MB; {:.2f} giây\n",
                                           "; version {}; {} files sent, {:.1f} MB; {:.2f} s\n")),
             outcome.plan.next.number, outcome.sent,
             static_cast<double>(outcome.sent_bytes) / megabyte, seconds);
  if (outcome.checked > 0)
    fmt::print(fmt::runtime(surroundings.say("  đã xem {} địa chỉ như người đọc thấy{}\n",
                                             "  looked at {} addresses as visitors see them{}\n")),
               outcome.checked,
               has_errors ? surroundings.say(": có chỗ sai", ": some are wrong") : "");
  if (outcome.resumed > 0)
    fmt::print(fmt::runtime(surroundings.say("  {} tệp đã gửi ở lần bị ngắt, không phải gửi lại\n",
                                             "  {} files were sent by the run that was cut off\n")),
               outcome.resumed);
}

}  // namespace

void add_publish_choices(CLI::App& command, PublishChoices& choices,
                         const Surroundings& surroundings) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  command.add_option("CONG", choices.portals,
                     say("Mã các cổng; không ghi là mọi cổng có nơi xuất bản đó",
                         "Portals; all that have that place when none is named"));
  command
      .add_option("--to", choices.place,
                  say("Nơi xuất bản: một tên trong noi_xuat_ban của portal.json",
                      "The place: a name in noi_xuat_ban of portal.json"))
      ->type_name(say("TÊN", "NAME"));
  command
      .add_option("--jobs", choices.jobs,
                  say("Số luồng chạy song song; mặc định theo số nhân của máy",
                      "Threads; default: as many as the machine has"))
      ->type_name(say("SỐ", "N"));
  command.add_flag("--thu", choices.dry_run,
                   say("Chỉ nói sẽ làm gì", "Only say what would be done"));
  command.add_flag("--pha-khoa", choices.break_lock,
                   say("Bỏ qua khóa của một lần xuất bản đã bị ngắt ở máy khác",
                       "Take over the lock of a run that was cut off on another machine"));
  command.add_flag("--json", choices.json,
                   say("In kết quả bằng JSON, mỗi cổng một dòng",
                       "Print what was done as JSON, a line for each portal"));
}

std::vector<Destination> choose_destinations(const pipeline::Context& ctx,
                                             const PublishChoices& choices,
                                             const std::string& root) {
  const std::vector<std::string> ids = choose_portals(ctx, choices.portals, root);
  if (ctx.report.has_errors()) return {};
  std::vector<Portal> portals;
  for (const std::string& id : ids) {
    if (std::optional<Portal> portal = load_portal(ctx, id)) portals.push_back(std::move(*portal));
  }
  if (ctx.report.has_errors()) return {};
  const std::vector<std::string> names = names_of(portals);
  if (names.empty()) {
    ctx.report.add(without_place(messages::no_places, {portals.front().id, portals.front().file}));
  } else if (choices.place.empty()) {
    ctx.report.add(without_place(messages::place_not_named, {joined(names)}));
  } else {
    return find_destinations(ctx, choices, root, portals);
  }
  return {};
}

publish::Orders orders_of(const PublishChoices& choices, const Surroundings& surroundings) {
  publish::Orders orders;
  orders.dry_run = choices.dry_run;
  orders.break_lock = choices.break_lock;
  orders.time = static_cast<std::int64_t>(std::time(nullptr));
  orders.wait = [](unsigned seconds) {
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
  };
  if (!choices.json) {
    const auto line = std::make_shared<ProgressLine>(surroundings.language == Language::vi);
    orders.tell = [line](const publish::Progress& now) { (*line)(now); };
  }
  return orders;
}

void print_outcome(const Destination& to, const publish::Outcome& outcome,
                   const PublishChoices& choices, double seconds, bool has_errors,
                   const Surroundings& surroundings) {
  if (choices.json) return print_json(to, outcome, choices, seconds, has_errors);
  if (has_errors && !outcome.is_done) return;
  const publish::Plan& plan = outcome.plan;
  const bool is_nothing = outcome.is_done && plan.next.number == 0;
  if (is_nothing) {
    fmt::print(
        fmt::runtime(surroundings.say("{} → {}: không có gì thay đổi (bản {}), {:.2f} giây\n",
                                      "{} → {}: nothing has changed (version {}), {:.2f} s\n")),
        to.output, to.place.name, outcome.before.number, seconds);
    return;
  }
  fmt::print(fmt::runtime(surroundings.say("{} → {} ({}): {} thêm, {} thay, {} xóa",
                                           "{} → {} ({}): {} added, {} changed, {} deleted")),
             to.output, to.place.name, to.place.address, plan.added.size(), plan.changed.size(),
             plan.gone.size());
  if (choices.dry_run) {
    fmt::print("{}\n", surroundings.say("; chưa làm gì (--thu)", "; nothing was done (--thu)"));
    print_files(plan);
    return;
  }
  print_done(outcome, seconds, has_errors, surroundings);
}

}  // namespace minhbach::cli
