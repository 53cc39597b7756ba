// What can be said about JSON and about values (MB00xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message not_callable{"MB0001",
                                      Severity::error,
                                      "không gọi được giá trị này như một hàm",
                                      "this value cannot be called",
                                      "",
                                      ""};
inline constexpr Message bad_json{
    "MB0002",
    Severity::error,
    "JSON sai cú pháp: gặp {0}",
    "invalid JSON: found {0}",
    "kiểm tra dấu phẩy, ngoặc và dấu nháy kép ngay trước chỗ này",
    "check the comma, bracket or double quote just before this place"};
inline constexpr Message duplicate_json_key{"MB0003",
                                            Severity::error,
                                            "khóa {0} ghi hai lần trong cùng một đối tượng",
                                            "the key {0} stands twice in one object",
                                            "xóa một trong hai dòng",
                                            "remove one of the two"};
inline constexpr Message json_too_deep{"MB0004",
                                       Severity::error,
                                       "JSON lồng nhau quá {0} tầng",
                                       "JSON is nested deeper than {0} levels",
                                       "",
                                       ""};

inline constexpr Message json_ends_early{
    "MB0005",
    Severity::error,
    "tệp JSON dừng giữa chừng",
    "the JSON file ends too early",
    "nếu tải về hoặc sao chép thì lấy lại cho đủ; nếu tự viết thì thêm ngoặc hoặc dấu nháy kép còn "
    "thiếu",
    "if it was downloaded or copied, fetch it again in full; if it was written, add the closing "
    "bracket or double quote"};
inline constexpr Message json_empty{"MB0009",
                                    Severity::error,
                                    "tệp JSON rỗng",
                                    "the JSON file is empty",
                                    "lấy lại tệp, hoặc xóa tệp nếu không dùng",
                                    "fetch the file again, or remove it when it is not used"};
inline constexpr Message bad_json_string{
    "MB0006",
    Severity::error,
    "chuỗi JSON có ký tự không hợp lệ: {0}",
    "a JSON string holds what it may not: {0}",
    "xuống dòng ghi là \\n, dấu \\ ghi là \\\\; mã \\u phải đủ bốn chữ số và đủ cặp",
    "write a line end as \\n and \\ as \\\\; \\u takes four digits, and surrogates come in pairs"};
inline constexpr Message json_goes_on{"MB0007",
                                      Severity::error,
                                      "thừa nội dung sau khi JSON đã kết thúc: {0}",
                                      "there is more after the end of the JSON: {0}",
                                      "xóa phần thừa, hoặc kiểm tra ngoặc đóng phía trên",
                                      "remove it, or check the closing brackets above"};
inline constexpr Message json_number_too_large{"MB0008",
                                               Severity::error,
                                               "số {0} quá lớn",
                                               "the number {0} is too large",
                                               "ghi số này dưới dạng chuỗi, trong dấu nháy kép",
                                               "write it as a string, in double quotes"};

}  // namespace minhbach::messages
