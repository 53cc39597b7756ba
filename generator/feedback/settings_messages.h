// What can be wrong with an endpoint's settings (MB1330 to MB1339, MB1347 to MB1349).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message setting_unknown{"MB1330",
                                         Severity::error,
                                         "không có thiết lập {0}",
                                         "there is no setting {0}",
                                         "các thiết lập dùng được ở đây: {1}",
                                         "the settings that may stand here: {1}"};
inline constexpr Message setting_wrong{
    "MB1331",   Severity::error, "thiết lập {0} viết chưa đúng", "the setting {0} is wrong",
    "viết {1}", "write {1}"};
inline constexpr Message setting_missing{
    "MB1332",          Severity::error, "thiếu thiết lập {0}", "the setting {0} is missing",
    "thêm, ví dụ {1}", "add e.g. {1}"};
inline constexpr Message proxy_too_wide{
    "MB1333",
    Severity::error,
    "{0} gồm quá nhiều địa chỉ để tin lời",
    "{0} holds too many addresses to take the word of",
    "chỉ ghi địa chỉ của các máy chủ trung gian đặt trước nơi tiếp nhận: người khác ghi được địa "
    "chỉ giả",
    "name only the proxies in front of the endpoint: anybody else could claim another's address"};
inline constexpr Message no_key{
    "MB1334",
    Severity::error,
    "chưa có khóa ký",
    "there is no key to sign with",
    "tạo bằng: openssl rand -hex 32 > khoa; chmod 600 khoa; rồi ghi \"khoa\": \"khoa\", hoặc đặt "
    "biến MINHBACH_KHOA_TIEP_NHAN, hoặc LoadCredential=khoa-tiep-nhan của systemd",
    "make one: openssl rand -hex 32 > key; chmod 600 key; then write \"khoa\": \"key\", or set "
    "MINHBACH_KHOA_TIEP_NHAN, or systemd's LoadCredential=khoa-tiep-nhan"};
inline constexpr Message key_short{"MB1335",
                                   Severity::error,
                                   "khóa ký quá ngắn: ít nhất {0} ký tự",
                                   "the key is too short: at least {0} characters",
                                   "tạo bằng: openssl rand -hex 32",
                                   "make one: openssl rand -hex 32"};
inline constexpr Message key_open{"MB1336",
                                  Severity::error,
                                  "mọi người trên máy này đọc được tệp khóa {0}",
                                  "everybody on this machine can read the key file {0}",
                                  "chạy: chmod 600 {0}",
                                  "run: chmod 600 {0}"};
inline constexpr Message key_unreadable{"MB1337",
                                        Severity::error,
                                        "không đọc được tệp khóa {0}: {1}",
                                        "cannot read the key file {0}: {1}",
                                        "xem lại đường dẫn, và quyền đọc của tài khoản chạy lệnh",
                                        "check the path, and that this account may read it"};
inline constexpr Message no_settings{
    "MB1338",
    Severity::error,
    "chưa có tệp thiết lập của nơi tiếp nhận",
    "there is no file of the endpoint's settings",
    R"(tạo tệp này, ví dụ {"nghe": "127.0.0.1:8100", "kho": "sqlite:y-kien.db", "khoa": "khoa", "proxy": []}; hoặc chỉ ra tệp khác bằng --cau-hinh)",
    R"(make it, e.g. {"nghe": "127.0.0.1:8100", "kho": "sqlite:y-kien.db", "khoa": "khoa", "proxy": []}; or name another with --cau-hinh)"};
inline constexpr Message listed_portal_unknown{
    "MB1339",        Severity::error,   "không có cổng {0}", "there is no portal {0}",
    "các cổng: {1}", "the portals: {1}"};
inline constexpr Message place_not_opened{
    "MB1347",
    Severity::error,
    "{0}",
    "{0}",
    "sửa chỗ nghe ghi ở đây, hoặc dừng chương trình đang dùng chỗ đó",
    "change the place that is written here, or stop the program that uses it"};
inline constexpr Message nothing_handed_down{
    "MB1348",
    Severity::error,
    "systemd không trao ổ cắm nào",
    "systemd handed no socket down",
    "chạy bằng: systemctl start minhbach-y-kien.socket; để chạy tay thì ghi ví dụ \"nghe\": "
    "\"127.0.0.1:8100\" trong một tệp thiết lập khác (--cau-hinh)",
    "start it with: systemctl start minhbach-y-kien.socket; by hand, write e.g. \"nghe\": "
    "\"127.0.0.1:8100\" in settings of their own (--cau-hinh)"};
inline constexpr Message handed_to_nobody{
    "MB1349",
    Severity::error,
    "ổ cắm systemd trao là ổ cắm Unix, mà \"proxy\" không có \"unix\": mọi người gửi sẽ bị tính là "
    "một",
    "the socket from systemd is a Unix socket, but \"proxy\" does not name \"unix\": all readers "
    "would "
    "count as one",
    "ghi \"proxy\": [\"unix\"]",
    "write \"proxy\": [\"unix\"]"};

}  // namespace minhbach::messages
