// What can be said about the command line (MB08xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message no_site_here{
    "MB0801",
    Severity::error,
    "không thấy thư mục site/ trong {0}",
    "there is no folder site/ in {0}",
    "chạy lệnh trong thư mục gốc của trang, hoặc chỉ ra bằng --goc",
    "run this in the site's root folder, or name it with --goc"};
inline constexpr Message bad_date{"MB0802",
                                  Severity::error,
                                  "--ngay: {0} không phải là một ngày đầy đủ{1}",
                                  "--ngay: {0} is not a full date{1}",
                                  "viết 2024-05-17 hoặc 17/05/2024",
                                  "write 2024-05-17 or 17/05/2024"};
inline constexpr Message no_portals{"MB0803",
                                    Severity::error,
                                    "chưa có cổng nào: không có tệp site/<cổng>/portal.json",
                                    "there is no portal: no file site/<portal>/portal.json",
                                    "",
                                    ""};
inline constexpr Message epoch_wrong{
    "MB0804",
    Severity::error,
    "biến môi trường SOURCE_DATE_EPOCH là {0}, không phải số giây từ ngày 01/01/1970",
    "the environment's SOURCE_DATE_EPOCH is {0} and not a number of seconds since 1970-01-01",
    "bỏ biến này (unset SOURCE_DATE_EPOCH), hoặc dùng --ngay",
    "take it out (unset SOURCE_DATE_EPOCH), or use --ngay"};
inline constexpr Message output_lost{
    "MB0805",
    Severity::error,
    "kết quả in ra không được ghi lại đầy đủ",
    "what was printed could not be written in full",
    "kiểm tra chỗ trống trên đĩa, hoặc nơi nhận kết quả, rồi chạy lại lệnh",
    "see whether the disk is full, or what takes the output, and run this again"};

// What was typed.
inline constexpr Message command_unknown{"MB0810",
                                         Severity::error,
                                         "không có lệnh {0}",
                                         "there is no command {0}",
                                         "các lệnh: {1}; xem minhbach --help",
                                         "the commands: {1}; see minhbach --help"};
inline constexpr Message command_missing{"MB0811",
                                         Severity::error,
                                         "chưa ghi lệnh cần chạy",
                                         "no command was given",
                                         "các lệnh: {0}; xem minhbach --help",
                                         "the commands: {0}; see minhbach --help"};
inline constexpr Message option_unknown{"MB0812",
                                        Severity::error,
                                        "lệnh {1} không có tùy chọn {0}",
                                        "{1} has no option {0}",
                                        "các tùy chọn: xem {1} --help",
                                        "the options: see {1} --help"};
inline constexpr Message argument_unexpected{
    "MB0813",
    Severity::error,
    "lệnh {1} không nhận thêm {0}",
    "{1} does not take {0}",
    "chữ có dấu cách phải đặt trong dấu nháy kép; cách dùng: xem {1} --help",
    "put text that has spaces into double quotes; for how it is used, see {1} --help"};
inline constexpr Message value_missing{
    "MB0814",   Severity::error, "sau {0} thiếu giá trị", "{0} lacks its value",
    "viết {1}", "write {1}"};
inline constexpr Message argument_missing{"MB0815",
                                          Severity::error,
                                          "lệnh {0} thiếu {1}",
                                          "{0} lacks {1}",
                                          "viết {0} {1}; xem {0} --help",
                                          "write {0} {1}; see {0} --help"};
inline constexpr Message number_wrong{"MB0816",
                                      Severity::error,
                                      "{0}: {1} không phải là số nguyên từ {2} đến {3}",
                                      "{0}: {1} is not a whole number from {2} to {3}",
                                      "viết chẳng hạn {0} {4}",
                                      "write for example {0} {4}"};
inline constexpr Message option_value_unknown{"MB0817",
                                              Severity::error,
                                              "{0} không nhận {1}",
                                              "{0} does not take {1}",
                                              "chọn một trong: {2}",
                                              "choose one of: {2}"};
inline constexpr Message command_line_unclear{"MB0818",
                                              Severity::error,
                                              "không hiểu dòng lệnh: {0}",
                                              "the command line is not understood: {0}",
                                              "xem minhbach --help",
                                              "see minhbach --help"};
inline constexpr Message option_twice{"MB0819",
                                      Severity::error,
                                      "{0} được ghi nhiều lần",
                                      "{0} is given more than once",
                                      "chỉ ghi một lần, ví dụ {1}",
                                      "give it once, for example {1}"};
inline constexpr Message flag_with_value{
    "MB0809",      Severity::error, "{0} không có giá trị đi kèm", "{0} takes no value",
    "chỉ ghi {1}", "write just {1}"};

