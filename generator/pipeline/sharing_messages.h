// What can be said of what portals share and whose it is: mounts, local values, placements,
// agencies, languages (MB076x to MB078x).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message portal_language_wrong{
    "MB0760",
    Severity::error,
    "{0} không dùng làm mã ngôn ngữ được, hoặc ghi hai lần",
    "{0} cannot be a language, or stands twice",
    "ghi hai chữ cái thường, ví dụ [\"vi\", \"en\"]; ngôn ngữ đầu là của nội dung gốc",
    "write two lower-case letters, e.g. [\"vi\", \"en\"]; the first is that of the records"};
inline constexpr Message portal_date_wrong{"MB0761",
                                           Severity::error,
                                           "{0} không phải là ngày",
                                           "{0} is not a date",
                                           "viết 2026-03-09, hoặc 2026-03, hoặc 2026",
                                           "write 2026-03-09, or 2026-03, or 2026"};
inline constexpr Message placement_id_wrong{
    "MB0762",
    Severity::error,
    "không dùng {0} làm mã vị trí đặt được",
    "{0} cannot be the id of a placement",
    "mã chỉ gồm chữ thường không dấu, số và gạch ngang, vì là một phần của tên thư mục",
    "an id has only lower-case letters, digits and hyphens: it is part of a folder's name"};
inline constexpr Message placement_twice{
    "MB0763",
    Severity::error,
    "vị trí đặt {0} trùng mã hoặc trùng địa chỉ {1} với cổng hay với vị trí khác",
    "the placement {0} has the id or the address {1} of the portal or of another placement",
    "mỗi vị trí cần một mã và một địa chỉ riêng",
    "each placement needs an id and an address of its own"};
inline constexpr Message mount_folder_unknown{
    "MB0764",
    Severity::error,
    "gan nêu {0}, nhưng không có cổng hay danh mục dùng chung nào như vậy",
    "gan names {0}, but there is no such portal or shared catalogue",
    "ghi tên một thư mục trong data/ hoặc content/",
    "name a folder in data/ or content/"};
inline constexpr Message mount_type_unknown{"MB0765",
                                            Severity::error,
                                            "gan nêu loại nội dung {0}, nhưng không có loại này",
                                            "gan names the content type {0}, which there is not",
                                            "tên loại là tên tệp trong site/types/",
                                            "a type's name is its file name in site/types/"};
inline constexpr Message mount_circle{
    "MB0766",
    Severity::error,
    "các cổng gắn nội dung của nhau thành vòng: {0}",
    "portals mount each other in a circle: {0}",
    "bỏ một mục gan; nội dung hai cổng cùng cần thì để ở một danh mục dùng chung",
    "remove one entry of gan; what both need belongs into a shared catalogue"};
inline constexpr Message mount_twice{"MB0767",
                                     Severity::error,
                                     "gan nêu hai lần loại {1} của {0}",
                                     "gan names the type {1} of {0} twice",
                                     "xóa một trong hai",
                                     "remove one of the two"};
inline constexpr Message mount_empty{"MB0768",
                                     Severity::warning,
                                     "{0} không có nội dung nào thuộc loại {1} để gắn",
                                     "{0} has no record of the type {1} to mount",
                                     "kiểm tra tên thư mục và loại ở mục gan",
                                     "check folder and type in gan"};
inline constexpr Message mounted_id_taken{
    "MB0769",
    Severity::error,
    "cổng {0} đã có {1} mang mã {2} ở {3}",
    "the portal {0} has {1} with the id {2} already, in {3}",
    "muốn đổi vài trường của nội dung được gắn thì dùng tệp {4}.ghi-de.json, không chép lại",
    "to change single fields of mounted content use a file {4}.ghi-de.json, not a copy"};
inline constexpr Message local_values_alone{
    "MB0770",
    Severity::error,
    "tệp ghi đè này không có nội dung gốc: cổng không gắn {0} nào mang mã {1}",
    "these local values have no record: the portal mounts no {0} with the id {1}",
    "tên tệp là <mã>.ghi-de.json; <mã> là mã nội dung (thường là tên tệp gốc), không phải mã thủ "
    "tục",
    "the file is named <id>.ghi-de.json; the id is the record's (mostly its file's name), not its "
    "code"};
inline constexpr Message local_values_by_code{
    "MB0779",
    Severity::error,
    "tệp ghi đè này mang tên theo {2} của nội dung gốc, không theo mã nội dung: không có {0} nào "
    "mang mã {1}",
    "these local values are named by the {2} of their record and not by its id: there is no {0} "
    "with the id {1}",
    "đổi tên tệp thành {3}.ghi-de.json",
    "rename the file to {3}.ghi-de.json"};
inline constexpr Message local_values_of_own{"MB0771",
                                             Severity::error,
                                             "{0} mang mã {1} là nội dung của chính cổng này",
                                             "the {0} with the id {1} is this portal's own",
                                             "sửa thẳng trong {2} rồi xóa tệp ghi đè",
                                             "edit {2} itself and remove this file"};
