// Runs the program: exit codes, help, languages, dates, and what ends up on the disk.
#include "program.h"

TEST_CASE("a build says what it did and exits with 0") {
  const TemporaryFolder out;
  const Outcome first = run("build xa-mau --ngay 2026-07-05 --out " + out.path + "/a");
  INFO(first.out);
  CHECK(first.code == 0);
  CHECK(says(first, "xa-mau: 9 trang"));
  CHECK(std::filesystem::exists(out.path + "/a/index.html"));
  const Outcome second = run("build xa-mau --ngay 2026-07-05 --out " + out.path + "/a");
  CHECK(second.code == 0);
  CHECK(says(second, "(0 mới, 0 thay, "));
}

TEST_CASE("without --out a portal goes into its own folder public") {
  const SiteCopy site;
  CHECK(run("build", "", site.path).code == 0);
  CHECK(std::filesystem::exists(site.path + "/site/xa-mau/public/index.html"));
  CHECK(run("build", "", site.path).code == 0);  // What was built is not taken for content.
}

TEST_CASE("several portals go into a folder each") {
  const SiteCopy site;
  site.write("site/xa-hai/portal.json", read(site.path + "/site/xa-mau/portal.json"));
  const Outcome outcome = run("build --out " + site.path + "/ra", "", site.path);
  INFO(outcome.out);
  CHECK(outcome.code == 0);
  CHECK(std::filesystem::exists(site.path + "/ra/xa-hai/index.html"));
  CHECK(std::filesystem::exists(site.path + "/ra/xa-mau/index.html"));
}

TEST_CASE("mistakes in the content are printed with their place, and the exit code is 1") {
  const SiteCopy site;
  site.write("content/xa-mau/tin-bai/a.md", "---\ntieu_de: Tin\nngay_dang: 31/6/2024\n---\n");
  const Outcome outcome = run("build --out " + site.path + "/ra", "", site.path);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "content/xa-mau/tin-bai/a.md:3:12: lỗi[MB0211]"));
  CHECK(says(outcome, "1 lỗi, 0 cảnh báo; chưa ghi tệp nào"));
  CHECK_FALSE(std::filesystem::exists(site.path + "/ra"));
}

TEST_CASE("check tells of mistakes and writes nothing") {
  const SiteCopy site;
  const Outcome good = run("check", "", site.path);
  CHECK(good.code == 0);
  CHECK(says(good, "xa-mau: 9 trang, không có lỗi"));
  CHECK_FALSE(std::filesystem::exists(site.path + "/site/xa-mau/public"));
  site.write("content/xa-mau/tin-bai/a.md", "Không có phần đầu.\n");
  CHECK(run("check", "", site.path).code == 1);
}

TEST_CASE("messages are in English when asked for") {
  const SiteCopy site;
  site.write("content/xa-mau/tin-bai/a.md", "---\ntieu_de: Tin\nngay_dang: 31/6/2024\n---\n");
  const Outcome outcome = run("--lang en check", "", site.path);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "error[MB0211]: there is no 31/6/2024"));
  CHECK(says(outcome, "1 error, 0 warnings; no file was written"));
  CHECK(run("check --lang en").code == 0);  // Also behind the command.
  CHECK(run("--lang fr check").code == 2);
}

TEST_CASE("a portal that is not there is a mistake of usage, with the nearest name") {
  const Outcome outcome = run("check xa-mauu");
  CHECK(outcome.code == 2);
  CHECK(says(outcome, "có phải ý là \"xa-mau\"?"));
}

TEST_CASE("mistakes on the command line exit with 2 and do nothing") {
  const TemporaryFolder out;
  for (const char* arguments :
       {"", "dung", "build --khong-co", "build --ngay", "build --ngay 31/6/2024",
        "build --ngay 2024-05", "build --ngay mai", "build --jobs 0", "build --jobs nhieu"}) {
    INFO(arguments);
    const Outcome outcome =
        run(std::string(arguments) + (arguments[0] == 'b' ? " --out " + out.path + "/a" : ""));
    CHECK(outcome.code == 2);
    CHECK_FALSE(outcome.out.empty());
  }
  CHECK_FALSE(std::filesystem::exists(out.path + "/a"));
  const Outcome date = run("build --ngay 2024-05 --out " + out.path + "/a");
  CHECK(says(date, "lỗi[MB0802]"));
}

