// Runs the spec files of sites with mistakes: `run_invalid_sites [--update] FILE…`.
//
// Each case starts as the site in tests/support/small_site, laid over by its sections:
//   file PATH          the file's bytes; \t, \r, \0 and \xHH stand for bytes an editor would not
//   keep add N PATH         the text, N times, behind what the file has; {n} in it is the number
//   remove PATH        takes the file away
//   replace PATH       first line: what stands there; second line: what is put instead
//   link PATH          a symbolic link to the text (the case then runs on a real disk)
//   fail read PATH     reading it fails with the message of the code given
//   fail write PATH    the same for writing an output
//   portals            the portals asked for, one a line; xa-mau when not given
// It expects `vi` (and `en` where shown): all that is printed; `built` where the build succeeds:
// how many pages; and `written`, what was written in spite of an error, which only a failing disk
// may have.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "cli/messages.h"
#include "disk/memory_disk.h"
#include "disk/messages.h"
#include "disk/real_disk.h"
#include "ingest/messages.h"
#include "markdown/messages.h"
#include "pipeline/build_portal.h"
#include "pipeline/messages.h"
#include "pipeline/sharing_messages.h"
#include "schema/messages.h"
#include "support/borrowed_disk.h"
#include "support/spec_file.h"
#include "support/unescape.h"
#include "table/messages.h"
#include "templates/messages.h"
#include "text/calendar.h"
#include "text/messages.h"
#include "unit/disk/temporary_folder.h"
#include "value/messages.h"

// All messages.h together on purpose: two messages of one name would be one at link time.
using namespace minhbach;

namespace {

const Message& failure_named(const std::string& code) {
  for (const Message* message :
       {&messages::file_missing, &messages::file_unreadable, &messages::read_forbidden,
        &messages::disk_full, &messages::disk_read_only, &messages::write_forbidden}) {
    if (message->code == code) return *message;
  }
  std::cout << "no failure has the code " << code << "\n";
  std::exit(2);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) out.push_back(line);
  }
  return out;
}

/// The site of one case: in memory, and where it holds links, on the real disk too.
class InvalidSite {
 public:
  InvalidSite() {
    const RealDisk kept(SOURCE_FOLDER "/tests/support/small_site");
    std::vector<Diagnostic> problems;
    for (const FileEntry& file : kept.list("", problems)) write(file.path, *kept.read(file.path));
  }

  void apply(const spec::Section& section) {
    const std::string& name = section.name;
    std::string bytes = spec::unescape(section.text);
    // A blank line parts sections; it is not the file's.
    if (bytes.ends_with("\n\n")) bytes.pop_back();
    if (name.starts_with("file ")) write(name.substr(5), bytes);
    if (name.starts_with("add ")) add(name.substr(4), bytes);
    if (name.starts_with("remove ")) (void)source_.remove(name.substr(7));
    if (name.starts_with("replace ")) replace(name.substr(8), lines_of(bytes));
    if (name.starts_with("link ")) links_.emplace(name.substr(5), lines_of(bytes).at(0));
    if (name.starts_with("fail read "))
      source_.fail_read(name.substr(10), failure_named(lines_of(bytes).at(0)));
    if (name.starts_with("fail write "))
      output_.fail_write(name.substr(11), failure_named(lines_of(bytes).at(0)));
    if (name == "portals") portals_ = lines_of(bytes);
  }

  /// The sections that came out.
  std::vector<spec::Section> judge(spec::Case& one) {
    Report report;
    const std::size_t pages = build(report);
    std::vector<spec::Section> out;
    const std::string said = print(report, Language::vi);
    if (!said.empty() || one.find("vi") != nullptr) out.push_back({"vi", said});
    if (one.find("en") != nullptr) out.push_back({"en", print(report, Language::en)});
    if (!report.has_errors()) out.push_back({"built", fmt::format("{} pages\n", pages)});
    std::string written;
    if (report.has_errors()) {
      for (const std::string& path : output_.touched()) written += path + "\n";
    }
    if (!written.empty()) out.push_back({"written", written});
    return out;
  }

 private:
  void write(const std::string& path, std::string_view bytes) {
    if (!source_.write(path, bytes)) std::cout << "cannot lay out " << path << "\n";
  }

  void add(const std::string& count_and_path, const std::string& text) {
    const std::size_t space = count_and_path.find(' ');
    const std::string path = count_and_path.substr(space + 1);
    const Result<std::string> before = source_.read(path);
    std::string bytes = before ? *before : std::string();
    // The last line end is the section's: what repeats may be less than a line.
    const std::string piece = text.substr(0, text.find_last_not_of('\n') + 1);
    const bool whole_lines =
        piece.find("{n}") != std::string::npos || piece.find('\n') != std::string::npos;
    for (int i = 1, n = std::stoi(count_and_path); i <= n; ++i) {
      const std::size_t mark = piece.find("{n}");
      bytes += mark == std::string::npos
                   ? piece
                   : piece.substr(0, mark) + fmt::format("{:06}", i) + piece.substr(mark + 3);
      if (whole_lines) bytes += '\n';
    }
    write(path, bytes);
  }

  void replace(const std::string& path, const std::vector<std::string>& lines) {
    std::string text = *source_.read(path);
    const std::size_t at = text.find(lines.at(0));
    if (at == std::string::npos) {
      std::cout << path << " does not hold " << lines[0] << "\n";
      return;
    }
    write(path, text.replace(at, lines[0].size(), lines.size() > 1 ? lines[1] : ""));
  }

  std::size_t build(Report& report) {
    if (links_.empty()) return build(source_, report);
    const TemporaryFolder folder;
    RealDisk disk(folder.path + "/site");
    std::vector<Diagnostic> problems;
    for (const FileEntry& file : source_.list("", problems))
      (void)disk.write(file.path, *source_.read(file.path));
    std::ofstream(folder.path + "/ngoai.md")
        << "---\ntieu_de: Ở ngoài\nngay_dang: 2024-05-17\n---\n";
    for (const auto& [path, target] : links_) {
      std::filesystem::create_symlink(target, folder.path + "/site/" + path);
    }
    return build(disk, report);
  }

  std::size_t build(const Disk& disk, Report& report) {
    const pipeline::Context ctx{disk, report, {2, text::date_of_day(20639), false, true}};
    const auto open = [&](const std::string&) { return std::make_unique<BorrowedDisk>(output_); };
    std::size_t pages = 0;
    for (const pipeline::BuiltPortal& portal : pipeline::build_portals(ctx, portals_, open))
      pages += portal.pages;
    return pages;
  }

  static std::string print(const Report& report, Language language) {
    std::string out;
    for (const Diagnostic& diagnostic : report.sorted())
      out += to_text(diagnostic, language) + "\n";
    return out;
  }

  MemoryDisk source_, output_;
  std::map<std::string, std::string> links_;
  std::vector<std::string> portals_{"xa-mau"};
};

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> paths(arguments + 1, arguments + count);
  const bool asked = !paths.empty() && paths[0] == "--update";
  if (asked) paths.erase(paths.begin());
  const bool update = asked || std::getenv("MINHBACH_UPDATE_GOLDEN") != nullptr;
  return spec::run(paths, update,
                   [](spec::Case& one) {
                     InvalidSite site;
                     for (const spec::Section& section : one.sections) site.apply(section);
                     return site.judge(one);
                   }) == 0
             ? 0
             : 1;
}
