// What can be said about content types (MB0301 …) and about records held against them (MB0330 …).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

// About a type's file. Its readers know JSON; {0} and {1} are quoted names or short samples.
inline constexpr Message unknown_keyword{"MB0301",
                                         Severity::error,
                                         "từ khóa {0} không thuộc phần JSON Schema dùng ở đây",
                                         "the keyword {0} is not part of the JSON Schema used here",
                                         "các từ khóa dùng được: generator/docs/schema.md",
                                         "the keywords that may be used: generator/docs/schema.md"};
inline constexpr Message misplaced_keyword{"MB0302",
                                           Severity::error,
                                           "từ khóa {0} không đứng được ở đây",
                                           "the keyword {0} cannot stand here",
                                           "xem cột \"đứng ở\" trong generator/docs/schema.md",
                                           "see the column \"đứng ở\" in generator/docs/schema.md"};
inline constexpr Message keyword_of_other_type{"MB0303",
                                               Severity::error,
                                               "từ khóa {0} không dùng cho kiểu {1}",
                                               "the keyword {0} does not go with the type {1}",
                                               "xóa từ khóa này hoặc đổi kiểu",
                                               "remove the keyword or change the type"};
inline constexpr Message bad_keyword_value{"MB0304",
                                           Severity::error,
                                           "giá trị của từ khóa {0} không đúng dạng",
                                           "the value of the keyword {0} has the wrong form",
                                           "dạng đúng: {1}",
                                           "the right form: {1}"};
inline constexpr Message unknown_schema_name{"MB0305",
                                             Severity::error,
                                             "{0} không dùng được cho từ khóa {1}",
                                             "{0} cannot be used for the keyword {1}",
                                             "chọn một trong: {2}",
                                             "choose one of: {2}"};
inline constexpr Message bad_pattern{"MB0306",
                                     Severity::error,
                                     "biểu thức chính quy {0} không dùng được: {1}",
                                     "the regular expression {0} cannot be used: {1}",
                                     "viết theo ECMA 262, không dùng tham chiếu ngược",
                                     "write it in ECMA 262 without back-references"};
inline constexpr Message required_unknown{"MB0307",
                                          Severity::error,
                                          "{0} được yêu cầu nhưng không có trong \"properties\"",
                                          "{0} is required but is not among \"properties\"",
                                          "khai trường này, hoặc bỏ khỏi danh sách",
                                          "declare the field, or take it from the list"};
inline constexpr Message bad_reference{"MB0308",
                                       Severity::error,
                                       "\"$ref\" {0} không trỏ tới phần nào của tệp này",
                                       "the \"$ref\" {0} leads to nothing in this file",
                                       "viết là \"#/$defs/tên\"",
                                       "write it as \"#/$defs/name\""};
inline constexpr Message endless_reference{"MB0309",
                                           Severity::error,
                                           "\"$ref\" {0} trỏ vòng về chính nó",
                                           "the \"$ref\" {0} leads back to itself",
                                           "kiểu nội dung phải có độ sâu hữu hạn",
                                           "a content type must have a finite depth"};
inline constexpr Message not_beside_reference{
    "MB0310",
    Severity::error,
    "từ khóa {0} không đứng cạnh \"$ref\" được",
    "the keyword {0} cannot stand beside \"$ref\"",
    "chuyển vào phần được trỏ tới; cạnh \"$ref\" chỉ đặt chú thích như \"title\"",
    "move it to where the reference leads; only annotations such as \"title\" may stand beside it"};
inline constexpr Message missing_keyword{
    "MB0311",        Severity::error, "thiếu từ khóa {0}", "the keyword {0} is missing",
    "thêm {0}: {1}", "add {0}: {1}"};
inline constexpr Message bad_choice{"MB0312",
                                    Severity::error,
                                    "lựa chọn {0} không đúng kiểu của trường hoặc ghi hai lần",
                                    "the choice {0} is not of the field's type, or stands twice",
                                    "sửa hoặc xóa lựa chọn này",
                                    "correct or remove it"};
inline constexpr Message labels_differ{
    "MB0313",
    Severity::error,
    "\"x-nhan-lua-chon\" phải có đúng một nhãn cho mỗi lựa chọn",
    "\"x-nhan-lua-chon\" must have exactly one label for each choice",
    "so lại với \"enum\": {0}",
    "compare it with \"enum\": {0}"};
inline constexpr Message bad_condition{"MB0314",
                                       Severity::error,
                                       "điều kiện không đúng dạng dùng được ở đây",
                                       "the condition does not have the form that can be used here",
                                       "dạng đúng: {0}",
                                       "the right form: {0}"};
