// `minhbach feedback`: the endpoint and what is done with what it has taken.
#include "cli/feedback_commands.h"

namespace minhbach::cli {

void add_feedback(CLI::App& app, const Surroundings& surroundings, Run& run) {
  CLI::App* command = app.add_subcommand(
      "feedback",
      surroundings.say("Nơi tiếp nhận ý kiến: chạy, xem xét, xuất, thống kê, trả lời, xóa, sao lưu",
                       "The feedback endpoint: run, review, export, count, reply, purge, back up"));
  command->require_subcommand(1);
  command->fallthrough();
  command->footer(
      surroundings.say("Ví dụ: minhbach feedback serve", "Example: minhbach feedback serve"));
  add_feedback_serve(*command, surroundings, run);
  add_feedback_export(*command, surroundings, run);
  add_feedback_statistics(*command, surroundings, run);
  add_feedback_review(*command, surroundings, run);
  add_feedback_reply(*command, surroundings, run);
  add_feedback_keeping(*command, surroundings, run);
}

}  // namespace minhbach::cli
