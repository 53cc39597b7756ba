// What can be said about templates (MB05xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

// The text of a template.
inline constexpr Message template_unexpected{
    "MB0501",
    Severity::error,
    "mẫu sai cú pháp: gặp {0}, cần {1}",
    "template syntax: found {0}, expected {1}",
    "sửa chỗ có dấu ^ theo cú pháp trong tài liệu ngôn ngữ mẫu",
    "mend the place above the ^ as the template manual writes it"};
inline constexpr Message template_unclosed_tag{"MB0502",
                                               Severity::error,
                                               "thẻ {0} chưa được đóng",
                                               "the tag {0} is not closed",
                                               "thêm {1} ở cuối thẻ",
                                               "add {1} at the end of the tag"};
inline constexpr Message template_unclosed_string{"MB0503",
                                                  Severity::error,
                                                  "chuỗi chữ chưa được đóng bằng dấu nháy",
                                                  "this string has no closing quote",
                                                  "thêm dấu {0} ở cuối chuỗi",
                                                  "add {0} at its end"};
inline constexpr Message template_bad_character{
    "MB0504",
    Severity::error,
    "ký tự {0} không dùng được trong biểu thức",
    "the character {0} cannot stand in an expression",
    "tên chỉ gồm chữ không dấu, chữ số và dấu gạch dưới; chữ có dấu phải đặt trong dấu nháy",
    "names have unaccented letters, digits and underscores; other text needs quotes"};
inline constexpr Message template_bad_number{
    "MB0505",
    Severity::error,
    "số {0} không hợp lệ hoặc quá lớn",
    "the number {0} is malformed or too large",
    "bỏ chữ cái và số 0 ở đầu; nếu là mã số, đặt trong dấu nháy",
    "no letters and no leading zero; put codes in quotes"};
inline constexpr Message template_too_nested{"MB0506",
                                             Severity::error,
                                             "mẫu lồng nhau quá {0} tầng",
                                             "the template is nested deeper than {0} levels",
                                             "tách bớt thành tệp hoặc macro riêng",
                                             "move a part into a file or macro of its own"};
inline constexpr Message template_unknown_statement{"MB0507",
                                                    Severity::error,
                                                    "không có lệnh {0}",
                                                    "there is no statement {0}",
                                                    "danh sách lệnh có trong tài liệu ngôn ngữ mẫu",
                                                    "the template manual lists all statements"};
inline constexpr Message template_unclosed_statement{"MB0508",
                                                     Severity::error,
                                                     "lệnh {0} chưa được đóng",
                                                     "the statement {0} is not closed",
                                                     "thêm {1} ở chỗ lệnh kết thúc",
                                                     "add {1} where it ends"};
inline constexpr Message template_stray_end{"MB0509",
                                            Severity::error,
                                            "thẻ {0} không khớp với lệnh nào đang mở",
                                            "the tag {0} matches no open statement",
                                            "xóa thẻ này hoặc kiểm tra lệnh mở ở phía trên",
                                            "remove it, or check the opening statement above"};
inline constexpr Message template_unknown_filter{"MB0510",
                                                 Severity::error,
                                                 "không có bộ lọc {0}",
                                                 "there is no filter {0}",
                                                 "danh sách bộ lọc có trong tài liệu ngôn ngữ mẫu",
                                                 "the template manual lists all filters"};
inline constexpr Message template_unknown_test{"MB0511",
                                               Severity::error,
                                               "không có phép thử {0}",
                                               "there is no test {0}",
                                               "danh sách phép thử có trong tài liệu ngôn ngữ mẫu",
                                               "the template manual lists all tests"};
inline constexpr Message template_wrong_arguments{
    "MB0512",
    Severity::error,
    "{0} nhận tham số ({1}), cách gọi ở đây không khớp",
    "{0} takes ({1}); this call does not match",
    "kiểm tra số lượng và tên tham số",
    "check the number and names of the arguments"};
inline constexpr Message template_name_not_literal{
    "MB0513",
    Severity::error,
    "tên mẫu phải là một chuỗi viết sẵn trong dấu nháy",
    "the template's name must be a quoted literal",
    "viết thẳng tên tệp, ví dụ \"goc.html\"; nếu cần chọn, dùng if",
    "write the file's name, e.g. \"base.html\"; to choose between files use if"};
inline constexpr Message template_missing{"MB0514",
                                          Severity::error,
                                          "không có mẫu {0}",
                                          "there is no template {0}",
                                          "kiểm tra tên tệp, kể cả phần đuôi",
                                          "check the name, also its ending"};
