// Help and tables line up by letters, also in Vietnamese.
#include "cli/help_text.h"
#include "cli/parse_failure.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::cli;

TEST_CASE("text is wrapped between words by letters and not by bytes") {
  CHECK(wrapped("một hai ba bốn", 2, 10) == "một hai\n  ba bốn");
  CHECK(wrapped("đđđđđđđđđđđđ", 0, 5) == "đđđđđđđđđđđđ");
  CHECK(wrapped("  nhiều   dấu\ncách ", 0, 50) == "nhiều dấu cách");
  CHECK(wrapped("", 4, 10) == "");
}

TEST_CASE("text is padded by letters") {
  CHECK(padded("đã", 4) == "đã  ");
  CHECK(padded("quá dài", 3) == "quá dài");
}

TEST_CASE(
    "help is in one language and names what is required, what repeats, and what takes a value") {
  for (const Language language : {Language::vi, Language::en}) {
    CLI::App app("Chương trình", "minhbach");
    app.formatter(std::make_shared<HelpText>(language));
    app.set_help_flag("-h,--help", "?");
    std::string root;
    app.add_option("--goc", root, "Gốc")->type_name("THƯ_MỤC");
    CLI::App* command = app.add_subcommand("dung", "Dựng");
    std::string type;
    std::vector<std::string> portals;
    command->add_option("LOAI", type, "Loại")->required();
    command->add_option("CONG", portals, "Cổng");
    command->footer("Ví dụ: minhbach dung a");
    const bool vi = language == Language::vi;
    const std::string usage = vi ? "Cách dùng: minhbach dung LOAI [CONG…] [TÙY CHỌN…]"
                                 : "Usage: minhbach dung LOAI [CONG…] [OPTION…]";
    const std::string help = app.get_subcommand("dung")->help("minhbach");
    INFO(help);
    CHECK(help.find(usage) != std::string::npos);
    CHECK(help.find("  --goc THƯ_MỤC  Gốc\n") != std::string::npos);
    CHECK(help.find(vi ? "Tùy chọn chung:" : "Options of every command:") != std::string::npos);
    CHECK(help.ends_with("\nVí dụ: minhbach dung a\n"));
    CHECK(app.help().find(vi ? "Các lệnh:\n  dung  Dựng\n" : "Commands:\n  dung  Dựng\n") !=
          std::string::npos);
  }
}

TEST_CASE("what was typed is found in spite of slips, diacritics and capitals") {
  const std::vector<std::string> names{"build", "luc-nam", "tin_bai"};
  CHECK(nearest_typed("biuld", names) == "build");
  CHECK(nearest_typed("buidl", names) == "build");
  CHECK(nearest_typed("lucnam", names) == "luc-nam");
  CHECK(nearest_typed("Lục Nam", names) == "luc-nam");
  CHECK(nearest_typed("Tin bài", names) == "tin_bai");
  CHECK(nearest_typed("xyz", names) == "");
}