inline constexpr Message bad_url_pattern{
    "MB0315",
    Severity::error,
    "mẫu địa chỉ {0} không đúng dạng",
    "the address pattern {0} has the wrong form",
    "bắt đầu và kết thúc bằng \"/\", chỉ dùng a-z, 0-9, \"-\" và {tên_trường}",
    "start and end with \"/\"; use only a-z, 0-9, \"-\" and {field_name}"};
inline constexpr Message names_no_field{
    "MB0316",
    Severity::error,
    "{0} nêu {1}, nhưng kiểu này không có trường đó hoặc trường đó không dùng được ở đây",
    "{0} names {1}, but there is no such field, or it cannot be used here",
    "các trường: {2}",
    "the fields: {2}"};
inline constexpr Message unknown_reference_type{
    "MB0317",
    Severity::error,
    "\"x-tham-chieu\" nêu {0}, nhưng không có kiểu nội dung nào như vậy",
    "\"x-tham-chieu\" names {0}, but there is no such content type",
    "tên kiểu là tên tệp trong site/types/, bỏ phần .schema.json",
    "a type is named like its file in site/types/, without .schema.json"};
inline constexpr Message role_taken{"MB0318",
                                    Severity::error,
                                    "vai trò {0} đã được khai ở kiểu {1}",
                                    "the role {0} is already taken by the type {1}",
                                    "mỗi vai trò chỉ dành cho một kiểu",
                                    "a role is for one type only"};
inline constexpr Message bad_type_name{"MB0319",
                                       Severity::error,
                                       "tên kiểu nội dung {0} không đúng quy ước",
                                       "the content type's name {0} is not as agreed",
                                       "đặt tên tệp bằng chữ thường không dấu nối bằng \"_\" và "
                                       "đuôi .schema.json; \"$id\", nếu có, phải trùng tên tệp",
                                       "name the file in lower-case letters joined by \"_\", "
                                       "ending in .schema.json; an \"$id\" must be the same"};
inline constexpr Message bounds_cross{"MB0320",
                                      Severity::error,
                                      "giới hạn dưới {0} lớn hơn giới hạn trên {1}",
                                      "the lower limit {0} is above the upper limit {1}",
                                      "đổi lại hai giới hạn",
                                      "correct the two limits"};
inline constexpr Message pattern_without_example{
    "MB0323",
    Severity::error,
    "\"pattern\" {0} không có ví dụ đúng mẫu",
    "the \"pattern\" {0} has no example that matches",
    "thêm \"examples\" bên cạnh; người biên tập được nhắc bằng ví dụ đầu tiên, không bằng biểu "
    "thức",
    "add \"examples\" beside it: the first one, not the expression, is what editors are shown"};
inline constexpr Message type_too_large{
    "MB0321",
    Severity::error,
    "kiểu nội dung quá lớn hoặc lồng quá sâu (tối đa {0} trường, {1} tầng)",
    "the content type is too large or nested too deeply (at most {0} fields, {1} levels)",
    "chia thành nhiều kiểu",
    "split it into several types"};

// About a record. {0} is the field as `"so_ky_hieu" (Số, ký hiệu)`; {1} the author's text, quoted.
inline constexpr Message not_a_question{"MB0324",
                                        Severity::error,
                                        "{0} không hỏi được trong biểu mẫu",
                                        "{0} cannot be asked in a form",
                                        "dùng chữ có \"maxLength\" (nhiều nhất 4000), lựa chọn "
                                        "\"enum\", danh sách lựa chọn, đúng sai, số "
                                        "nguyên có \"minimum\" và \"maximum\" (nhiều nhất 11 bậc), "
                                        "hoặc nhóm câu hỏi cùng lựa chọn; tên "
                                        "không bắt đầu bằng \"_\"",
                                        "use a text with \"maxLength\" (4000 at most), an "
                                        "\"enum\", a list of choices, a boolean, a whole "
                                        "number with \"minimum\" and \"maximum\" (11 steps at "
                                        "most), or a group of questions with the same "
                                        "choices; no name begins with \"_\""};
inline constexpr Message form_role_taken{"MB0325",
                                         Severity::error,
                                         "vai trò {0} đã được khai ở biểu mẫu {1}",
                                         "the role {0} is already taken by the form {1}",
                                         "chỉ vai trò \"gop_y\" dùng được cho nhiều biểu mẫu",
                                         "only the role \"gop_y\" may be that of several forms"};
inline constexpr Message unknown_field{"MB0330",
                                       Severity::error,
                                       "không có trường {0}",
                                       "there is no field {0}",
                                       "xóa trường này; các trường dùng được: {1}",
                                       "remove it; the fields are: {1}"};