inline constexpr Message local_values_shared{
    "MB0772",
    Severity::error,
    "tệp ghi đè cho {0} nằm trong thư mục dùng chung",
    "the local values for {0} lie in the shared folder",
    "ghi đè là của một cổng: chuyển tệp vào thư mục của cổng, hoặc sửa nội dung gốc",
    "local values are one portal's: move the file to its folder, or edit the record"};
inline constexpr Message local_value_fixed{
    "MB0776",
    Severity::error,
    "trường {0} cho biết đây là nội dung nào, nên không ghi đè được: nội dung gốc là {1}, ở đây là "
    "{2}",
    "the field {0} tells which record this is and cannot be local: it is {1} there and {2} here",
    "xóa trường này khỏi tệp ghi đè",
    "remove this field from the local values"};
inline constexpr Message value_taken{
    "MB0773",
    Severity::error,
    "{0} {1} đã dùng cho nội dung ở {2}",
    "{0}: {1} already belongs to the record in {2}",
    "trong một danh mục, mỗi nội dung có một giá trị riêng ở trường này: xóa nội dung trùng",
    "in one catalogue each record has a value of its own here: remove the double"};
inline constexpr Message agency_not_yet{
    "MB0774",
    Severity::error,
    "nội dung ghi {0}, nhưng {1} chỉ có từ {2}",
    "the record is dated {0}, but {1} exists only since {2}",
    "kiểm tra lại ngày, hoặc nêu cơ quan có vào lúc đó; nội dung nêu {3}",
    "check the date, or name the agency of that time; the record names {3}"};
inline constexpr Message agency_no_longer{
    "MB0775",
    Severity::warning,
    "nội dung ghi {0}, nhưng {1} đã kết thúc: {2}",
    "the record is dated {0}, but {1} ended with {2}",
    "kiểm tra lại ngày, hoặc nêu cơ quan kế thừa; nội dung nêu {3}",
    "check the date, or name the successor; the record names {3}"};
inline constexpr Message portal_agency_not_yet{
    "MB0777",
    Severity::warning,
    "nội dung ghi {0} và không nêu cơ quan, nhưng {1} của cổng này chỉ có từ {2}",
    "the record is dated {0} and names no agency, but {1} of this portal exists only since {2}",
    "ghi co_quan: mã cơ quan có vào lúc đó, hoặc co_quan_cong_bo nếu là của cơ quan khác",
    "add co_quan, the id of the agency of that time, or co_quan_cong_bo if it is another's"};
inline constexpr Message translation_alone{
    "MB0780",
    Severity::error,
    "bản dịch này không có bản gốc: cổng không có {0} nào mang mã {1}",
    "this translation has no original: the portal has no {0} with the id {1}",
    "bản dịch của x.md là x.en.md, cùng mã với bản gốc; của nội dung gắn từ nơi khác thì đặt trong "
    "thư mục loại đó của cổng này",
    "the translation of x.md is x.en.md, with the id of the original; of a mounted record it lies "
    "in this portal's folder of that type"};
inline constexpr Message translation_of_other_type{
    "MB0781",
    Severity::error,
    "bản dịch mang mã {0} thuộc loại {1}, nhưng bản gốc {3} thuộc loại {2}",
    "the translation with the id {0} is a {1}, but its original {3} is a {2}",
    "chuyển bản dịch vào cạnh bản gốc",
    "move the translation beside its original"};
inline constexpr Message translation_differs{
    "MB0782",
    Severity::error,
    "bản dịch ghi {0} là {1}, bản gốc ghi {2}",
    "the translation says {0}: {1}, its original {2}",
    "số, ngày, mã không đổi theo ngôn ngữ: xóa dòng này để lấy theo bản gốc {3}",
    "numbers, dates and codes are the same in all languages: remove this line to take those of "
    "{3}"};
inline constexpr Message translation_older{
    "MB0783",
    Severity::warning,
    "bản dịch ghi {0} là {1}, bản gốc ghi {2}: có thể bản dịch đã cũ",
    "the translation says {0}: {1}, its original {2}: it may be out of date",
    "đối chiếu với {3} rồi xóa dòng này",
    "compare it with {3}, then remove this line"};
inline constexpr Message translation_without_body{
    "MB0784",
    Severity::error,
    "bản dịch thiếu phần bài viết mà bản gốc {0} có",
    "the translation lacks the text that its original {0} has",
    "dịch cả bài, hoặc xóa tệp này: trang sẽ hiện bản gốc kèm ghi chú",
    "translate the text, or remove this file: the page then shows the original with a note"};
inline constexpr Message translation_unused{
    "MB0785",
    Severity::warning,
    "bản dịch không được dùng: không cổng nào hiện nội dung này có ngôn ngữ thứ hai là {0}",
    "the translation is not used: {0} is a further language of no portal that shows the record",
    "thêm ngôn ngữ này vào ngon_ngu trong portal.json, sau ngôn ngữ gốc",
    "add it to ngon_ngu in portal.json, behind the first language"};
inline constexpr Message language_folder_taken{
    "MB0786",
    Severity::error,
    "địa chỉ {0} thuộc về các trang tiếng {1}",
    "the address {0} belongs to the pages in the language {1}",
    "đổi mã hoặc địa chỉ cũ của nội dung này, hoặc tên tệp trong static/",
    "change the id or the old address of this content, or the file's name in static/"};

}  // namespace minhbach::messages
