// Word and Excel files: their counts, passwords, and what only calls itself one.
#include "documents/office.h"

#include "support/catch.h"
#include "support/workbook.h"

using namespace minhbach;
using namespace minhbach::documents;
using State = OfficeFacts::State;

TEST_CASE("a DOCX tells its pages where its writer counted them") {
  const OfficeFacts counted =
      docx_facts(zip_of({{"word/document.xml", "<w/>"},
                         {"docProps/app.xml", "<P><Words>9</Words><Pages>12</Pages></P>"}}));
  CHECK(counted.state == State::read);
  CHECK(counted.count == 12);
  CHECK(docx_facts(zip_of({{"word/document.xml", "<w/>"}})).count == 0);
  CHECK(docx_facts(zip_of({{"word/document.xml", "<w/>"}, {"docProps/app.xml", "<P><Pages>x"}}))
            .count == 0);
}

TEST_CASE("an XLSX tells its sheets") {
  const OfficeFacts facts = xlsx_facts(
      zip_of({{"xl/workbook.xml", "<w><sheets><sheet name='a'/><sheet name='b'/></sheets></w>"}}));
  CHECK(facts.state == State::read);
  CHECK(facts.count == 2);
}

TEST_CASE("a password, another format and rubbish are told apart") {
  std::string locked("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  locked += std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  CHECK(docx_facts(locked).state == State::locked);
  CHECK(docx_facts("PK\x03\x04").state == State::broken);
  CHECK(docx_facts("chữ").state == State::broken);
  CHECK(docx_facts(zip_of({{"xl/workbook.xml", "<w/>"}})).state == State::broken);
}

TEST_CASE("a part that unpacks without end is not counted") {
  const OfficeFacts facts = docx_facts(zip_of(
      {{"word/document.xml", "<w/>"}, {"docProps/app.xml", "<P>" + std::string(64u << 20, ' ')}}));
  CHECK(facts.count == 0);
}

TEST_CASE("a document that names a person who wrote or changed it is known by it") {
  const auto named = [](const std::string& inside) {
    return docx_facts(zip_of({{"word/document.xml", "<w/>"},
                              {"docProps/core.xml", "<c xmlns:d='d'>" + inside + "</c>"}}))
        .names_person;
  };
  CHECK(named("<d:creator>Nguyễn Văn A</d:creator>"));
  CHECK(named("<d:creator>UBND xã</d:creator><d:lastModifiedBy>TRAN THI B</d:lastModifiedBy>"));
  CHECK_FALSE(named("<d:creator>Văn phòng UBND xã</d:creator><d:title>Nguyễn Văn A</d:title>"));
  CHECK_FALSE(named("<d:creator>Nguyễn Văn"));
}