// `minhbach new` and `minhbach types`.
inline constexpr Message portal_not_named{"MB0820",
                                          Severity::error,
                                          "có nhiều cổng nên phải ghi rõ cổng",
                                          "there are several portals, so one must be named",
                                          "thêm --cong và một trong: {0}",
                                          "add --cong and one of: {0}"};
inline constexpr Message type_unknown{"MB0821",
                                      Severity::error,
                                      "không có loại nội dung {0}",
                                      "there is no content type {0}",
                                      "các loại: {1}; xem minhbach types",
                                      "the types: {1}; see minhbach types"};
inline constexpr Message no_types{"MB0822",
                                  Severity::error,
                                  "chưa có loại nội dung nào trong site/types/",
                                  "there is no content type in site/types/",
                                  "mỗi loại là một tệp site/types/<loại>.schema.json",
                                  "each type is a file site/types/<type>.schema.json"};
inline constexpr Message file_is_there{"MB0823",
                                       Severity::error,
                                       "đã có tệp {0}, không ghi đè",
                                       "the file {0} is there already and is not replaced",
                                       "mở tệp đó để sửa, hoặc đặt tên khác bằng --ten hoặc --ma",
                                       "edit it, or choose another name with --ten or --ma"};
inline constexpr Message code_needed{
    "MB0828",
    Severity::error,
    "chưa có {0}: trang của loại {1} lấy địa chỉ từ mã này, và mã do cơ quan khác cấp",
    "{0} is missing: pages of {1} have it in their address, and others give it out",
    "thêm --ma với mã thật, dạng như {2}",
    "add --ma with the real code, which looks like {2}"};
inline constexpr Message id_in_use{"MB0824",
                                   Severity::error,
                                   "mã {0} đã dùng ở {1}",
                                   "the id {0} is in use in {1}",
                                   "chọn mã khác bằng --ma",
                                   "choose another with --ma"};
inline constexpr Message id_unusable{
    "MB0825",
    Severity::error,
    "không dùng {0} làm mã được",
    "{0} cannot be an id",
    "mã bắt đầu bằng chữ hoặc số, chỉ gồm chữ không dấu, số, dấu chấm và dấu gạch ngang",
    "an id begins with a letter or digit and has only plain letters, digits, full stops and "
    "hyphens"};
inline constexpr Message nothing_to_refer_to{
    "MB0826",
    Severity::error,
    "địa chỉ của loại này cần {0}, mà chưa có nội dung nào thuộc loại {1}",
    "the address of this type needs {0}, and there is no record of the type {1} yet",
    "tạo trước một {1}: minhbach new {1}",
    "make one first: minhbach new {1}"};
inline constexpr Message skeleton_refused{"MB0827",
                                          Severity::error,
                                          "bản mẫu không hợp lệ nên không ghi: {0}",
                                          "the skeleton would not be valid and is not written: {0}",
                                          "sửa --ten hoặc --ma cho đúng quy định của trường",
                                          "change --ten or --ma to what the field asks for"};

// `build --verify`.
inline constexpr Message not_in_clean_build{
    "MB0830",
    Severity::error,
    "thừa tệp này: dựng lại từ đầu thì không có",
    "a build from nothing does not make this file",
    "chuyển tệp đi nơi khác; muốn đăng tệp thì đặt vào site/<cổng>/static/",
    "move it elsewhere; a file to be published belongs into site/<portal>/static/"};
inline constexpr Message only_in_clean_build{"MB0831",
                                             Severity::error,
                                             "thiếu tệp này: dựng lại từ đầu thì có",
                                             "this file is missing: a build from nothing makes it",
                                             "dựng lại với --tu-dau",
                                             "build with --tu-dau"};
inline constexpr Message bytes_differ{
    "MB0832",
    Severity::error,
    "khác bản dựng lại từ đầu, kể từ byte thứ {0} (tệp này {1} byte, bản dựng lại {2} byte)",
    "differs from a build from nothing, from byte {0} on (this file: {1} bytes, that one: {2})",
    "tệp bị sửa sau khi dựng, hoặc nội dung thay đổi trong lúc dựng: dựng lại với --tu-dau",
    "it was edited after it was built, or content changed meanwhile: build with --tu-dau"};
inline constexpr Message scratch_left{"MB0833",
                                      Severity::warning,
                                      "không xóa hết được thư mục tạm {0}",
                                      "the temporary folder {0} could not be removed completely",
                                      "xóa thư mục đó",
                                      "remove that folder"};

// `minhbach explain`.
inline constexpr Message never_built{
    "MB0840",
    Severity::error,
    "chưa có nhật ký dựng trong {0}: cổng {1} chưa được dựng ở đó",
    "there is no build log in {0}: the portal {1} was not built there",
    "dựng trước đã: minhbach build {1}; dựng ở thư mục khác thì chỉ ra bằng --out",
    "build it first: minhbach build {1}; if it was built elsewhere, name that with --out"};
