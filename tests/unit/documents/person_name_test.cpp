// Names of persons, and what only looks like one.
#include "documents/person_name.h"

#include "support/catch.h"

using minhbach::documents::is_person_name;

TEST_CASE("two to six words with capitals behind a family name are a person's") {
  for (const char* name :
       {"Nguyễn Văn A", "TRAN THI B", "  Lê  Thị C ", "Đỗ D", "Vũ Thị Ánh E", "ĐOÀN THANH F",
        "Hà Thị G", "Nguye\u0302\u0303n Va\u0306n A", "Do Van H", "Trương Hà I"}) {
    INFO(name);
    CHECK(is_person_name(name));
  }
}

TEST_CASE("offices, programs, accounts and titles are none") {
  for (const char* name : {"",
                           "Nguyễn",
                           "UBND xã Ví Dụ",
                           "Văn phòng HĐND và UBND",
                           "admin",
                           "Microsoft Word",
                           "Phòng Kinh tế",
                           "Hồ sơ mời thầu",
                           "Lê nin",
                           "Trung tâm Hành chính công",
                           "PC 01",
                           "Nguy\xE1",
                           "Ban Quản Lý Dự Án",
                           "Nguyễn A B C D E F",
                           "TRƯỜNG THCS LỤC NAM",
                           "Đoàn Thanh Niên",
                           "Tổng Cục Thống Kê",
                           "Vụ Pháp Chế",
                           "TỔ CÔNG NGHỆ SỐ",
                           "Đảng Bộ Huyện",
                           "Tư Pháp",
                           "Hà Nội",
                           "Thái Nguyên",
                           "Vi Tính Hoàng Long",
                           "HÀ ĐÔ GROUP",
                           "Hồ Sơ",
                           "Do Not Edit",
                           "To Be Confirmed",
                           "DOAN THANH NIEN",
                           "Ha Noi",
                           "Trần Anh Group",
                           "TO VAN"}) {
    INFO(name);
    CHECK_FALSE(is_person_name(name));
  }
}