inline constexpr Message template_cycle{"MB0515",
                                        Severity::error,
                                        "các mẫu gọi nhau thành vòng: {0}",
                                        "templates need each other in a circle: {0}",
                                        "bỏ một trong các lệnh gọi này",
                                        "remove one of these references"};
inline constexpr Message template_block_twice{"MB0516",
                                              Severity::error,
                                              "khối {0} khai báo hai lần trong một tệp",
                                              "the block {0} is defined twice in one file",
                                              "đổi tên một trong hai khối",
                                              "rename one of the two"};
inline constexpr Message template_block_not_in_parent{"MB0517",
                                                      Severity::error,
                                                      "mẫu cha không có khối {0}",
                                                      "the parent template has no block {0}",
                                                      "nội dung khối này sẽ không bao giờ hiện ra",
                                                      "this block would never be shown"};
inline constexpr Message template_outside_block{
    "MB0518",
    Severity::error,
    "nội dung nằm ngoài mọi khối của một mẫu có extends",
    "this stands outside all blocks of a template that extends another",
    "chuyển vào trong một block, vì phần này sẽ không hiện ra",
    "move it into a block: here it would never be shown"};
inline constexpr Message template_no_super{
    "MB0519",
    Severity::error,
    "super() ở đây không có khối cha",
    "super() has no parent block here",
    "super() chỉ dùng trong block ghi đè khối của mẫu cha",
    "super() stands in a block that overrides one of the parent"};
inline constexpr Message template_super_in_call{
    "MB0528",
    Severity::error,
    "không gọi được super() bên trong call: nội dung của call do macro in ra, không thuộc khối này",
    "super() cannot be called inside call: the macro prints what stands there, not this block",
    "viết {% set cha = super() %} trước call, rồi in {{ cha }} bên trong",
    "write {% set parent = super() %} before the call, then print {{ parent }} inside"};
inline constexpr Message template_not_here{
    "MB0520",
    Severity::error,
    "lệnh {0} không được đặt ở đây",
    "the statement {0} cannot stand here",
    "đặt ở ngoài cùng của tệp, không nằm trong lệnh khác",
    "put it at the top level of the file, outside other statements"};
inline constexpr Message template_unsupported{
    "MB0521",
    Severity::error,
    "ngôn ngữ mẫu này không có {0}",
    "this template language does not have {0}",
    "xem mục Deviations của tài liệu ngôn ngữ mẫu để biết cách viết khác",
    "see Deviations in the template manual for what to write instead"};
inline constexpr Message template_safe_refused{
    "MB0522",
    Severity::error,
    "không được dùng bộ lọc safe: nội dung phải luôn được mã hóa",
    "the filter safe is refused: content is always escaped",
    "bỏ |safe; HTML do hệ thống tạo ra (Markdown, macro) đã được in nguyên vẹn",
    "remove |safe; HTML made by the system (Markdown, macros) is printed as it is"};
inline constexpr Message template_kinds_differ{
    "MB0523",
    Severity::error,
    "mẫu {0} tạo ra loại tệp khác với mẫu gọi nó",
    "the template {0} makes another kind of file than the one that uses it",
    "chỉ dùng chung mẫu có cùng loại: .html với .html, .txt với .txt",
    "share only templates of one kind: .html with .html, .txt with .txt"};
inline constexpr Message template_unknown_global{
    "MB0524",
    Severity::error,
    "không có biến {0}",
    "there is no variable {0}",
    "kiểm tra chính tả; các biến có sẵn ghi ở template_data.md",
    "check the spelling; template_data.md lists what there is"};
inline constexpr Message template_name_twice{"MB0525",
                                             Severity::error,
                                             "có hai mẫu cùng tên {0}",
                                             "two templates are named {0}",
                                             "đổi tên một trong hai tệp",
                                             "rename one of the two files"};
inline constexpr Message template_no_such_export{
    "MB0526",
    Severity::error,
    "mẫu {0} không có macro hay biến {1}",
    "the template {0} has no macro or variable {1}",
    "chỉ lấy được macro và biến đặt ở ngoài cùng của tệp đó",
    "only macros and variables at the top level of that file can be taken"};
inline constexpr Message template_extends_late{
    "MB0527",
    Severity::error,
    "extends phải là lệnh đầu tiên của tệp và chỉ có một",
    "extends must be the first statement of the file, and the only one",
    "chuyển lệnh này lên đầu tệp",
    "move it to the top of the file"};

// Where a value is printed.
inline constexpr Message template_unsafe_place{
    "MB0530",
    Severity::error,
    "không thể in giá trị an toàn tại đây: {0}",
    "a value cannot be printed safely here: {0}",
    "đặt giá trị trong phần chữ, hoặc trong thuộc tính có dấu nháy kép như class=\"…\"",
    "print it in text, or in an attribute with double quotes such as class=\"…\""};