inline constexpr Message build_cut_off{
    "MB0841",
    Severity::error,
    "lần dựng gần nhất vào {0} bị ngắt giữa chừng, hoặc đang chạy: nhật ký của nó chưa đủ để tin",
    "the last build into {0} was cut off or is still running: its log cannot be relied on",
    "chạy minhbach build {1}; lần đó sẽ làm lại mọi trang",
    "run minhbach build {1}, which will make every page again"};
inline constexpr Message log_unreadable{
    "MB0842",
    Severity::error,
    "không đọc được nhật ký dựng trong {0}: bị hỏng, hoặc do một phiên bản khác ghi",
    "the build log in {0} cannot be read: it is damaged, or another version wrote it",
    "chạy minhbach build {1} để ghi lại nhật ký",
    "run minhbach build {1} to have it written anew"};
inline constexpr Message output_unknown{
    "MB0843",
    Severity::error,
    "lần dựng gần nhất của cổng {1} không làm ra {0}",
    "the last build of the portal {1} made no {0}",
    "ghi đường dẫn trong thư mục kết quả, hoặc địa chỉ của trang",
    "give a path in the output folder, or the address of a page"};

// `minhbach import` and `minhbach types --sheet`.
inline constexpr Message import_type_missing{"MB0850",
                                             Severity::error,
                                             "bảng {0} chứa loại nội dung nào?",
                                             "which content type does the {0} table hold?",
                                             "thêm --type LOẠI; các loại: xem minhbach types",
                                             "add --type TYPE; for the types see minhbach types"};
inline constexpr Message sheet_is_there{
    "MB0851",
    Severity::error,
    "đã có tệp {0}, có thể đã điền; không ghi đè",
    "the file {0} is there already, perhaps filled in, and is not replaced",
    "chọn tên khác bằng --out, hoặc chuyển tệp cũ đi nơi khác",
    "choose another name with --out, or move the old file away"};
inline constexpr Message sheet_of_what{"MB0852",
                                       Severity::error,
                                       "sổ tính trống của loại nào?",
                                       "a blank workbook of which type?",
                                       "viết minhbach types LOẠI --sheet --out TỆP.xlsx",
                                       "write minhbach types TYPE --sheet --out FILE.xlsx"};
inline constexpr Message import_key_unknown{"MB0853",
                                            Severity::error,
                                            "--khoa: loại {1} không có trường {0}",
                                            "--khoa: the type {1} has no field {0}",
                                            "các trường: minhbach types {1}",
                                            "its fields: minhbach types {1}"};

inline constexpr Message import_too_large{
    "MB0854",
    Severity::error,
    "tệp lớn {0} MB, quá giới hạn {1} MB của một tệp nhập vào",
    "the file has {0} MB, more than the limit of {1} MB for an import",
    "kiểm tra xem có đúng tệp cần nhập không; bảng dài thì chia thành nhiều tệp",
    "see whether this is the right file; split a long table"};

// `minhbach new portal`.
inline constexpr Message portal_id_missing{"MB0860",
                                           Severity::error,
                                           "cổng mới mang mã gì?",
                                           "what is the id of the new portal?",
                                           "viết minhbach new portal xa-binh-minh",
                                           "write minhbach new portal xa-binh-minh"};
inline constexpr Message portal_id_unusable{
    "MB0861",
    Severity::error,
    "không dùng {0} làm mã cổng được",
    "{0} cannot be the id of a portal",
    "mã chỉ gồm chữ thường không dấu, số và gạch ngang, vì là tên thư mục; không phải chung, types",
    "an id has only lower-case letters, digits and hyphens; chung and types are taken"};
inline constexpr Message portal_is_there{"MB0862",
                                         Severity::error,
                                         "đã có {1}, nên không tạo cổng {0}",
                                         "{1} is there already, so no portal {0} is made",
                                         "chọn mã khác, hoặc chuyển thư mục đó đi nơi khác",
                                         "choose another id, or move that folder away"};
inline constexpr Message sample_missing{"MB0863",
                                        Severity::error,
                                        "không có cổng mẫu để sao chép: thiếu tệp {0}",
                                        "there is no sample portal to copy: {0} is missing",
                                        "lấy lại các thư mục mau trong site/, content/ và data/",
                                        "bring back the folders mau in site/, content/ and data/"};
inline constexpr Message unit_is_shared{
    "MB0864",
    Severity::error,
    "đơn vị {0} đã khai báo ở {1}",
    "the unit {0} is declared in {1} already",
    "chọn mã cổng khác, ví dụ thêm -minh-bach, rồi ghi đơn vị đó vào don_vi của portal.json",
    "choose another id, e.g. with -minh-bach behind it, and name that unit in don_vi of "
    "portal.json"};
}  // namespace minhbach::messages