TEST_CASE("what is mistyped on the command line is answered in words, with what was meant") {
  struct Slip {
    const char* arguments;
    const char* what;
    const char* hint;
  };
  for (const Slip& slip : std::initializer_list<Slip>{
           {"", "lỗi[MB0811]: chưa ghi lệnh", "các lệnh: build, check, "},
           {"biuld", "lỗi[MB0810]: không có lệnh \"biuld\"", "có phải ý là \"build\"?"},
           {"biuld xa-mau --ngay 2024-05-17", "lỗi[MB0810]: không có lệnh \"biuld\"", "build"},
           {"xyz", "lỗi[MB0810]", "các lệnh: build, check, "},
           {"check xamau", "lỗi[MB0701]: không có cổng \"xamau\"", "có phải ý là \"xa-mau\"?"},
           {"check 'Xã Mẫu'", "lỗi[MB0701]", "có phải ý là \"xa-mau\"?"},
           {"check --jobs abc", "lỗi[MB0816]: --jobs: \"abc\" không phải là số nguyên từ 1 đến 256",
            "--jobs "},
           {"check --jobs 4x", "lỗi[MB0816]", "--jobs "},
           {"check --jobs -1", "lỗi[MB0816]", "--jobs "},
           {"check --ngay 31/6/2024", "lỗi[MB0802]: --ngay: \"31/6/2024\"", "viết 2024-05-17"},
           {"check --ngay", "lỗi[MB0814]: sau \"--ngay\" thiếu giá trị", "viết --ngay NGÀY"},
           {"check --ngay --nhap", "lỗi[MB0814]: sau \"--ngay\" thiếu giá trị", "viết --ngay NGÀY"},
           {"check --jobs 1 --jobs 2", "lỗi[MB0819]: \"--jobs\" được ghi nhiều lần",
            "ví dụ --jobs SỐ"},
           {"check --nhap=co", "lỗi[MB0809]: \"--nhap\" không có giá trị", "chỉ ghi --nhap"},
           {"check --job 3", "lỗi[MB0812]: lệnh minhbach check không có tùy chọn \"--job\"",
            "có phải ý là \"--jobs\"?"},
           {"version them", "lỗi[MB0813]: lệnh minhbach version không nhận thêm \"them\"",
            "minhbach version --help"},
           {"new", "lỗi[MB0815]: lệnh minhbach new thiếu LOAI", "minhbach new LOAI"},
           {"new tin_bia", "lỗi[MB0821]: không có loại nội dung \"tin_bia\"",
            "có phải ý là \"tin_bai\"?"},
           {"new tin_bai --cong xa-mao", "lỗi[MB0701]", "có phải ý là \"xa-mau\"?"},
           {"new tin_bai --ten Lịch họp", "lỗi[MB0813]: lệnh minhbach new không nhận thêm \"họp\"",
            "dấu nháy kép"},
           {"types tinbai", "lỗi[MB0821]", "có phải ý là \"tin_bai\"?"},
           {"check --lang vn", "lỗi[MB0817]: --lang không nhận \"vn\"", "vi, en"},
           {"--lang en check --jobs abc", "error[MB0816]: --jobs: \"abc\" is not a whole number",
            "hint: write for example --jobs "},
           {"biuld --lang=en", "error[MB0810]: there is no command \"biuld\"",
            "did you mean \"build\"?"}}) {
    const Outcome outcome = run(slip.arguments);
    INFO(slip.arguments << "\n" << outcome.out);
    CHECK(outcome.code == 2);
    CHECK(says(outcome, slip.what));
    CHECK(says(outcome, slip.hint));
  }
}

TEST_CASE("help and errors hold no word of the parser's English") {
  for (const char* arguments : {"--help", "build --help", "new --help", "types --help", "new",
                                "build --khong", "build --out"}) {
    const Outcome outcome = run(arguments);
    INFO(outcome.out);
    for (const char* word : {"Usage", "Options", "OPTION", "Subcommand", "REQUIRED", "required",
                             "TEXT", "expected", "Positional", "Run with"}) {
      CHECK_FALSE(says(outcome, word));
    }
  }
  const Outcome english = run("build --help --lang en");
  CHECK(says(english, "Usage: minhbach build [CONG…] [OPTION…]"));
  CHECK(says(english, "Example: minhbach build"));
}