inline constexpr Message missing_field{
    "MB0331",
    Severity::error,
    "thiếu trường bắt buộc {0}",
    "the required field {0} is missing",
    "ghi thêm \"{1}\"; nếu thông tin chưa được công bố thì ghi giá trị là chua_cong_bo",
    "add \"{1}\"; its value is chua_cong_bo when it has not been made public"};
inline constexpr Message missing_field_when{
    "MB0332",
    Severity::error,
    "thiếu trường {0}: bắt buộc khi có {2}",
    "the field {0} is missing: it is required because of {2}",
    "ghi thêm \"{1}\"; nếu thông tin chưa được công bố thì ghi giá trị là chua_cong_bo",
    "add \"{1}\"; its value is chua_cong_bo when it has not been made public"};
inline constexpr Message expected_text{
    "MB0333",
    Severity::error,
    "{0} phải là chữ, không phải {1}",
    "{0} must be text, not {1}",
    "đặt giá trị trong dấu nháy kép, trên cùng một dòng với tên trường",
    "put the value in double quotes, on the line of the field's name"};
inline constexpr Message expected_integer{
    "MB0334",
    Severity::error,
    "{0} phải là số nguyên, không phải {1}",
    "{0} must be a whole number, not {1}",
    "ghi liền các chữ số, không nháy, không dấu chấm, không đơn vị: 1000",
    "write digits only, without quotes, points or a unit: 1000"};
inline constexpr Message expected_number{"MB0335",
                                         Severity::error,
                                         "{0} phải là số, không phải {1}",
                                         "{0} must be a number, not {1}",
                                         "ghi số không nháy, không đơn vị: 57 hoặc 3,4",
                                         "write a number without quotes or unit: 57 or 3.4"};
inline constexpr Message expected_boolean{
    "MB0336",
    Severity::error,
    "{0} phải là có hoặc không, không phải {1}",
    "{0} must be true or false, not {1}",
    "ghi có hoặc không (hay true, false), không đặt trong dấu nháy",
    "write true or false, without quotes"};
inline constexpr Message expected_list{
    "MB0337",
    Severity::error,
    "{0} phải là một danh sách, không phải {1}",
    "{0} must be a list, not {1}",
    "ghi mỗi mục trên một dòng, bắt đầu bằng \"- \"",
    "write each item on a line of its own, starting with \"- \""};
inline constexpr Message expected_group{"MB0338",
                                        Severity::error,
                                        "{0} phải là một nhóm trường, không phải {1}",
                                        "{0} must be a group of fields, not {1}",
                                        "ghi mỗi trường con trên một dòng thụt vào: {2}",
                                        "write each field on an indented line of its own: {2}"};
inline constexpr Message null_not_allowed{"MB0339",
                                          Severity::error,
                                          "{0} không được để trống (null)",
                                          "{0} may not be null",
                                          "ghi giá trị, hoặc bỏ hẳn trường này nếu không bắt buộc",
                                          "write a value, or leave it out when it is not required"};
inline constexpr Message undisclosed_not_required{
    "MB0340",
    Severity::error,
    "{0} không bắt buộc nên không ghi chua_cong_bo",
    "{0} is not required, so it is not declared as chua_cong_bo",
    "bỏ trường này",
    "leave it out"};
inline constexpr Message pattern_mismatch{"MB0342",
                                          Severity::error,
                                          "{0}: {1} không đúng mẫu quy định",
                                          "{0}: {1} does not match the pattern",
                                          "viết như ví dụ: {2}",
                                          "write it like this: {2}"};
inline constexpr Message number_too_small{"MB0343",
                                          Severity::error,
                                          "{0}: {1} nhỏ hơn giới hạn",
                                          "{0}: {1} is below the limit",
                                          "giá trị phải {2} {3}",
                                          "it must be {2} {3}"};
inline constexpr Message number_too_large{"MB0344",
                                          Severity::error,
                                          "{0}: {1} lớn hơn giới hạn",
                                          "{0}: {1} is above the limit",
                                          "giá trị phải {2} {3}",
                                          "it must be {2} {3}"};
inline constexpr Message not_a_multiple{"MB0345",
                                        Severity::error,
                                        "{0}: {1} không phải bội số của {2}",
                                        "{0}: {1} is not a multiple of {2}",
                                        "",
                                        ""};
