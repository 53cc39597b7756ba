// What can be said about JSON and about values (MB00xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message not_callable{
    "MB0001", Severity::error, "không gọi được giá trị này như một hàm",
    "this value cannot be called", "", ""};
inline constexpr Message bad_json{
    "MB0002", Severity::error, "JSON sai cú pháp: gặp {0}", "invalid JSON: found {0}",
    "kiểm tra dấu phẩy, ngoặc và dấu nháy kép ngay trước chỗ này",
    "check the comma, bracket or double quote just before this place"};
inline constexpr Message duplicate_json_key{
    "MB0003", Severity::error, "khóa {0} ghi hai lần trong cùng một đối tượng",
    "the key {0} stands twice in one object", "xóa một trong hai dòng", "remove one of the two"};
inline constexpr Message json_too_deep{
    "MB0004", Severity::error, "JSON lồng nhau quá {0} tầng", "JSON is nested deeper than {0} levels",
    "", ""};

}  // namespace minhbach::messages
