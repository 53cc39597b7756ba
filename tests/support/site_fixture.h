// A small site held in memory, which a test changes, builds and looks at in its editors' words.
#pragma once

#include "base/diagnostic.h"
#include "disk/memory_disk.h"
#include "disk/real_disk.h"
#include "pipeline/build_portal.h"
#include "pipeline/read_site.h"
#include "support/borrowed_disk.h"
#include "support/catch.h"
#include "text/calendar.h"

/// Starts as the site in tests/support/small_site: one portal, "xa-mau".
class SiteFixture {
 public:
  SiteFixture() {
    const minhbach::RealDisk kept(SOURCE_FOLDER "/tests/support/small_site");
    std::vector<minhbach::Diagnostic> problems;
    for (const minhbach::FileEntry& file : kept.list("", problems))
      write(file.path, *kept.read(file.path));
    REQUIRE(problems.empty());
  }

  void write(std::string_view path, std::string_view bytes) { REQUIRE(source.write(path, bytes)); }
  void remove(std::string_view path) { REQUIRE(source.remove(path)); }
  void replace(const std::string& path, std::string_view from, std::string_view to) {
    std::string text = *source.read(path);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    write(path, text.replace(at, from.size(), to));
  }
  void write_news(const std::string& name, const std::string& fields,
                  const std::string& body = "") {
    write("content/xa-mau/tin-bai/" + name + ".md", "---\n" + fields + "\n---\n" + body);
  }

  /// Builds with a fresh report; true when it has no errors.
  bool build() { return build_on(source); }
  /// The same from another disk than `source`.
  bool build_on(const minhbach::Disk& disk) {
    report = std::make_unique<minhbach::Report>();
    output.forget();
    const minhbach::pipeline::Context ctx{disk, *report, options};
    built = minhbach::pipeline::build_portals(
        ctx, portals, [&](const std::string&) { return std::make_unique<BorrowedDisk>(output); });
    return !report->has_errors();
  }

  /// What the last build created, replaced or removed; without what it keeps for itself.
  std::vector<std::string> written() const {
    std::vector<std::string> out = output.touched();
    std::erase_if(out, [](const std::string& path) { return path.starts_with(".minhbach/"); });
    return out;
  }
  std::string page(std::string_view path) const {
    const minhbach::Result<std::string> bytes = output.read(path);
    return bytes ? *bytes : std::string();
  }
  bool has(std::string_view path) const { return output.is_file(path); }
  std::string printed(minhbach::Language language = minhbach::Language::vi) const {
    std::string out;
    for (const minhbach::Diagnostic& diagnostic : report->sorted())
      out += to_text(diagnostic, language) + "\n";
    return out;
  }

  minhbach::MemoryDisk source, output;
  minhbach::pipeline::Options options{1, minhbach::text::date_of_day(20639), false,
                                      true};  // 2026-07-05
  std::vector<std::string> portals{"xa-mau"};
  std::unique_ptr<minhbach::Report> report;
  std::vector<minhbach::pipeline::BuiltPortal> built;
};
