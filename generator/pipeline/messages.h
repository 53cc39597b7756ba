// What can be said while a portal is put together (MB07xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message portal_unknown{"MB0701",
                                        Severity::error,
                                        "không có cổng {0}: thiếu tệp site/{1}/portal.json",
                                        "there is no portal {0}: site/{1}/portal.json is missing",
                                        "",
                                        ""};
inline constexpr Message portal_key_unknown{"MB0702",
                                            Severity::error,
                                            "khóa {0} không có trong mô tả cổng",
                                            "a portal has no key {0}",
                                            "các khóa dùng được ở đây: {1}",
                                            "the keys that may stand here: {1}"};
inline constexpr Message portal_value_wrong{
    "MB0703",   Severity::error, "khóa {0} phải là {1}", "the key {0} must be {2}",
    "viết {3}", "write {3}"};
inline constexpr Message portal_key_missing{"MB0704",          Severity::error,
                                            "thiếu khóa {0}",  "the key {0} is missing",
                                            "thêm, ví dụ {1}", "add e.g. {1}"};
inline constexpr Message section_type_unknown{"MB0705",
                                              Severity::error,
                                              "mục {0} không phải là một loại nội dung",
                                              "the section {0} is not a content type",
                                              "tên loại là tên tệp trong site/types/",
                                              "a type's name is its file name in site/types/"};
inline constexpr Message address_wrong{
    "MB0706",
    Severity::error,
    "địa chỉ {0} không hợp lệ",
    "the address {0} is not valid",
    "viết đầy đủ, không có dấu / ở cuối, chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối và /, "
    "ví dụ https://ddci.example hoặc https://cong.example/ddci",
    "write it in full without a final /, in plain letters, digits, dots, hyphens and /, e.g. "
    "https://ddci.example or https://portal.example/ddci"};
inline constexpr Message endpoint_wrong{
    "MB0788",
    Severity::error,
    "{0} không thể là địa chỉ tiếp nhận ý kiến",
    "{0} cannot be the address that takes feedback",
    "viết đầy đủ, bằng https (http chỉ cho máy này), không có dấu / ở cuối, không có phần ? hay #, "
    "ví dụ https://y-kien.example",
    "write it in full, with https (http on this machine alone), without a final /, without ? or #, "
    "e.g. https://y-kien.example"};

inline constexpr Message portal_record_unknown{
    "MB0707",
    Severity::error,
    "khóa {0} nêu {1}, nhưng không có nội dung nào mang mã này",
    "the key {0} names {1}, but no record has that id",
    "mã là trường id, hoặc tên tệp không có phần đuôi",
    "the id is the field id, or the file name without its ending"};
inline constexpr Message section_twice{"MB0708",
                                       Severity::error,
                                       "mục {0} ghi hai lần",
                                       "the section {0} stands twice",
                                       "xóa một trong hai",
                                       "remove one of the two"};

inline constexpr Message theme_missing{"MB0710",
                                       Severity::error,
                                       "không có giao diện {0}: thiếu tệp {1}",
                                       "there is no theme {0}: {1} is missing",
                                       "",
                                       ""};
inline constexpr Message theme_file_missing{"MB0711",
                                            Severity::error,
                                            "giao diện thiếu tệp {0}",
                                            "the theme lacks the file {0}",
                                            "tệp nêu trong theme.json phải nằm trong thư mục giao "
                                            "diện; phông chữ lấy từ npm: chạy ./dev setup",
                                            "what theme.json names must lie in the theme's folder; "
                                            "fonts come from npm: run ./dev setup"};
inline constexpr Message page_template_missing{
    "MB0712",
    Severity::error,
    "loại {0} dùng mẫu {1}, nhưng giao diện {2} không có mẫu này",
    "the type {0} uses the template {1}, which the theme {2} does not have",
    "",
    ""};
inline constexpr Message theme_string_wrong{
    "MB0713", Severity::error, "chuỗi {0} phải là văn bản", "the string {0} must be text", "", ""};
inline constexpr Message theme_string_missing{"MB0715",
                                              Severity::error,
                                              "giao diện thiếu chuỗi {0}",
                                              "the theme lacks the string {0}",
                                              "thêm khóa này vào tệp strings của giao diện",
                                              "add this key to the theme's strings file"};
inline constexpr Message asset_link_missing{
    "MB0714",
    Severity::error,
    "tệp CSS dẫn tới {0}, nhưng giao diện không có tệp này",
    "the style sheet refers to {0}, which the theme does not have",
    "đặt tệp vào assets/ của giao diện; trang không gọi tới máy chủ nào khác",
    "put the file into the theme's assets/; a page calls no other server"};

inline constexpr Message theme_language_missing{
    "MB0716",
    Severity::error,
    "giao diện chưa có chữ cho ngôn ngữ {0}: thiếu tệp {1}",
    "the theme has no strings for the language {0}: {1} is missing",
    "sửa ngon_ngu trong portal.json, hoặc thêm tệp này vào giao diện",
    "correct ngon_ngu in portal.json, or add the file to the theme"};