inline constexpr Message not_a_choice{"MB0346",
                                      Severity::error,
                                      "{0}: {1} không có trong các lựa chọn: {2}",
                                      "{0}: {1} is not among the choices: {2}",
                                      "chọn một giá trị trong danh sách, viết đúng từng ký tự",
                                      "take a value from the list, letter by letter"};
inline constexpr Message not_the_only_value{"MB0361",
                                            Severity::error,
                                            "{0}: ở đây chỉ nhận {2}, không nhận {1}",
                                            "{0}: only {2} is taken here, not {1}",
                                            "{3}",
                                            "{3}"};
inline constexpr Message text_too_short{"MB0347",
                                        Severity::error,
                                        "{0} có {1} ký tự, cần ít nhất {2}",
                                        "{0} is too short: {1} of at least {2} characters",
                                        "viết đầy đủ hơn",
                                        "write more"};
inline constexpr Message text_too_long{"MB0348",
                                       Severity::error,
                                       "{0} có {1} ký tự, nhiều nhất là {2}",
                                       "{0} is too long: {1} of at most {2} characters",
                                       "viết gọn lại; phần chi tiết chuyển xuống nội dung",
                                       "shorten it; details belong in the body"};
inline constexpr Message too_few_items{"MB0349",
                                       Severity::error,
                                       "{0} có {1} mục, cần ít nhất {2}",
                                       "{0} has too few items: {1} of at least {2}",
                                       "",
                                       ""};
inline constexpr Message too_many_items{"MB0350",
                                        Severity::error,
                                        "{0} có {1} mục, nhiều nhất là {2}",
                                        "{0} has too many items: {1} of at most {2}",
                                        "",
                                        ""};
inline constexpr Message item_twice{"MB0351",
                                    Severity::error,
                                    "{0}: mục này trùng với mục thứ {1}",
                                    "{0}: this item is the same as item {1}",
                                    "xóa một trong hai mục",
                                    "remove one of the two"};
inline constexpr Message bad_uri{"MB0352",
                                 Severity::error,
                                 "{0}: {1} không phải địa chỉ đầy đủ",
                                 "{0}: {1} is not a full address",
                                 "chép nguyên địa chỉ từ trình duyệt, bắt đầu bằng https://",
                                 "copy the whole address from the browser, from https:// on"};
inline constexpr Message bad_uri_reference{
    "MB0353",
    Severity::error,
    "{0}: {1} không phải địa chỉ hay đường dẫn tệp hợp lệ",
    "{0}: {1} is neither an address nor the path of a file",
    "không dùng dấu cách và chữ có dấu; đổi tên tệp, ví dụ ke-hoach-2024.pdf",
    "without spaces and accented letters; rename the file, for example ke-hoach-2024.pdf"};
inline constexpr Message bad_email{"MB0354",
                                   Severity::error,
                                   "{0}: {1} không phải địa chỉ thư điện tử",
                                   "{0}: {1} is not an e-mail address",
                                   "viết như vanthu@bacgiang.gov.vn",
                                   "write it like vanthu@bacgiang.gov.vn"};
inline constexpr Message number_not_held{
    "MB0356",
    Severity::error,
    "{0}: {1} lớn quá mức chương trình ghi được",
    "{0}: {1} is too large to be held",
    "kiểm tra lại số; nếu đây là mã thì trường phải là kiểu chữ",
    "check the number; a code should be a text field"};
inline constexpr Message pattern_gave_up{"MB0357",
                                         Severity::error,
                                         "{0}: so mẫu với {1} tốn quá nhiều bước",
                                         "{0}: matching {1} takes too many steps",
                                         "sửa \"pattern\" trong kiểu nội dung cho đơn giản hơn",
                                         "simplify the \"pattern\" of the content type"};
inline constexpr Message ambiguous_number{"MB0358",
                                          Severity::error,
                                          "{0}: {1} hiểu được theo hai cách",
                                          "{0}: {1} can be read in two ways",
                                          "một nghìn thì ghi 1000; một phẩy không thì ghi 1,0",
                                          "write 1000 for a thousand, 1.0 for one"};

inline constexpr Message text_with_control{
    "MB0360",
    Severity::error,
    "{0} có ký tự điều khiển không nhìn thấy (mã {1})",
    "{0} holds an invisible control character (code {1})",
    "xóa và gõ lại giá trị này; thường do dán từ Word hoặc PDF",
    "delete and retype the value; it often comes from pasting"};
inline constexpr Message expected_record{"MB0359",
                                         Severity::error,
                                         "tệp này phải là các dòng \"trường: giá trị\"",
                                         "this file must consist of lines \"field: value\"",
                                         "các trường: {0}",
                                         "the fields: {0}"};

}  // namespace minhbach::messages
