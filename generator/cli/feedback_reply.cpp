// `minhbach feedback reply`: records what became of a submission, and begins its answer's page.
#include <algorithm>

#include <fmt/format.h>

#include "cli/begin_record.h"
#include "cli/feedback_commands.h"
#include "cli/feedback_facts.h"
#include "cli/feedback_messages.h"
#include "cli/messages.h"
#include "cli/parse_failure.h"
#include "cli/print_report.h"
#include "disk/real_disk.h"
#include "pipeline/read_site.h"
#include "text/utf8.h"

namespace minhbach::cli {
namespace {

constexpr std::string_view question_role = "cau_hoi";
constexpr std::string_view record_role = "question";

struct ReplyOptions {
  FeedbackChoices choices;
  std::string receipt, state, link, id;
  bool no_draft = false;
};

/// Signs that mean something in Markdown, as themselves: what a reader wrote is no layout.
std::string as_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#|~!&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// The first words, for a title.
std::string begin_of(std::string_view text) {
  constexpr std::size_t longest = 90;
  const std::string_view line = text::trim(text.substr(0, text.find('\n')));
  std::size_t at = 0, end = 0;
  for (std::size_t count = 0; at < line.size() && count < longest; ++count) {
    if (line[at] == ' ') end = at;
    text::next_code_point(line, at);
  }
  if (at == line.size()) return std::string(line);
  return std::string(line.substr(0, end == 0 ? at : end)) + " …";
}

std::string_view answer_of(const feedback::Submission& sent, std::string_view name) {
  for (const forms::Answer& answer : sent.answers) {
    if (answer.name == name) return answer.text;
  }
  return {};
}

class Replier {
 public:
  Replier(const ReplyOptions& options, const Surroundings& surroundings)
      : options_(options), surroundings_(surroundings), disk_(surroundings.root) {}

  int run() {
    reply();
    print_report(report_, surroundings_.language, true);
    return report_.has_errors() ? usage : ok;
  }

 private:
  void fail(const Message& message, std::vector<std::string> arguments) {
    report_.add(without_place(message, std::move(arguments)));
  }

  void reply() {
    pipeline::Context ctx{disk_, report_, {}};
    ctx.options.today = surroundings_.today();
    const auto state = options_.state.empty() ? feedback::State::in_progress
                                              : feedback::read_state(options_.state);
    if (!state)
      return fail(messages::option_value_unknown, {"--tinh-trang", quote(options_.state),
                                                   "da_nhan, dang_xu_ly, da_tra_loi, da_dong"});
    const bool is_path = options_.link.empty() ||
                         (options_.link.starts_with('/') && !options_.link.starts_with("//"));
    if (!is_path)
      return fail(messages::option_value_unknown,
                  {"--lien-ket", quote(options_.link), "/hoi-dap/…/"});
    const auto receipt = feedback::read_receipt(options_.receipt);
    const auto settings = load_settings(ctx, options_.choices);
    if (!settings) return;
    const auto store = load_store(ctx, surroundings_.root, *settings, false);
    if (!store) return;
    const auto found =
        receipt ? store->find(*receipt) : Result<std::optional<feedback::Stored>>(std::nullopt);
    if (!found) return report_.add(found.error());
    if (!*found) return fail(messages::receipt_unknown, {quote(options_.receipt)});
    record(ctx, *store, **found, *state);
  }

  void record(const pipeline::Context& ctx, feedback::Store& store, const feedback::Stored& one,
              feedback::State state) {
    const std::string receipt = feedback::to_text(one.submission.receipt);
    const std::string& link = options_.link.empty() ? one.link : options_.link;
    const bool is_over =
        one.state == feedback::State::answered || one.state == feedback::State::closed;
    if (options_.state.empty() && is_over) {
      // Its sender has been told: only somebody who says so can take that back.
      if (link == one.link) {
        fmt::print(fmt::runtime(surroundings_.say(
                       "{}: đã ở tình trạng {} {}, không đổi gì; muốn đổi thì ghi --tinh-trang\n",
                       "{}: is {} {} already, nothing is changed; --tinh-trang changes it\n")),
                   receipt, feedback::to_text(one.state), one.link);
        return;
      }
      state = one.state;
    } else if (!options_.no_draft && options_.state.empty()) {
      draft(ctx, one.submission);
    }
    if (report_.has_errors()) return;
    const auto set = store.set_state(one.submission.receipt, state, link);
    if (!set) return report_.add(set.error());
    fmt::print(fmt::runtime(surroundings_.say("{}: tình trạng {}\n", "{}: state {}\n")), receipt,
               feedback::to_text(state));
  }