inline constexpr Message token_wrong{
    "MB0717",
    Severity::error,
    "{0} trong tệp biến của giao diện không đọc được",
    "{0} in the theme's file of tokens cannot be read",
    "mỗi màu có ba trị #rrggbb (sáng, tối, in); cặp màu chỉ nêu tên màu có trong nhóm mau",
    "each colour has three values #rrggbb (light, dark, print); pairs name colours of the group "
    "mau"};
inline constexpr Message contrast_weak{
    "MB0719",
    Severity::error,
    "màu {0} trên nền {1} ({2}) chỉ tương phản {3}:1, cần ít nhất {4}:1",
    "the colour {0} on {1} ({2}) has a contrast of {3}:1 only; {4}:1 is needed",
    "làm một trong hai màu đậm hơn hoặc nhạt hơn",
    "make one of the two darker or lighter"};
inline constexpr Message accent_weak{
    "MB0729",
    Severity::error,
    "màu nhấn {0} chỉ tương phản {1}:1 với {2}, cần ít nhất {3}:1",
    "the accent {0} has a contrast of {1}:1 with {2} only; {3}:1 is needed",
    "chọn màu đậm hơn, ví dụ {4}",
    "choose a darker one, for example {4}"};
inline constexpr Message portal_colour_wrong{"MB0733",
                                             Severity::error,
                                             "{0} không phải là một màu",
                                             "{0} is not a colour",
                                             "viết dạng #rrggbb, ví dụ #0b5d3b",
                                             "write it as #rrggbb, e.g. #0b5d3b"};
inline constexpr Message emblem_missing{"MB0738",
                                        Severity::error,
                                        "biểu trưng {0} không có: thiếu tệp {1}",
                                        "the emblem {0} is not there: {1} is missing",
                                        "đặt tệp SVG hoặc PNG vào thư mục static/ của cổng",
                                        "put an SVG or PNG file into the portal's folder static/"};

inline constexpr Message theme_page_missing{
    "MB0718",
    Severity::error,
    "giao diện {0} thiếu mẫu {1}, mà cổng nào cũng cần",
    "the theme {0} lacks the template {1}, which every portal needs",
    "",
    ""};

inline constexpr Message url_taken{"MB0720",
                                   Severity::error,
                                   "địa chỉ {0} đã thuộc về {1}",
                                   "the address {0} already belongs to {1}",
                                   "đổi tiêu đề hoặc mã của một trong hai",
                                   "change the title or the code of one of them"};
inline constexpr Message url_empty_part{
    "MB0721",
    Severity::error,
    "không tạo được địa chỉ trang: trường {0} không có giá trị dùng được",
    "no address can be made for the page: the field {0} has no usable value",
    "",
    ""};
inline constexpr Message reference_unknown{
    "MB0722",
    Severity::error,
    "không có {0} nào mang mã {1}",
    "there is no {0} with the id {1}",
    "mã là trường id, hoặc tên tệp không có phần đuôi",
    "the id is the field id, or the file name without its ending"};
inline constexpr Message redirect_taken{
    "MB0723",
    Severity::error,
    "địa chỉ cũ {0} đang là một trang khác, hoặc đã ghi ở chuyen_tu khác",
    "the old address {0} is another page now, or stands in chuyen_tu twice",
    "bỏ địa chỉ này khỏi chuyen_tu",
    "remove it from chuyen_tu"};
inline constexpr Message redirect_wrong{
    "MB0724",
    Severity::error,
    "địa chỉ cũ {0} không đúng dạng",
    "the old address {0} has the wrong form",
    "bắt đầu và kết thúc bằng dấu /, không có .. và không có //, ví dụ /thu-tuc/1.004222/",
    "start and end with /, without .. and //, e.g. /thu-tuc/1.004222/"};
inline constexpr Message instrument_not_in_force{"MB0725",
                                                 Severity::warning,
                                                 "văn bản ngày {0} viện dẫn {1}, khi đó {2}",
                                                 "a document of {0} cites {1}, which then {3}",
                                                 "kiểm tra lại căn cứ",
                                                 "check the legal basis"};

inline constexpr Message notice_too_late{
    "MB0728",
    Severity::warning,
    "thông báo tạm ngừng đăng ngày {0}, tạm ngừng từ {1}: chỉ trước {2} ngày làm việc",
    "the interruption from {1} was announced on {0}: only {2} working days before",
    "tạm ngừng có kế hoạch phải báo trước ít nhất 7 ngày làm việc; gấp thì ghi lý do vào ly_do_gap",
    "announce a planned interruption 7 working days before; if urgent, say why in ly_do_gap"};

inline constexpr Message url_of_list{
    "MB0726",
    Severity::error,
    "địa chỉ {0} của nội dung này đã dành cho một danh sách hoặc trang chung của cổng",
    "the address {0} of this content belongs to a list or another page of the portal",
    "đổi trường id, hoặc đổi tên tệp",
    "change the field id, or rename the file"};
inline constexpr Message list_url_taken{"MB0727",
                                        Severity::error,
                                        "danh sách của hai loại nội dung cùng dùng địa chỉ {0}",
                                        "the lists of two content types have the same address {0}",
                                        "đổi x-url của một trong hai loại",
                                        "change x-url of one of the two types"};

