// PDFs with text, without, under a password, turned, and broken.
#include "documents/pdf.h"

#include "disk/real_disk.h"
#include "support/catch.h"

using namespace minhbach;
using namespace minhbach::documents;
using State = PdfFacts::State;
using Text = PdfFacts::Text;

namespace {

std::string file(const std::string& name) {
  return *RealDisk(SOURCE_FOLDER).read("tests/unit/documents/files/" + name);
}

}  // namespace

TEST_CASE("a PDF tells its pages, whether it has text, and its first page as it is shown") {
  const PdfFacts facts = pdf_facts(file("co-chu.pdf"));
  CHECK(facts.state == State::read);
  CHECK(facts.pages == 2);
  CHECK(facts.text == Text::present);
  CHECK(facts.width == 842);  // Turned by a quarter.
  CHECK(facts.height == 595);
}

TEST_CASE("a scan is known by its lack of text, a page number or stamp notwithstanding") {
  CHECK(pdf_facts(file("ban-chup.pdf")).text == Text::missing);
}

TEST_CASE("a password to open is told; one to change is no hindrance") {
  CHECK(pdf_facts(file("khoa.pdf")).state == State::locked);
  CHECK(pdf_facts(file("han-che.pdf")).state == State::read);
}

TEST_CASE("what is no PDF, or half of one, is broken and does no harm") {
  CHECK(pdf_facts("%PDF-1.7 và không gì nữa").state == State::broken);
  CHECK(pdf_facts("").state == State::broken);
  const std::string whole = file("co-chu.pdf");
  for (std::size_t size = 0; size < whole.size(); size += 97)
    (void)pdf_facts(whole.substr(0, size));
}

TEST_CASE("the first page becomes a picture as large as it was asked for") {
  const std::optional<std::string> page = first_page(file("co-chu.pdf"), 400);
  REQUIRE(page);
  CHECK(page->starts_with("\x89PNG"));
  CHECK(page->substr(16, 4) == std::string("\0\0\x01\x90", 4));
  CHECK_FALSE(first_page(file("khoa.pdf"), 400));
}