  /// A record for an editor to finish. Nothing in it leads back: no receipt, no browser, not even
  /// what kind of person asked.
  void draft(const pipeline::Context& ctx, const feedback::Submission& sent) {
    const std::vector<schema::Form> forms = pipeline::read_forms(ctx);
    const auto form = std::find_if(forms.begin(), forms.end(),
                                   [&](const schema::Form& each) { return each.id == sent.form; });
    if (form == forms.end() || form->role != question_role)
      return fail(messages::no_question, {feedback::to_text(sent.receipt)});
    const std::vector<schema::Type> types = pipeline::read_types(ctx);
    const auto type = std::find_if(types.begin(), types.end(), [](const schema::Type& each) {
      return each.role == record_role;
    });
    if (type == types.end() || report_.has_errors()) return;
    const std::string_view question = answer_of(sent, "cau_hoi");
    RecordNames names;
    names.title = begin_of(question);
    names.id = options_.id;
    names.values = {
        {"cau_hoi", as_markdown(question)}, {"ngay_nhan", sent.day}, {"trang_thai", "dang_xu_ly"}};
    if (const std::string_view agency = answer_of(sent, "co_quan"); !agency.empty())
      names.values["co_quan_tra_loi"] = agency;
    for (const schema::Field& field : form->fields) {
      const auto& choices = field.constraints.choices;
      const auto at = std::find(choices.begin(), choices.end(), answer_of(sent, field.name));
      if (field.name == "linh_vuc" && at != choices.end())
        names.values["linh_vuc"] = forms::choice_of(
            field, static_cast<std::size_t>(at - choices.begin()), schema::label_language);
    }
    const std::string path =
        begin_record(ctx, disk_, types, *type, sent.portal, names, surroundings_.language);
    if (path.empty()) return;
    fmt::print(fmt::runtime(surroundings_.say("đã soạn bản nháp {}\n", "drafted {}\n")), path);
    // Whether the asker agreed decides whether it may be published at all.
    if (answer_of(sent, "dong_y_dang").empty())
      fmt::print("{}\n", surroundings_.say(
                             "người hỏi không đánh dấu đồng ý đăng: chỉ đăng khi đã bỏ mọi chi "
                             "tiết riêng",
                             "the asker did not agree to publication: leave out all "
                             "that is particular"));
  }

  const ReplyOptions& options_;
  const Surroundings& surroundings_;
  RealDisk disk_;
  Report report_;
};

}  // namespace

void add_feedback_reply(CLI::App& parent, const Surroundings& surroundings, Run& run) {
  const auto say = [&](const char* vi, const char* en) { return surroundings.say(vi, en); };
  CLI::App* command = parent.add_subcommand(
      "reply", say("Ghi tình trạng của một ý kiến; với câu hỏi thì soạn bản nháp bài hỏi đáp",
                   "Record what became of a submission; for a question, draft its answer's page"));
  auto options = std::make_shared<ReplyOptions>();
  add_feedback_choices(*command, options->choices, surroundings);
  command->add_option("BIEN_NHAN", options->receipt, say("Mã biên nhận", "The receipt"))
      ->required()
      ->type_name(" ");
  command
      ->add_option(
          "--tinh-trang", options->state,
          say("Chỉ ghi tình trạng này, không soạn bài", "Record this state, draft nothing"))
      ->type_name("da_nhan|dang_xu_ly|da_tra_loi|da_dong");
  command
      ->add_option("--lien-ket", options->link,
                   say("Đường dẫn của câu trả lời đã đăng trên cổng, bắt đầu bằng /",
                       "Path of the published answer on the portal, beginning with /"))
      ->type_name(say("ĐƯỜNG_DẪN", "PATH"));
  command->add_option("--id", options->id, say("Mã của bài hỏi đáp", "Id of the record"))
      ->type_name(say("MÃ", "ID"));
  command->add_flag("--khong-soan", options->no_draft,
                    say("Chỉ ghi tình trạng đang xử lý", "Record \"in progress\" only"));
  command->footer(
      say("Ví dụ: minhbach feedback reply 7K2M-0QXV-9F3C-1A5D\n"
          "Đã đăng: minhbach feedback reply 7K2M-0QXV-9F3C-1A5D --tinh-trang da_tra_loi "
          "--lien-ket /hoi-dap/gia-dat/",
          "Example: minhbach feedback reply 7K2M-0QXV-9F3C-1A5D\n"
          "Published: minhbach feedback reply 7K2M-0QXV-9F3C-1A5D --tinh-trang "
          "da_tra_loi --lien-ket /hoi-dap/gia-dat/"));
  command->callback([=, &surroundings, &run] {
    run = [=, &surroundings] { return Replier(*options, surroundings).run(); };
  });
}

}  // namespace minhbach::cli