inline constexpr Message template_script_refused{
    "MB0531",
    Severity::error,
    "không được in giá trị vào mã JavaScript",
    "a value cannot be printed into JavaScript",
    "đưa dữ liệu vào thuộc tính data-… hoặc <script type=\"application/json\">",
    "hand the data over in a data-… attribute or in <script type=\"application/json\">"};
inline constexpr Message template_style_refused{"MB0532",
                                                Severity::error,
                                                "không được in giá trị vào CSS",
                                                "a value cannot be printed into CSS",
                                                "chọn một class viết sẵn thay cho giá trị",
                                                "choose between classes written in the stylesheet"};
inline constexpr Message template_event_refused{
    "MB0533",
    Severity::error,
    "không được in giá trị vào thuộc tính sự kiện {0}",
    "a value cannot be printed into the event attribute {0}",
    "đưa dữ liệu vào thuộc tính data-… rồi đọc bằng tệp JavaScript",
    "put the data into a data-… attribute and read it from a script file"};
inline constexpr Message template_unquoted_attribute{
    "MB0534",
    Severity::error,
    "thuộc tính {0} in giá trị mà không có dấu nháy",
    "the attribute {0} prints a value without quotes",
    "viết {0}=\"…\"",
    "write {0}=\"…\""};
inline constexpr Message template_branches_differ{
    "MB0535",
    Severity::error,
    "các nhánh kết thúc ở hai chỗ khác nhau của HTML: {0} và {1}",
    "the branches end in different places of the HTML: {0} and {1}",
    "mỗi nhánh phải tự đóng những dấu nháy và thẻ mà nó mở",
    "each branch must close the quotes and tags that it opens"};
inline constexpr Message template_body_unbalanced{
    "MB0536",
    Severity::error,
    "{0} bắt đầu ở {1} nhưng kết thúc ở {2} của HTML",
    "{0} begins in {1} but ends in {2} of the HTML",
    "phần này phải tự đóng những dấu nháy và thẻ mà nó mở",
    "it must close the quotes and tags that it opens"};
inline constexpr Message template_wrong_start{"MB0537",
                                              Severity::error,
                                              "{0} chỉ đặt được trong phần chữ, ở đây là {1}",
                                              "{0} can stand in text only; this is {1}",
                                              "chuyển ra ngoài thẻ HTML",
                                              "move it out of the tag"};
inline constexpr Message template_link_scheme{
    "MB0538",
    Severity::error,
    "liên kết viết sẵn kiểu {0} không được nối với giá trị",
    "a link that begins with {0} cannot be joined with a value",
    "chỉ dùng http, https, mailto, tel hoặc đường dẫn trong trang",
    "use http, https, mailto, tel or a path of the site"};

// While a page is rendered.
inline constexpr Message undefined_variable{
    "MB0540",
    Severity::error,
    "không có biến {0}",
    "there is no variable {0}",
    "nếu biến có thể vắng mặt, dùng bộ lọc default hoặc phép thử is defined",
    "if it may be absent, use the filter default or the test is defined"};
inline constexpr Message undefined_member{
    "MB0541",
    Severity::error,
    "{1} không có mục {0}",
    "{1} has nothing named {0}",
    "nếu mục này có thể vắng mặt, dùng bộ lọc default hoặc phép thử is defined",
    "if it may be absent, use the filter default or the test is defined"};
inline constexpr Message undefined_value{
    "MB0542",
    Severity::error,
    "giá trị này không tồn tại",
    "this value is undefined",
    "nếu giá trị có thể vắng mặt, dùng bộ lọc default hoặc phép thử is defined",
    "if it may be absent, use the filter default or the test is defined"};
inline constexpr Message wrong_operands{
    "MB0543",
    Severity::error,
    "phép {0} không dùng được cho {1} và {2}",
    "the operator {0} cannot be used on {1} and {2}",
    "đổi kiểu bằng bộ lọc int, float hoặc string; nối chữ bằng dấu ~",
    "convert with the filters int, float or string; join text with ~"};
inline constexpr Message number_overflow{"MB0544",
                                         Severity::error,
                                         "kết quả vượt quá số nguyên 64 bit",
                                         "the result does not fit a 64-bit integer",
                                         "kiểm tra lại các số trong phép tính",
                                         "check the numbers of this calculation"};
inline constexpr Message division_by_zero{"MB0545",
                                          Severity::error,
                                          "chia cho số không",
                                          "division by zero",
                                          "kiểm tra số chia bằng if trước khi chia",
                                          "check the divisor with if first"};
