// What can be wrong with an endpoint's settings (MB1330 to MB1349).
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
                                        "",
                                        ""};

}  // namespace minhbach::messages
