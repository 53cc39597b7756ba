// Normal form, letters, folding, slugs.
#include "text/fold.h"

#include "support/catch.h"
#include "text/letter.h"
#include "text/normal_form.h"
#include "text/slug.h"
#include "text/utf8.h"

using namespace minhbach::text;

TEST_CASE("every precomposed Vietnamese letter comes apart and goes together again") {
  const std::u32string_view all =
      U"aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
      U"AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴĐ"
      U"bcfghjklmnpqrstvwxzBCFGHJKLMNPQRSTVWXZ";
  for (const char32_t c : all) {
    const Letter* letter = find_letter(c);
    REQUIRE(letter != nullptr);
    CHECK(compose(*letter) == c);
  }
  CHECK(find_letter(U'7') == nullptr);
  CHECK(find_letter(U'ö') == nullptr);
  CHECK(find_letter(0x10FFFF) == nullptr);
  CHECK(compose({'b', Mark::horn, Tone::level, false}) == 0);
}

TEST_CASE("the table agrees with Unicode: folding composed and decomposed letters is the same") {
  CHECK(fold("e\u0302\u0301 o\u031B\u0323 A\u0306\u0309") == "e o a");
  CHECK(fold("ế ợ Ẳ") == "e o a");
}

TEST_CASE("text is brought into NFC, and text that is in NFC passes") {
  CHECK(is_nfc(""));
  CHECK(is_nfc("Ủy ban nhân dân huyện Lục Nam – “DDCI” … №"));
  CHECK_FALSE(is_nfc("U\u0309y ban"));
  CHECK(find_not_nfc("ban U\u0309y") == 4u);
  CHECK(to_nfc("U\u0309y ban nha\u0302n da\u0302n") == "Ủy ban nhân dân");
  CHECK(to_nfc("e\u0301\u0302") == "é\u0302");  // Another order is another letter.
  CHECK(to_nfc("o\u0323\u0302") == "ộ");
  CHECK(to_nfc("ê\u0323") == "ệ");  // A letter half composed.
  CHECK(to_nfc("\u212B") == "Å");
  CHECK(to_nfc("Kế hoạch") == "Kế hoạch");
}

TEST_CASE("folding takes off tones, vowel marks and case") {
  CHECK(fold("Đất đai") == "dat dai");
  CHECK(fold("QUY HOẠCH SỬ DỤNG ĐẤT") == "quy hoach su dung dat");
  CHECK(fold("hòa") == fold("hoà"));
  CHECK(fold("Ủy ban") == fold("Uỷ ban"));
}

TEST_CASE("folding reads the look-alikes of đ as d") {
  CHECK(fold("Ðường ðất Ɖ ɖ Đ đ") == "duong dat d d d d");
}

TEST_CASE("folding brings quotes, dashes and spaces to one form") {
  CHECK(fold("“Tính minh bạch” – ‘a’") == "\"tinh minh bach\" - 'a'");
  CHECK(fold("  Lục\u00A0Nam \t\n 2024 ") == "luc nam 2024");
  CHECK(fold("minh\u00ADbạch\u200B") == "minhbach");
  CHECK(fold("") == "");
  CHECK(fold(" \u00A0 ") == "");
}

TEST_CASE("folding goes through ICU for what the table does not know") {
  CHECK(fold("Müller Straße Øre Œuvre") == "muller strasse ore oeuvre");
  CHECK(fold("m² ﬁ ＡＢＣ") == "m2 fi abc");
  CHECK(fold("Ελλάς") == "ελλασ");
  CHECK(fold("ខ្មែរ") == "ខ្មែរ");  // Khmer vowel signs are letters, not marks.
}

TEST_CASE("old and new tone places fold to one") {
  CHECK(fold("hòa giải, ủy quyền, khỏe, thủy") == fold("hoà giải, uỷ quyền, khoẻ, thuỷ"));
  CHECK(slug("ỦY BAN XÓA") == slug("UỶ BAN XOÁ"));
}

TEST_CASE("a slug is made of words and numbers") {
  CHECK(slug("57/KH-UBND") == "57-kh-ubnd");
  CHECK(slug("Kế hoạch nâng cao \"Tính minh bạch\" (năm 2024)") ==
        "ke-hoach-nang-cao-tinh-minh-bach-nam-2024");
  CHECK(slug("  Đất đai – Nhà ở  ") == "dat-dai-nha-o");
  CHECK(slug("D’Ran") == "dran");
  CHECK(slug("1.004227.000.00.00.H02") == "1-004227-000-00-00-h02");
}

TEST_CASE("a slug is cut between words") {
  CHECK(slug("mot hai ba bon", 10) == "mot-hai-ba");
  CHECK(slug("mot hai ba bon", 9) == "mot-hai");
  CHECK(slug("motmotmotmot", 5) == "motmo");
  CHECK(slug("mot hai", 7) == "mot-hai");
  CHECK(slug("mot hai", 3) == "mot");
}

TEST_CASE("a text without Latin letters or digits has no slug") {
  CHECK(slug("") == "");
  CHECK(slug("… — !") == "");
  CHECK(slug("ខ្មែរ") == "");
}
