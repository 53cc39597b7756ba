// `minhbach feedback review`: a person decides on what the endpoint kept apart as suspicious.
#include <fmt/format.h>

#include "cli/feedback_commands.h"
#include "cli/feedback_facts.h"
#include "cli/feedback_messages.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"

namespace minhbach::cli {
namespace {

/// In place of the reason of one that was refused: it stays apart until its time is over.
constexpr std::string_view refused = "tu_choi";

struct ReviewOptions {
  FeedbackChoices choices;
  std::string portal, form;
  std::vector<std::string> release, refuse;
};

class Reviewer {
 public:
  Reviewer(const ReviewOptions& options, const Surroundings& surroundings)
      : options_(options), surroundings_(surroundings), disk_(surroundings.root) {}

  int run() {
    const pipeline::Context ctx{disk_, report_, {}};
    if (const auto settings = load_settings(ctx, options_.choices)) {
      if (const auto store = load_store(ctx, surroundings_.root, *settings, false)) {
        for (const std::string& each : options_.release)
          judge(*store, each, "", feedback::State::received);
        for (const std::string& each : options_.refuse)
          judge(*store, each, refused, feedback::State::closed);
        if (options_.release.empty() && options_.refuse.empty()) list(*store);
      }
    }
    print_report(report_, surroundings_.language, true);
    return report_.has_errors() ? usage : ok;
  }

 private:
  void judge(feedback::Store& store, const std::string& typed, std::string_view suspicion,
             feedback::State state) {
    const auto receipt = feedback::read_receipt(typed);
    const Result<bool> done =
        receipt ? store.judge(*receipt, suspicion, state) : Result<bool>(false);
    if (!done) return report_.add(done.error());
    if (!*done) return report_.add(without_place(messages::not_kept_apart, {quote(typed)}));
    fmt::print("{}: {}\n", feedback::to_text(*receipt),
               suspicion.empty() ? surroundings_.say("đã nhận lại, từ nay được tính",
                                                     "released, counted from now on")
                                 : surroundings_.say("đã từ chối", "refused"));
  }

  void list(feedback::Store& store) {
    feedback::Selection which;
    which.portal = options_.portal;
    which.form = options_.form;
    which.suspicious = true;
    int count = 0;
    const auto read = store.each(which, [&](const feedback::Stored& one) {
      const feedback::Submission& sent = one.submission;
      if (sent.suspicion == refused) return;
      ++count;
      fmt::print("{} {} {} {} {} ({})\n", feedback::to_text(sent.receipt), sent.day, sent.portal,
                 sent.form, sent.page, sent.suspicion);
      for (const forms::Answer& answer : sent.answers)
        fmt::print("  {}: {}\n", answer.name, on_lines(answer.text));
    });
    if (!read) return report_.add(read.error());
    fmt::print(fmt::runtime(surroundings_.say("{} ý kiến chờ xem xét\n", "{} to be looked at\n")),
               count);
  }

  /// Each line of a text below the first, so that nothing a reader wrote looks like another entry.
  static std::string on_lines(std::string_view text) {
    std::string out;
    for (const char c : text) {
      out += c;
      if (c == '\n') out += "    ";
    }
    return out;
  }

  const ReviewOptions& options_;
  const Surroundings& surroundings_;
  const RealDisk disk_;
  Report report_;
};

}  // namespace

void add_feedback_review(CLI::App& parent, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command = parent.add_subcommand(
      "review", say("Xem các ý kiến bị để riêng vì đáng ngờ, nhận lại hoặc từ chối",
                    "Look through what is kept apart as suspicious, release or refuse it"));
  auto options = std::make_shared<ReviewOptions>();
  add_feedback_choices(*command, options->choices, surroundings);
  command->add_option("--cong", options->portal, say("Chỉ của cổng này", "Of this portal only"))
      ->type_name(say("CỔNG", "PORTAL"));
  command->add_option("--bieu-mau", options->form, say("Chỉ của biểu mẫu này", "Of this form only"))
      ->type_name(say("BIỂU_MẪU", "FORM"));
  command
      ->add_option("--nhan", options->release,
                   say("Nhận lại ý kiến có mã này: từ nay được tính như các ý kiến khác",
                       "Release this one: it counts like the others from now on"))
      ->type_name(say("BIÊN_NHẬN", "RECEIPT"));
  command
      ->add_option("--tu-choi", options->refuse,
                   say("Từ chối ý kiến có mã này: không bao giờ được tính, xóa khi hết hạn lưu",
                       "Refuse this one: it never counts, and goes when its time is over"))
      ->type_name(say("BIÊN_NHẬN", "RECEIPT"));
  command->footer(say("Ví dụ: minhbach feedback review --nhan 7K2M-0QXV-9F3C-1A5D",
                      "Example: minhbach feedback review --nhan 7K2M-0QXV-9F3C-1A5D"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return Reviewer(*options, surroundings).run(); };
  });
}

}  // namespace minhbach::cli
