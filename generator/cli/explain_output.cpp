// Puts the log's entry for an output into sentences.
#include "cli/explain_output.h"

#include <vector>

#include <fmt/format.h>

#include "cli/help_text.h"

namespace minhbach::cli {
namespace {

constexpr std::size_t margin = 2;

/// One sentence, or several, in lines below the output's path.
std::string paragraph(const std::string& text) {
  return std::string(margin, ' ') + wrapped(text, margin, 100) + "\n";
}

template <typename... Arguments>
std::string filled(const char* pattern, const Arguments&... arguments) {
  return fmt::format(fmt::runtime(pattern), arguments...);
}

std::string reason(const graph::LoggedOutput& page, const QuestionWords& words) {
  switch (page.cause) {
    case graph::Cause::changed:
      return filled(words.say("điều này có câu trả lời khác trước: {}",
                              "this was answered otherwise than before: {}"),
                    words.words(page.question));
    case graph::Cause::missing:
      return words.say("tệp không còn trong thư mục kết quả",
                       "its file was no longer in the output folder");
    default: break;
  }
  if (page.made_in > 1)
    return words.say("trang mới có, trước đó chưa lần dựng nào làm trang này",
                     "the page was new, no build had made it before");
  // The first build of a log makes everything.
  return words.say(
      "lần đó không có nhật ký của lần trước để dựa vào nên làm mọi trang (dựng lần đầu hoặc dựng "
      "với --tu-dau, chương trình, địa chỉ, ngôn ngữ hay giao diện đã đổi, lần trước bị ngắt)",
      "that build had no log to go by and made every page (the first build, --tu-dau, another "
      "program, address, language or theme, or a build that had been cut off)");
}

std::string history(const graph::BuildLog& log, const graph::LoggedOutput& page,
                    const QuestionWords& words) {
  if (page.made_in >= log.number) {
    return paragraph(
        filled(words.say("Làm ở lần dựng số {}, lần gần nhất có việc phải làm. Lý do: {}.",
                         "Made by build number {}, the last one that had anything to do. Why: {}."),
               page.made_in, reason(page, words)));
  }
  return paragraph(filled(
             words.say("Làm ở lần dựng số {}. Lý do: {}.", "Made by build number {}. Why: {}."),
             page.made_in, reason(page, words))) +
         paragraph(filled(
             words.say("Từ đó đến lần dựng số {}, lần gần nhất có việc phải làm, trang được giữ "
                       "nguyên: cả {} điều trang đã hỏi vẫn có câu trả lời như cũ.",
                       "Left as it was since, up to build number {}, the last one that had "
                       "anything to do: all {} answers it was given are as they were."),
             log.number, page.reads.size()));
}

/// How many questions of each group; below each, with `in_full`, the questions.
std::string questions(const graph::BuildLog& log, const graph::LoggedOutput& page,
                      const QuestionWords& words, bool in_full) {
  std::vector<std::string_view> asked[question_groups];
  for (const std::uint32_t read : page.reads) {
    const std::string_view name = log.questions[read].name;
    asked[static_cast<std::size_t>(QuestionWords::group(name))].push_back(name);
  }
  std::string out = paragraph(
      filled(words.say("Trang đã hỏi {} điều:", "It asked {} questions:"), page.reads.size()));
  for (std::size_t i = 0; i < question_groups; ++i) {
    if (asked[i].empty()) continue;
    out +=
        fmt::format("  {:>6}  {}\n", asked[i].size(), words.words(static_cast<QuestionGroup>(i)));
    if (!in_full) continue;
    for (const std::string_view name : asked[i])
      out += fmt::format("            - {}\n", words.words(name));
  }
  return out;
}

std::string absence(const OutputFacts& facts, const QuestionWords& words) {
  if (facts.is_there) return {};
  return paragraph(words.say("Tệp hiện không có trong thư mục kết quả; lần dựng sau sẽ làm lại.",
                             "The file is not in the output folder now; the next build makes it."));
}

std::string what_it_is(const OutputFacts& facts, const QuestionWords& words) {
  const std::string_view path = facts.path;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (!facts.static_file.empty())
    return filled(words.say("Chép từ {}.", "A copy of {}."), facts.static_file);
  if (path.starts_with("tep/"))
    return words.say("Ảnh hoặc tệp đính kèm, chép từ tệp đặt cạnh nội dung.",
                     "A picture or attachment, copied from beside its record.");
  if (path.starts_with("anh-chia-se/"))
    return words.say(
        "Ảnh chia sẻ của một trang: tên tệp lấy từ tiêu đề, mục, tên cổng và giao diện.",
        "The picture that a page is shared with: its name is made of the title, section, "
        "portal and theme.");
  if (path.starts_with("tai-nguyen/"))
    return words.say("Tài nguyên của giao diện.", "An asset of the theme.");
  if (name == "atom.xml" || name == "feed.json")
    return words.say("Nguồn cấp tin, làm từ toàn bộ nội dung của cổng.",
                     "A feed, made from the whole portal.");
  if (name.starts_with("sitemap") || name == "robots.txt")
    return words.say("Dành cho máy tìm kiếm, làm từ toàn bộ nội dung của cổng.",
                     "For search engines, made from the whole portal.");
  if (name == "tieu-de.json")
    return words.say("Danh sách mọi tiêu đề, làm từ toàn bộ nội dung của cổng.",
                     "The list of all titles, made from the whole portal.");
  if (name.ends_with(".html"))
    return words.say("Trang chuyển hướng từ một địa chỉ cũ, làm từ toàn bộ nội dung của cổng.",
                     "A redirect from a former address, made from the whole portal.");
  return words.say("Làm từ toàn bộ nội dung của cổng.", "Made from the whole portal.");
}

}  // namespace

std::string explain_page(const graph::BuildLog& log, const graph::LoggedOutput& page,
                         const OutputFacts& facts, const QuestionWords& words, bool in_full) {
  return fmt::format("{}\n", facts.path) + history(log, page, words) + absence(facts, words) +
         questions(log, page, words, in_full);
}

std::string explain_file(const OutputFacts& facts, const QuestionWords& words) {
  return fmt::format("{}\n", facts.path) + paragraph(what_it_is(facts, words)) +
         paragraph(words.say("Không phải trang dựng từ khuôn nên không hỏi điều gì: tệp chỉ được "
                             "ghi khi có byte khác với tệp đang có.",
                             "No page of a template, so it asks nothing: it is written only when "
                             "its bytes differ from those that are there.")) +
         absence(facts, words);
}

}  // namespace minhbach::cli
