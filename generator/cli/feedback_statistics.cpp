// `minhbach feedback statistics`: writes the figures that the next build shows.
#include <fmt/format.h>

#include "cli/feedback_commands.h"
#include "cli/feedback_facts.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "feedback/useful_cells.h"
#include "ingest/load_text.h"
#include "pipeline/statistics.h"
#include "value/from_json.h"

namespace minhbach::cli {
namespace {

using feedback::UsefulCell;

constexpr std::string_view useful_role = "huu_ich";

struct StatisticsOptions {
  FeedbackChoices choices;
  std::string portal;
};

std::string to_text(const std::vector<UsefulCell>& cells, const std::string& form,
                    const std::string& today) {
  std::string out =
      fmt::format("{{\"bieu_mau\": {}, \"den_ngay\": \"{}\", \"nguong\": {},\n \"o\": [",
                  json_string(form), today, feedback::least_votes);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const UsefulCell& cell = cells[i];
    out += fmt::format("{}{{\"nhom\": {}, \"quy\": \"{}\", ", i == 0 ? "" : ",\n       ",
                       json_string(cell.group), cell.quarter);
    out += cell.is_hidden ? std::string("\"an\": true}")
                          : fmt::format("\"n\": {}, \"huu_ich\": {}, \"den_ngay\": \"{}\"}}",
                                        cell.votes, cell.useful, cell.as_of);
  }
  return out + "]}\n";
}

class Counter {
 public:
  Counter(const StatisticsOptions& options, const Surroundings& surroundings)
      : options_(options), surroundings_(surroundings), disk_(surroundings.root) {}

  int run() {
    count();
    print_report(report_, surroundings_.language, true);
    return report_.has_errors() ? content_errors : ok;
  }

 private:
  void count() {
    const pipeline::Context ctx{disk_, report_, {}};
    auto settings = load_settings(ctx, options_.choices);
    if (!settings) return;
    if (!options_.portal.empty()) settings->portals = {{options_.portal, {}}};
    const feedback::Facts facts = load_facts(ctx, *settings, {});
    if (report_.has_errors()) return;
    const auto store = load_store(ctx, surroundings_.root, *settings, false);
    if (!store) return;
    for (const schema::Form& form : facts.forms) {
      if (form.role != useful_role) continue;
      for (const feedback::PortalFacts& portal : facts.portals) count_portal(*store, portal, form);
    }
  }

  /// The first question of the form is the vote, and its first choice the good one.
  void count_portal(feedback::Store& store, const feedback::PortalFacts& portal,
                    const schema::Form& form) {
    const schema::Field& question = form.fields.front();
    std::vector<feedback::Stored> all;
    feedback::Selection which;
    which.portal = portal.id;
    which.form = form.id;
    const auto read = store.each(which, [&](const feedback::Stored& one) { all.push_back(one); });
    if (!read) return report_.add(read.error());
    std::vector<feedback::Vote> votes;
    for (const feedback::Stored& one : all) {
      // A page of no group is of none that anybody asks about.
      if (one.submission.group.empty()) continue;
      for (const forms::Answer& answer : one.submission.answers) {
        if (answer.name == question.name)
          votes.push_back({one.submission.group, one.submission.day,
                           answer.text == question.constraints.choices.front()});
      }
    }
    write(portal.id, form.id, feedback::count_votes(votes));
  }

  void write(const std::string& portal, const std::string& form, std::vector<UsefulCell> counted) {
    const std::string path =
        fmt::format("data/{}/{}/huu-ich.json", portal, pipeline::figures_folder);
    std::vector<UsefulCell> before;
    std::string old;
    if (disk_.is_file(path)) {
      const auto source = ingest::load_text(disk_, path, 0, ingest::data_limit, report_);
      if (!source) return;
      old = source->text();
      const auto figures = pipeline::read_useful_figures(*source, report_);
      if (report_.has_errors()) return;
      for (const pipeline::UsefulCell& cell : figures.cells)
        before.push_back(
            {cell.group, cell.quarter, cell.votes, cell.useful, cell.as_of, cell.votes == 0});
    }
    const std::vector<UsefulCell> cells = feedback::choose_cells(std::move(counted), before);
    // The same figures under another date would only make pages new.
    const std::string text = to_text(cells, form, text::to_iso(surroundings_.today()));
    const auto body = [](std::string_view all) {
      return all.substr(std::min(all.find("\"o\""), all.size()));
    };
    std::size_t shown = 0;
    for (const UsefulCell& cell : cells) shown += cell.is_hidden ? 0 : 1;
    if (cells.empty() || body(old) == body(text)) {
      fmt::print(fmt::runtime(surroundings_.say("{}: không có số mới\n", "{}: nothing new\n")),
                 path);
      return;
    }
    const Result<Written> written = disk_.write(path, text);
    if (!written) return report_.add(written.error());
    fmt::print(fmt::runtime(surroundings_.say("{}: {} ô có số liệu, {} ô chưa đủ để công bố\n",
                                              "{}: {} cells shown, {} hidden\n")),
               path, shown, cells.size() - shown);
  }

  const StatisticsOptions& options_;
  const Surroundings& surroundings_;
  RealDisk disk_;
  Report report_;
};

}  // namespace

void add_feedback_statistics(CLI::App& parent, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command = parent.add_subcommand(
      "statistics", say("Cộng đánh giá hữu ích theo nhóm nội dung và quý, để trang công bố",
                        "Add up the votes by content group and quarter, for pages to publish"));
  auto options = std::make_shared<StatisticsOptions>();
  add_feedback_choices(*command, options->choices, surroundings);
  command->add_option("--cong", options->portal, say("Chỉ của cổng này", "Of this portal only"))
      ->type_name(say("CỔNG", "PORTAL"));
  command->footer(say("Ví dụ: minhbach feedback statistics --cong luc-nam",
                      "Example: minhbach feedback statistics --cong luc-nam"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return Counter(*options, surroundings).run(); };
  });
}

}  // namespace minhbach::cli
