// What can be said about pictures, films, captions and documents (MB1201–MB1249).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message attachment_too_large{
    "MB1201",
    Severity::error,
    "tệp nặng {0} MB; cổng chỉ đăng tệp đến {1} MB",
    "the file has {0} MB; a portal publishes files up to {1} MB",
    "video: đăng ở nơi phát video của cơ quan rồi ghi trường lien_ket; tài liệu: chia nhỏ hoặc nén "
    "ảnh bên trong",
    "a video: publish it where your body publishes videos and give the field lien_ket; a document: "
    "split it or compress the pictures in it"};
inline constexpr Message picture_wrong_ending{
    "MB1202",
    Severity::error,
    "tệp tên là {0} nhưng bên trong là {1}",
    "the file is called {0} but holds {1}",
    "đổi đuôi tệp cho đúng, hoặc lưu lại ảnh bằng chương trình xem ảnh",
    "give it the right ending, or save the picture again in a picture viewer"};
inline constexpr Message picture_too_many_pixels{
    "MB1203",
    Severity::error,
    "ảnh {0} điểm ảnh, quá mức {1} triệu điểm ảnh hoặc {2} điểm mỗi chiều",
    "the picture has {0} pixels, over the limit of {1} megapixels or {2} along a side",
    "thu nhỏ ảnh rồi lưu lại; trang chỉ cần ảnh rộng 1600 điểm",
    "make it smaller and save it again; pages need 1600 pixels at most"};
inline constexpr Message picture_film{"MB1204",
                                      Severity::error,
                                      "ảnh động không dùng được: người đọc không dừng được hình",
                                      "a moving picture cannot be used: readers cannot stop it",
                                      "lưu một khung hình thành PNG, hoặc đăng thành video",
                                      "save one frame as PNG, or publish it as a video"};
inline constexpr Message picture_cut_off{
    "MB1205",
    Severity::error,
    "ảnh bị thiếu dữ liệu hoặc hỏng, không đọc được đến cuối",
    "the picture is cut off or damaged and cannot be read to its end",
    "chép lại tệp từ nguồn; nếu vẫn vậy, mở ảnh rồi lưu lại",
    "copy the file again from where it came; else open it and save it again"};
inline constexpr Message svg_unsafe{
    "MB1206",
    Severity::error,
    "hình SVG có {0}, thứ một hình vẽ không được có",
    "the SVG has {0}, which a drawing must not have",
    "lưu lại dạng “SVG thuần” (Plain SVG), không mã lệnh, không liên kết ra ngoài; hoặc xuất PNG",
    "save it as “Plain SVG”, without script and outside links; or export PNG"};
inline constexpr Message svg_malformed{"MB1207",
                                       Severity::error,
                                       "hình SVG sai cú pháp XML",
                                       "the SVG is not well-formed XML",
                                       "mở bằng chương trình vẽ rồi lưu lại",
                                       "open it in a drawing program and save it again"};
inline constexpr Message picture_too_heavy{
    "MB1209",
    Severity::error,
    "ảnh {0} dạng {1} cần khoảng {2} MB bộ nhớ để làm bản nhẹ, quá mức {3} MB",
    "to make lighter ones of the picture ({0}, {1}) takes about {2} MB, over the limit of {3} MB",
    "thu nhỏ ảnh còn rộng 1600 đến 4000 điểm; hoặc lưu lại thành JPEG thường (không "
    "“progressive”), PNG không “interlaced”, 8 bit, không nền trong suốt",
    "make it 1600 to 4000 pixels wide; or save it as a plain JPEG (not “progressive”), or a PNG of "
    "8 bits that is not “interlaced” and not transparent"};
inline constexpr Message pictures_impossible{
    "MB1208",
    Severity::error,
    "máy này thiếu libvips nên không làm được ảnh",
    "this machine lacks libvips, so no picture can be made",
    "cài gói libvips42 (Debian 12) hoặc libvips42t64 (Debian 13)",
    "install the package libvips42 (Debian 12) or libvips42t64 (Debian 13)"};

inline constexpr Message pdf_scanned{
    "MB1211",
    Severity::warning,
    "PDF chỉ là ảnh chụp, không có chữ: không tìm được, máy đọc màn hình không đọc được",
    "the PDF is only a scan without text: nobody can search it, no screen reader can read it",
    "đăng PDF xuất thẳng từ Word, hoặc nhận dạng chữ (OCR) trước khi đăng",
    "publish the PDF that Word exports, or recognise its text (OCR) first"};
inline constexpr Message document_locked{"MB1212",
                                         Severity::warning,
                                         "tài liệu có mật khẩu, người đọc không mở được",
                                         "the document has a password, so readers cannot open it",
                                         "lưu lại không mật khẩu rồi thay tệp",
                                         "save it without a password and replace the file"};
inline constexpr Message document_broken{
    "MB1213",
    Severity::warning,
    "tài liệu {0} hỏng, hoặc bên trong không phải dạng tệp này",
    "the document {0} is broken, or something else than its name says",
    "mở thử trên máy, rồi xuất lại",
    "try to open it, then export it again"};