inline constexpr Message page_link_broken{
    "MB0730",
    Severity::error,
    "liên kết {0} không dẫn tới trang hay tệp nào",
    "the link {0} leads to no page and no file",
    "viết đường dẫn tới tệp nội dung, ví dụ ../thu-tuc/ten-tep.md",
    "write the path of a content file, e.g. ../thu-tuc/file.md"};
inline constexpr Message anchor_broken{"MB0731",
                                       Severity::error,
                                       "trang {0} không có đề mục #{1}",
                                       "the page {0} has no heading #{1}",
                                       "các đề mục của trang đó: {2}",
                                       "the headings of that page: {2}"};
inline constexpr Message image_missing{
    "MB0732",
    Severity::error,
    "không có ảnh {0}",
    "there is no picture {0}",
    "đặt tệp ảnh cạnh tệp nội dung và ghi đúng tên, cả chữ hoa chữ thường",
    "put the picture beside the content file and spell its name exactly"};
inline constexpr Message image_unreadable{
    "MB0734",
    Severity::error,
    "tệp ảnh {0} hỏng hoặc không phải là ảnh",
    "the picture {0} is broken or not a picture",
    "mở thử bằng chương trình xem ảnh, rồi lưu lại dạng png, jpg, webp, gif hoặc svg",
    "open it in a picture viewer, then save it again as png, jpg, webp, gif or svg"};
inline constexpr Message link_to_unpublished{
    "MB0735",
    Severity::error,
    "liên kết {0} dẫn tới nội dung không có trang ở cổng này",
    "the link {0} leads to content that has no page in this portal",
    "nội dung đó còn là bản nháp, hoặc thuộc loại không có trang riêng; bỏ liên kết hoặc công bố "
    "nội dung đó",
    "it is a draft, or of a type without pages of its own; remove the link or publish that "
    "content"};
inline constexpr Message file_beside_missing{
    "MB0737",
    Severity::error,
    "không có tệp {0} bên cạnh tệp nội dung",
    "there is no file {0} beside the content file",
    "đặt tệp vào cùng thư mục và ghi đúng tên, cả phần đuôi, chữ hoa chữ thường",
    "put the file into the same folder and spell its name exactly, with its ending"};
inline constexpr Message attachment_unused{
    "MB0736",
    Severity::note,
    "không nội dung nào nhắc tới tệp này nên tệp không được đăng",
    "no content mentions this file, so it is not published",
    "muốn đăng thì đặt liên kết tới tệp trong một bài viết",
    "link to it from some content to publish it"};

inline constexpr Message call_wrong{"MB0740",
                                    Severity::error,
                                    "hàm {0} gọi sai: cần {1}",
                                    "the function {0} is called wrongly: it takes {2}",
                                    "",
                                    ""};
inline constexpr Message call_type_unknown{
    "MB0741", Severity::error, "không có loại nội dung {0}", "there is no content type {0}", "",
    ""};
inline constexpr Message call_asset_unknown{"MB0742",
                                            Severity::error,
                                            "giao diện không có tài nguyên {0}",
                                            "the theme has no asset {0}",
                                            "",
                                            ""};
inline constexpr Message filter_wrong{"MB0743",
                                      Severity::error,
                                      "bộ lọc {0} không dùng được với giá trị này",
                                      "the filter {0} does not take this value",
                                      "",
                                      ""};

inline constexpr Message same_on_other_pages{
    "MB0744",
    Severity::note,
    "lỗi của mẫu này còn gặp ở {0} trang khác",
    "this problem of the template is met on {0} other pages",
    "",
    ""};

inline constexpr Message output_taken{
    "MB0750",
    Severity::error,
    "hai đầu ra cùng ghi vào {0}",
    "two outputs would be written to {0}",
    "xem lại địa chỉ cũ (chuyen_tu) và các tệp trong site/<cổng>/static/",
    "look through the old addresses (chuyen_tu) and the files in site/<portal>/static/"};
inline constexpr Message output_record_damaged{
    "MB0751",
    Severity::note,
    "sổ ghi các tệp đã xuất bị hỏng hoặc của phiên bản khác; không xóa tệp cũ nào",
    "the list of written files is damaged or of another version; no old file is removed",
    "",
    ""};

inline constexpr Message source_changed{
    "MB0752",
    Severity::error,
    "tệp thay đổi trong khi đang dựng",
    "the file changed while the site was being built",
    "hãy chạy lại lệnh; nội dung mới sẽ được đọc lại từ đầu",
    "run the command again: the new content will be read from the start"};

inline constexpr Message page_lost{
    "MB0753",
    Severity::error,
    "không đọc lại được trang {0} từ tệp tạm",
    "the page {0} could not be read back from the temporary file",
    "kiểm tra ổ đĩa chứa thư mục tạm (biến TMPDIR, mặc định /var/tmp) rồi chạy lại",
    "check the disk that holds the temporary folder (TMPDIR, by default /var/tmp) and run again"};

}  // namespace minhbach::messages