TEST_CASE("a new record passes the check, is a draft, and is not made twice") {
  const SiteCopy site;
  const Outcome made = run("new tin_bai --ten 'Lịch họp: tháng 5'", "", site.path);
  INFO(made.out);
  CHECK(made.code == 0);
  CHECK(says(made, "đã tạo content/xa-mau/tin-bai/lich-hop-thang-5.md"));
  CHECK(says(made, "\"minhbach serve xa-mau --nhap\""));
  const std::string text = read(site.path + "/content/xa-mau/tin-bai/lich-hop-thang-5.md");
  CHECK(text.find("tieu_de: \"Lịch họp: tháng 5\"") != std::string::npos);
  const Outcome checked = run("check --nhap", "", site.path);
  INFO(checked.out);
  CHECK(checked.code == 0);
  const Outcome again = run("new tin_bai --ten 'Lịch họp: tháng 5'", "", site.path);
  CHECK(again.code == 2);
  CHECK(says(again, "lỗi[MB0823]"));
  CHECK(read(site.path + "/content/xa-mau/tin-bai/lich-hop-thang-5.md") == text);
}

TEST_CASE("the types of a site and the fields of one are listed, for people and as JSON") {
  const Outcome all = run("types");
  CHECK(all.code == 0);
  CHECK(says(all, "tin_bai"));
  CHECK(says(all, "VAI TRÒ"));
  const Outcome one = run("types 'Tin bài'");
  CHECK(one.code == 0);
  CHECK(says(one, "* tieu_de: Tiêu đề [chữ]"));
  CHECK(says(run("types tin_bai --lang en"), "* tieu_de: Tiêu đề [text]"));
  const Outcome json = run("types tin_bai --json");
  CHECK(json.code == 0);
  CHECK(json.out.starts_with("{\n  \"id\": \"tin_bai\","));
  CHECK(says(json, "\"name\": \"tieu_de\""));
}

TEST_CASE("the pages of the content types in the documents are those that the schemas give") {
  const TemporaryFolder folder;
  const Outcome written = run("types --out '" + folder.path + "'", "", SOURCE_FOLDER);
  INFO(written.out);
  REQUIRE(written.code == 0);
  const std::string documents = SOURCE_FOLDER "/generator/docs/loai-noi-dung";
  std::size_t pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path)) {
    const std::string name = entry.path().filename();
    INFO(name << ": run minhbach types --out generator/docs/loai-noi-dung");
    CHECK(read(documents + "/" + name) == read(entry.path()));
    ++pages;
  }
  const std::filesystem::directory_iterator all(documents);
  CHECK(pages == static_cast<std::size_t>(std::distance(begin(all), end(all))));
}

TEST_CASE("a type that is wrong is an error of content, with its place") {
  const SiteCopy site;
  site.write("site/types/sai.schema.json", "{\"loai\": 1}");
  for (const char* arguments : {"types", "new tin_bai"}) {
    const Outcome outcome = run(arguments, "", site.path);
    INFO(outcome.out);
    CHECK(outcome.code == 1);
    CHECK(says(outcome, "site/types/sai.schema.json:1:"));
  }
}

TEST_CASE("reports are written with and without errors, and for mistakes of usage too") {
  const SiteCopy site;
  const std::string files =
      " --sarif " + site.path + "/ra/a.sarif --junit " + site.path + "/ra/a.xml";
  CHECK(run("check" + files, "", site.path).code == 0);
  CHECK(read(site.path + "/ra/a.sarif").find("\"results\": []") != std::string::npos);
  CHECK(read(site.path + "/ra/a.xml").find("failures=\"0\"") != std::string::npos);
  site.write("content/xa-mau/tin-bai/a.md", "---\ntieu_de: Tin\nngay_dang: 31/6/2024\n---\n");
  CHECK(run("build --out " + site.path + "/trang" + files, "", site.path).code == 1);
  CHECK(read(site.path + "/ra/a.sarif").find("\"uri\": \"content/xa-mau/tin-bai/a.md\"") !=
        std::string::npos);
  CHECK(read(site.path + "/ra/a.xml").find("failures=\"1\"") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(site.path + "/trang"));
  CHECK(run("check --jobs x" + files, "", site.path).code == 2);
  CHECK(read(site.path + "/ra/a.sarif").find("MB0816") != std::string::npos);
}