inline constexpr Message document_awkward{"MB1214",
                                          Severity::warning,
                                          "tệp {0} nhiều người không mở được trên điện thoại",
                                          "many people cannot open {0} files on a phone",
                                          "đăng thêm hoặc thay bằng {1}",
                                          "publish {1} beside it or in its place"};
inline constexpr Message pdf_not_looked_at{
    "MB1215",
    Severity::note,
    "chưa xem được PDF này có bao nhiêu trang, có chữ không: máy thiếu poppler-utils",
    "how many pages the PDF has and whether it has text is not known: poppler-utils is missing",
    "cài gói poppler-utils rồi dựng lại",
    "install the package poppler-utils and build again"};
inline constexpr Message pdf_page_impossible{
    "MB1216",
    Severity::error,
    "không vẽ được trang đầu của PDF này làm ảnh: tệp có mật khẩu, hỏng hoặc quá nặng",
    "the first page of the PDF cannot be drawn as a picture: it has a password, is broken or too "
    "heavy",
    "lưu lại PDF không mật khẩu, hoặc dùng một ảnh PNG, JPEG thay cho PDF",
    "save the PDF without a password, or use a PNG or JPEG in its place"};
inline constexpr Message pdf_interrupted{
    "MB1217",
    Severity::warning,
    "chưa xem được PDF này: chương trình đọc PDF không chạy được, hoặc bị dừng vì quá lâu, quá "
    "nặng",
    "the PDF could not be looked at: the program for it did not start, or was stopped as it took "
    "too long or too much memory",
    "dựng lại; nếu vẫn vậy, in PDF ra một PDF mới rồi thay tệp",
    "build again; if it stays, print the PDF into a new one and replace the file"};
inline constexpr Message document_names_person{
    "MB1218",
    Severity::warning,
    "tài liệu ghi tên người soạn trong phần thông tin của tệp, ai tải về cũng xem được",
    "the document names the person who wrote it in its properties, for all who download it",
    "Word, Excel: Tệp › Thông tin › Kiểm tra sự cố › Kiểm tra tài liệu, xóa thông tin cá nhân; "
    "LibreOffice: Tệp › Thuộc tính › Đặt lại thuộc tính; rồi xuất lại PDF",
    "Word, Excel: File › Info › Check for Issues › Inspect Document, remove personal information; "
    "LibreOffice: File › Properties › Reset Properties; then export the PDF again"};
inline constexpr Message film_tells_place{
    "MB1219",
    Severity::warning,
    "video ghi tọa độ nơi quay, ai tải về cũng xem được",
    "the film tells the place where it was taken, to all who download it",
    "gỡ bằng lệnh: ffmpeg -i phim.mp4 -map_metadata -1 -c copy phim-moi.mp4; hoặc tắt vị trí khi "
    "chia sẻ video từ điện thoại",
    "remove it with: ffmpeg -i film.mp4 -map_metadata -1 -c copy new.mp4; or switch the place off "
    "when you share the film from the phone"};

inline constexpr Message captions_no_header{
    "MB1221",
    Severity::error,
    "tệp phụ đề không bắt đầu bằng dòng WEBVTT",
    "the captions do not begin with the line WEBVTT",
    "dòng đầu tiên phải đúng là WEBVTT; tệp .srt cần đổi sang .vtt",
    "the first line must be WEBVTT; a .srt file must be converted to .vtt"};
inline constexpr Message captions_not_utf8{"MB1222",
                                           Severity::error,
                                           "phụ đề không phải chữ Unicode (UTF-8)",
                                           "the captions are not UTF-8",
                                           "lưu lại với mã hóa UTF-8",
                                           "save the file as UTF-8"};
inline constexpr Message captions_bad_timing{
    "MB1223",
    Severity::error,
    "dòng thời gian của phụ đề sai",
    "the caption's line of times is wrong",
    "viết như 00:03.000 --> 00:06.500, phần nghìn giây sau dấu chấm",
    "write it as 00:03.000 --> 00:06.500, thousandths after a dot"};
inline constexpr Message captions_end_too_soon{
    "MB1224",
    Severity::error,
    "phụ đề kết thúc trước hoặc ngay khi bắt đầu",
    "the caption ends before or as it begins",
    "thời điểm sau dấu --> phải muộn hơn thời điểm trước",
    "the time behind --> must be later than the one before it"};
inline constexpr Message captions_out_of_order{"MB1225",
                                               Severity::error,
                                               "phụ đề này bắt đầu trước phụ đề ở trên",
                                               "this caption begins before the one above it",
                                               "xếp các phụ đề theo thứ tự thời gian",
                                               "put captions in the order of their times"};
inline constexpr Message captions_no_text{
    "MB1226",
    Severity::warning,
    "phụ đề không có chữ",
    "the caption has no text",
    "viết chữ ngay dưới dòng thời gian, hoặc bỏ phụ đề này",
    "write it right below the line of times, or leave the cue out"};
inline constexpr Message captions_no_cues{
    "MB1227",
    Severity::error,
    "tệp phụ đề không có phụ đề nào",
    "the file holds no captions",
    "kiểm tra lại tệp; video không lời thì ghi phu_de: khong_loi",
    "look at the file; for a film without speech write "
    "phu_de: khong_loi"};

}  // namespace minhbach::messages