inline constexpr Message not_iterable{"MB0546",
                                      Severity::error,
                                      "không lặp được trên giá trị kiểu {0}",
                                      "a value of the kind {0} cannot be looped over",
                                      "for cần một danh sách; kiểm tra giá trị đứng sau in",
                                      "for needs a list; check the value behind in"};
inline constexpr Message cannot_unpack{"MB0547",
                                       Severity::error,
                                       "cần {0} phần tử để gán vào {0} tên, nhưng có {1}",
                                       "{0} names need {0} items, but there are {1}",
                                       "viết số tên bằng số phần tử",
                                       "write as many names as there are items"};
inline constexpr Message cannot_call{
    "MB0548",
    Severity::error,
    "{0} không phải là hàm hay macro",
    "{0} is no function or macro",
    "bỏ dấu ngoặc, hoặc kiểm tra tên macro và lệnh import",
    "remove the brackets, or check the macro's name and its import"};
inline constexpr Message wrong_call{
    "MB0549",
    Severity::error,
    "{0} nhận tham số ({1}), cách gọi ở đây không khớp: {2}",
    "{0} takes ({1}); this call does not match: {2}",
    "kiểm tra số lượng và tên tham số; gọi bằng call thì macro phải dùng caller()",
    "check the number and names of the arguments; a macro used with call must print caller()"};
inline constexpr Message filter_input{"MB0550",
                                      Severity::error,
                                      "bộ lọc {0} không nhận giá trị kiểu {1}",
                                      "the filter {0} does not accept a value of the kind {1}",
                                      "kiểm tra giá trị đứng trước dấu |",
                                      "check the value before the |"};
inline constexpr Message filter_argument{"MB0551",
                                         Severity::error,
                                         "tham số {1} của {0} không hợp lệ",
                                         "the argument {1} of {0} is not valid",
                                         "xem giá trị cho phép trong tài liệu ngôn ngữ mẫu",
                                         "the template manual says what is allowed"};
inline constexpr Message too_deep{"MB0552",
                                  Severity::error,
                                  "macro hoặc include gọi nhau quá {0} tầng",
                                  "macros or includes call each other deeper than {0} levels",
                                  "kiểm tra macro có tự gọi chính nó không",
                                  "check whether a macro calls itself without end"};
inline constexpr Message too_much_output{"MB0553",
                                         Severity::error,
                                         "trang dài quá {0} byte",
                                         "the page is longer than {0} bytes",
                                         "kiểm tra vòng lặp, hoặc chia trang thành nhiều trang",
                                         "check the loops, or split the page"};
inline constexpr Message too_many_steps{"MB0554",
                                        Severity::error,
                                        "các vòng lặp chạy quá {0} lượt",
                                        "the loops ran more than {0} turns",
                                        "kiểm tra số lượt của vòng lặp",
                                        "check how often the loop runs"};
inline constexpr Message too_much_memory{
    "MB0560",
    Severity::error,
    "các giá trị tạo ra khi dựng trang chiếm quá {0} byte bộ nhớ",
    "the values made for this page take more than {0} bytes of memory",
    "kiểm tra vòng lặp có tạo chuỗi hoặc danh sách dài không",
    "check whether a loop makes long texts or lists"};
inline constexpr Message template_too_many_items{
    "MB0555",
    Severity::error,
    "danh sách hoặc chuỗi tạo ra dài quá {0} phần tử",
    "the list or text made here is longer than {0} items",
    "giảm số lần lặp hoặc độ dài của danh sách",
    "repeat less often, or shorten the list"};
inline constexpr Message not_printable{"MB0556",
                                       Severity::error,
                                       "không in được giá trị kiểu {0}",
                                       "a value of the kind {0} cannot be printed",
                                       "in một mục của nó, hoặc dùng tojson",
                                       "print one of its members, or use tojson"};
inline constexpr Message no_such_template{"MB0557",
                                          Severity::error,
                                          "không có mẫu {0}",
                                          "there is no template {0}",
                                          "kiểm tra tên mẫu và các lỗi của tệp mẫu",
                                          "check the name and the problems of its file"};
inline constexpr Message required_block{"MB0558",
                                        Severity::error,
                                        "khối bắt buộc {0} chưa được mẫu con nào điền",
                                        "the required block {0} is not filled by a child template",
                                        "thêm khối này vào mẫu con",
                                        "add the block to the child template"};
inline constexpr Message not_orderable{"MB0559",
                                       Severity::error,
                                       "không so sánh được {0} với {1}",
                                       "{0} cannot be ordered against {1}",
                                       "đổi về cùng một kiểu trước khi so sánh hoặc sắp xếp",
                                       "convert both to one kind before comparing or sorting"};

}  // namespace minhbach::messages