TEST_CASE(
    "a report that cannot be written is an error, and a stream is written to and not replaced") {
  const SiteCopy site;
  site.write("chan", "");
  const Outcome outcome = run("check --sarif " + site.path + "/chan/a.sarif", "", site.path);
  INFO(outcome.out);
  CHECK(outcome.code == 2);
  CHECK(says(outcome, site.path + "/chan/a.sarif: lỗi["));
  const Outcome streamed = run("check --junit /dev/stdout", "", site.path);
  CHECK(streamed.code == 0);
  CHECK(says(streamed, "<testsuites name=\"minhbach\""));
  CHECK_FALSE(std::filesystem::is_regular_file(std::filesystem::symlink_status("/dev/stdout")));
  std::filesystem::create_symlink("/dev/full", site.path + "/day");
  const Outcome full = run("check --junit " + site.path + "/day", "", site.path);
  CHECK(full.code == 2);
  CHECK(says(full, site.path + "/day: lỗi[MB0805]"));
  CHECK(std::filesystem::is_symlink(site.path + "/day"));
}

TEST_CASE("output that does not fit where it is sent is an error, be it short or long") {
  for (const char* command : {"version", "types --json", "types tin_bai --json"}) {
    const Outcome outcome = run(std::string(command) + " 2>&1 >/dev/full #");
    INFO(command << "\n" << outcome.out);
    CHECK(outcome.code == 2);
    CHECK(says(outcome, "lỗi[MB0805]"));
  }
}

TEST_CASE("a portal that is named twice is built once, into the folder asked for") {
  const TemporaryFolder out;
  const Outcome outcome = run("build xa-mau xa-mau --ngay 2026-07-05 --out " + out.path + "/trang");
  CHECK(outcome.code == 0);
  CHECK(std::filesystem::exists(out.path + "/trang/index.html"));
}

TEST_CASE("a folder that is no site is told so") {
  const TemporaryFolder empty;
  const Outcome outcome = run("build", "", empty.path);
  CHECK(outcome.code == 2);
  CHECK(says(outcome, "lỗi[MB0801]"));
  std::filesystem::create_directories(empty.path + "/site/types");
  const Outcome none = run("build", "", empty.path);
  CHECK(none.code == 2);
  CHECK(says(none, "lỗi[MB0803]"));
}

TEST_CASE("the help of every command shows an example") {
  const Outcome all = run("--help");
  CHECK(all.code == 0);
  CHECK(says(all, "Ví dụ: minhbach "));
  for (const std::string command : {"build", "check", "new", "serve", "types", "version"}) {
    const Outcome outcome = run(command + " --help");
    INFO(outcome.out);
    CHECK(outcome.code == 0);
    CHECK(says(outcome, "Ví dụ: minhbach " + command));
    CHECK(says(all, command));
  }
}

TEST_CASE("version prints the version") {
  const Outcome outcome = run("version");
  CHECK(outcome.code == 0);
  CHECK(outcome.out == "minhbach " VERSION "\n");
}

TEST_CASE("the date of the build is SOURCE_DATE_EPOCH in Vietnam unless --ngay says otherwise") {
  const SiteCopy site;
  site.write("themes/nho/templates/404.html", "{{ cong.ngay_dung }}\n");
  // 2024-05-16 18:30 UTC is the 17th in Vietnam.
  CHECK(run("build", "SOURCE_DATE_EPOCH=1715884200", site.path).code == 0);
  CHECK(read(site.path + "/site/xa-mau/public/404.html") == "2024-05-17\n");
  CHECK(run("build --ngay 2/9/2025", "SOURCE_DATE_EPOCH=1715884200", site.path).code == 0);
  CHECK(read(site.path + "/site/xa-mau/public/404.html") == "2025-09-02\n");
  for (const char* wrong : {"abc", "-1", "17158842oo", "9223372036854775807"}) {
    INFO(wrong);
    const Outcome outcome = run("build", std::string("SOURCE_DATE_EPOCH=") + wrong, site.path);
    CHECK(outcome.code == 2);
    CHECK(says(outcome, "lỗi[MB0804]"));
  }
  CHECK(run("build", "SOURCE_DATE_EPOCH=", site.path).code == 0);
}

