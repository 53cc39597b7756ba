// What can be said about encodings and dates (MB02xx; tables have MB0250 and up).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message not_utf8{
    "MB0201",
    Severity::error,
    "tệp không phải UTF-8: gặp byte {0}",
    "the file is not UTF-8: found the byte {0}",
    "lưu lại dạng UTF-8: Notepad chọn Save As, Encoding UTF-8; Excel chọn Save As, \"CSV UTF-8\"",
    "save it as UTF-8: in Notepad, Save As with Encoding UTF-8; in Excel, Save As \"CSV UTF-8\""};
inline constexpr Message is_utf16{
    "MB0202",
    Severity::error,
    "tệp ghi bằng bảng mã UTF-16 (\"Unicode\"), không phải UTF-8",
    "the file is UTF-16 (\"Unicode\"), not UTF-8",
    "lưu lại dạng UTF-8: Notepad chọn Save As, Encoding UTF-8; Excel chọn Save As, \"CSV UTF-8\"",
    "save it as UTF-8: in Notepad, Save As with Encoding UTF-8; in Excel, Save As \"CSV UTF-8\""};
inline constexpr Message is_windows_1258{
    "MB0203",
    Severity::error,
    "tệp ghi bằng bảng mã Windows-1258 (ANSI), không phải UTF-8",
    "the file is Windows-1258 (ANSI), not UTF-8",
    "lưu lại dạng UTF-8: Notepad chọn Save As, Encoding UTF-8; Excel chọn Save As, \"CSV UTF-8\"",
    "save it as UTF-8: in Notepad, Save As with Encoding UTF-8; in Excel, Save As \"CSV UTF-8\""};
inline constexpr Message is_tcvn3{
    "MB0204",
    Severity::error,
    "tệp ghi bằng bảng mã TCVN3 (ABC, phông .VnTime), không phải UTF-8",
    "the file is TCVN3 (ABC, .VnTime fonts), not UTF-8",
    "chuyển mã TCVN3 sang Unicode (UniKey: Ctrl+Shift+F6), rồi lưu dạng UTF-8 (Excel: \"CSV "
    "UTF-8\")",
    "convert TCVN3 to Unicode (UniKey: Ctrl+Shift+F6), then save as UTF-8 (Excel: \"CSV UTF-8\")"};
inline constexpr Message holds_nul{
    "MB0205",
    Severity::error,
    "tệp có ký tự NUL: đây không phải tệp văn bản, hoặc tệp đã hỏng",
    "the file holds a NUL character: it is no text file, or it is damaged",
    "mở bằng chương trình đã tạo ra tệp và lưu lại dạng văn bản UTF-8",
    "open it in the program that made it and save it as UTF-8 text"};
inline constexpr Message not_nfc{
    "MB0206",
    Severity::note,
    "chữ có dấu ghi bằng dấu tổ hợp (Unicode tổ hợp); đã tự chuyển sang dựng sẵn",
    "letters are written with combining marks; they were composed (NFC)",
    "chọn \"Unicode\" thay cho \"Unicode tổ hợp\" trong bộ gõ",
    "choose \"Unicode\" in the input method"};

inline constexpr Message not_a_date{
    "MB0210",
    Severity::error,
    "{0} không phải là ngày",
    "{0} is not a date",
    "ghi ngày/tháng/năm, ví dụ 17/05/2024; không rõ ngày thì ghi 05/2024 hoặc 2024",
    "write day/month/year as 17/05/2024; when the day is not known, 05/2024 or 2024"};
inline constexpr Message no_such_day{"MB0211",
                                     Severity::error,
                                     "không có ngày {0}: tháng {1}/{2} chỉ có {3} ngày",
                                     "there is no {0}: month {1}/{2} has only {3} days",
                                     "kiểm tra lại ngày trong văn bản gốc",
                                     "check the day in the original document"};
inline constexpr Message no_such_month{"MB0212",
                                       Severity::error,
                                       "không có tháng {1} trong {0}",
                                       "there is no month {1} in {0}",
                                       "ghi theo thứ tự ngày/tháng/năm",
                                       "write day, month, year in this order"};
inline constexpr Message short_year{"MB0213",
                                    Severity::error,
                                    "năm trong {0} phải ghi đủ bốn chữ số",
                                    "the year in {0} must have four digits",
                                    "ghi 2024, không ghi 24",
                                    "write 2024, not 24"};

}  // namespace minhbach::messages