TEST_CASE("one thread and several write the same bytes") {
  const TemporaryFolder out;
  REQUIRE(run("build --jobs 1 --ngay 2026-07-05 --out " + out.path + "/mot").code == 0);
  REQUIRE(run("build --jobs 3 --ngay 2026-07-05 --out " + out.path + "/ba").code == 0);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out.path + "/mot")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::string other =
        out.path + "/ba/" + std::filesystem::relative(entry.path(), out.path + "/mot").string();
    INFO(other);
    CHECK(read(entry.path().string()) == read(other));
  }
  CHECK(files > 10);
}

TEST_CASE("drafts are built when --nhap is given") {
  const SiteCopy site;
  site.write("content/xa-mau/tin-bai/du-thao.md",
             "---\ntieu_de: Dự thảo\nngay_dang: 2024-05-17\nnhap: true\n---\n");
  CHECK(run("build", "", site.path).code == 0);
  CHECK_FALSE(std::filesystem::exists(site.path + "/site/xa-mau/public/tin-bai/du-thao"));
  CHECK(run("build --nhap", "", site.path).code == 0);
  CHECK(std::filesystem::exists(site.path + "/site/xa-mau/public/tin-bai/du-thao/index.html"));
}

TEST_CASE(
    "a portal with placements and languages is built into folders that explain and verify know") {
  const SiteCopy site;
  std::filesystem::remove_all(site.path);
  std::filesystem::copy(SOURCE_FOLDER "/tests/sites/chia-se", site.path,
                        std::filesystem::copy_options::recursive);
  const Outcome built = run("build xa --verify", "", site.path);
  INFO(built.out);
  CHECK(built.code == 0);
  CHECK(says(built, "xa@xuc-tien: "));
  CHECK(std::filesystem::exists(site.path + "/site/xa/public/en/thu-tuc/1.000001/index.html"));
  CHECK(std::filesystem::exists(site.path + "/site/xa/public-xuc-tien/en/index.html"));
  const Outcome page = run("explain --cong xa /thu-tuc/1.000001/", "", site.path);
  CHECK(says(page, "thu-tuc/1.000001/index.html"));
  for (const char* typed :
       {"site/xa/public/en/index.html", "https://dautu.example/en/", "/xa-mau/en/"}) {
    const Outcome outcome = run("explain --cong xa " + std::string(typed), "", site.path);
    INFO(typed << "\n" << outcome.out);
    CHECK(outcome.code == 0);
  }
  const Outcome aside = run("build xa --out " + site.path + "/ra", "", site.path);
  CHECK(aside.code == 0);
  CHECK(std::filesystem::exists(site.path + "/ra-xuc-tien/index.html"));
  const Outcome there =
      run("explain --cong xa --out " + site.path + "/ra https://dautu.example/", "", site.path);
  CHECK(there.code == 0);
}

TEST_CASE("pages of a language that a portal has no longer are removed") {
  const SiteCopy site;
  std::filesystem::remove_all(site.path);
  std::filesystem::copy(SOURCE_FOLDER "/tests/sites/chia-se", site.path,
                        std::filesystem::copy_options::recursive);
  REQUIRE(run("build xa", "", site.path).code == 0);
  std::string portal = read(site.path + "/site/xa/portal.json");
  const std::size_t words = portal.find(",\n  \"ban_dich\"");
  REQUIRE(words != std::string::npos);
  portal = portal.substr(0, words) + "\n}\n";
  const std::string two = "[\n    \"vi\",\n    \"en\"\n  ]";
  REQUIRE(portal.find(two) != std::string::npos);
  site.write("site/xa/portal.json", portal.replace(portal.find(two), two.size(), "\"vi\""));
  const Outcome outcome = run("build xa --verify", "", site.path);
  INFO(outcome.out);
  CHECK(outcome.code == 0);
  CHECK_FALSE(std::filesystem::exists(site.path + "/site/xa/public/en/index.html"));
}
