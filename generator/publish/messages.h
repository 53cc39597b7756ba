// What can be said about publishing (MB14xx).
#pragma once

#include "base/diagnostic.h"

namespace minhbach::messages {

inline constexpr Message site_file_unreadable{"MB1410",
                                              Severity::error,
                                              "không đọc được tệp {0} của bản dựng: {1}",
                                              "cannot read {0} of the built site: {1}",
                                              "dựng lại: minhbach build, rồi xuất bản lại",
                                              "build again (minhbach build), then publish again"};
inline constexpr Message site_file_is_none{
    "MB1459",
    Severity::error,
    "{0} của bản dựng không còn là một tệp, mà là thư mục hoặc liên kết",
    "{0} of the built site is no longer a file, but a folder or a link",
    "xóa nó rồi dựng lại: minhbach build",
    "remove it, then build again: minhbach build"};
inline constexpr Message site_file_changed{"MB1411",
                                           Severity::error,
                                           "tệp {0} bị thay đổi trong lúc xuất bản",
                                           "{0} changed while it was being published",
                                           "đợi lần dựng xong rồi xuất bản lại",
                                           "wait until the build is done, then publish again"};
inline constexpr Message place_refused{"MB1412",
                                       Severity::error,
                                       "{1}: không làm được với {0}: {2}",
                                       "{1}: cannot do it with {0}: {2}",
                                       "xem nơi đó còn chỗ trống và tài khoản có quyền ghi không, "
                                       "rồi chạy lại: phần đã gửi không phải gửi lại",
                                       "see whether there is room and a right to write, then run "
                                       "this again: what was sent is not sent again"};
inline constexpr Message place_forbids{"MB1413",
                                       Severity::error,
                                       "{1}: không có quyền ghi {0}: {2}",
                                       "{1}: no right to write {0}: {2}",
                                       "cho tài khoản xuất bản quyền ghi vào thư mục của nơi đó, "
                                       "rồi chạy lại: phần đã gửi không phải gửi lại",
                                       "let the account write in the place's folder, then run this "
                                       "again: what was sent is not sent again"};
inline constexpr Message place_full{
    "MB1414",
    Severity::error,
    "{1}: hết chỗ trống khi ghi {0}: {2}",
    "{1}: no room left for {0}: {2}",
    "dọn bớt, hoặc giảm giu_ban, rồi chạy lại: phần đã gửi không phải gửi lại",
    "make room, or lower giu_ban, then run this again: what was sent is not sent again"};
inline constexpr Message ssh_not_started{"MB1415",
                                         Severity::error,
                                         "không chạy được chương trình ssh: {0}",
                                         "cannot run the program ssh: {0}",
                                         "cài gói openssh-client",
                                         "install the package openssh-client"};
inline constexpr Message host_unknown{
    "MB1416",
    Severity::error,
    "chưa biết khóa của máy chủ {0}; máy chủ đưa ra {1}",
    "the key of the server {0} is not known; it shows {1}",
    "hỏi nơi cho thuê máy chủ dấu vân tay đúng; nếu trùng, thêm vào nơi xuất bản trong "
    "portal.json: \"khoa_may_chu\": \"{2}\"",
    "ask the host's operator for the right fingerprint; if it is this one, add to the place in "
    "portal.json: \"khoa_may_chu\": \"{2}\""};
inline constexpr Message host_changed{
    "MB1417",
    Severity::error,
    "khóa của máy chủ {0} không phải là khóa đã ghi; máy chủ đưa ra {1}",
    "the key of the server {0} is not the one that is known; it shows {1}",
    "có thể có kẻ đứng giữa: chỉ sửa khoa_may_chu (hoặc known_hosts) sau khi nơi cho thuê máy chủ "
    "xác nhận đã đổi khóa",
    "somebody may stand between: change khoa_may_chu (or known_hosts) only when the operator "
    "confirms a new key"};
inline constexpr Message login_refused{"MB1418",
                                       Severity::error,
                                       "máy chủ {0} không cho đăng nhập: {1}",
                                       "the server {0} refuses the login: {1}",
                                       "kiểm tra tài khoản trong dia_chi, khóa (tep_khoa hoặc "
                                       "ssh-agent), hoặc mật khẩu trong biến môi trường {2}",
                                       "check the account in dia_chi, the key (tep_khoa or "
                                       "ssh-agent), or the password in the environment's {2}"};
inline constexpr Message connection_failed{"MB1419",
                                           Severity::error,
                                           "không kết nối được với {0}: {1}",
                                           "cannot connect to {0}: {1}",
                                           "kiểm tra địa chỉ, cổng, mạng",
                                           "check address, port, network"};
inline constexpr Message connection_lost{"MB1420",
                                         Severity::error,
                                         "mất kết nối với {0} khi làm với {1}: {2}",
                                         "lost the connection to {0} at {1}: {2}",
                                         "chạy lại: phần đã gửi không phải gửi lại",
                                         "run this again: what was sent is not sent again"};
inline constexpr Message place_locked{
    "MB1421",
    Severity::error,
    "nơi xuất bản {0} đang được {1} ghi, bắt đầu cách đây {2}",
    "{1} is publishing to {0}, since {2}",
    "đợi xong; nếu chắc chắn không còn ai ghi (máy đó đã bị ngắt), chạy lại với --pha-khoa",
    "wait; when nobody does any more for certain (that machine was cut off), run this again with "
    "--pha-khoa"};
inline constexpr Message lock_nameless{
    "MB1460",
    Severity::error,
    "nơi xuất bản {0} có khóa chưa ghi tên ai, tạo cách đây {1}",
    "{0} has a lock that names nobody, made {1} ago",
    "ai đó vừa bắt đầu, hoặc đã bị ngắt ngay khi bắt đầu: chạy lại sau; khóa như vậy quá {2} phút "
    "thì được bỏ qua, hoặc dùng --pha-khoa khi chắc chắn không còn ai ghi",
    "somebody has just begun, or was cut off just then: run this again later; after {2} minutes "
    "such a lock is passed over, or use --pha-khoa when nobody is at it for certain"};
inline constexpr Message lock_taken_over{
    "MB1461",
    Severity::note,
    "đã bỏ qua khóa ở {0}, tạo cách đây {1} mà không ghi tên ai",
    "the lock at {0}, made {1} ago and naming nobody, was passed over",
    "lần xuất bản đó đã bị ngắt trước khi đổi tệp nào",
    "that run was cut off before it changed any file"};
inline constexpr Message not_in_one_step{
    "MB1462",
    Severity::note,
    "máy này không có chương trình ssh, nên {0} được ghi qua libcurl: tệp đang thay sẽ vắng mặt "
    "trong giây lát",
    "this machine has no program ssh, so {0} is written through libcurl: a file that is replaced "
    "is not there for a moment",
    "cài gói openssh-client để mỗi tệp đổi trong một bước",
    "install the package openssh-client, and each file changes in one step"};
inline constexpr Message lock_lost{
    "MB1463",
    Severity::error,
    "khóa của lần xuất bản này ở {0} đã bị {1} phá hoặc gỡ; từ đó không ghi gì thêm",
    "this run's lock at {0} was broken or taken away by {1}; nothing more was written",
    "đợi lần xuất bản kia xong, rồi chạy lại với --nhan: tệp nào hai bên ghi khác nhau được đọc "
    "lại",
    "wait until the other run is done, then run this with --nhan: what both may have written is "
    "looked at"};
inline constexpr Message too_large_there{
    "MB1470",
    Severity::error,
    "{1}: {0} lớn hơn {2} MB, không thể là tệp của chương trình này",
    "{1}: {0} is larger than {2} MB and cannot be a file of this program",
    "xem ai đã ghi vào nơi đó; xóa tệp ấy rồi chạy lại với --nhan",
    "see who has written there; remove that file, then run this with --nhan"};
inline constexpr Message listing_not_understood{
    "MB1471",
    Severity::error,
    "{0}: không hiểu danh sách tệp trong {1}: {2}",
    "{0}: the list of files in {1} is not understood: {2}",
    "không xóa gì khi chưa biết ở đó có gì; hỏi nơi cho thuê về máy trung gian trước máy chủ "
    "(đường "
    "dẫn bị đổi), hoặc đặt máy chủ FTP liệt kê theo kiểu UNIX",
    "nothing is deleted while it is not known what is there; ask the host about a proxy that "
    "changes paths, or set the FTP server to list as UNIX does"};
inline constexpr Message rules_left_out{
    "MB1472",
    Severity::warning,
    "{0}: máy chủ WebDAV áp luật của .htaccess cho cả việc xuất bản, hoặc không nhận tệp đó; tệp "
    "đó "
    "không được đưa lên",
    "{0}: the WebDAV server obeys .htaccess for publishing too, or refuses that file; it was left "
    "out",
    "đưa các luật ấy vào cấu hình riêng của máy chủ: xem huong-dan-xuat-ban.md, Máy chủ WebDAV",
    "put the rules into the server's own configuration: huong-dan-xuat-ban.md, Máy chủ WebDAV"};
inline constexpr Message rules_in_the_way{
    "MB1473",
    Severity::error,
    "{0}: luật trong .htaccess ở đó che thư mục của việc xuất bản",
    "{0}: the rules of the .htaccess there hide publishing's own folder",
    "xóa .htaccess ở nơi đó (bằng trình quản lý tệp của nơi cho thuê), rồi chạy lại",
    "remove .htaccess there (with the host's file manager), then run this again"};
inline constexpr Message library_missing{
    "MB1458",
    Severity::error,
    "máy này không có thư viện libcurl (libcurl.so.4)",
    "this machine does not have the library libcurl (libcurl.so.4)",
    "cài gói libcurl4 (Debian 12) hoặc libcurl4t64 (Debian 13), rồi chạy lại",
    "install the package libcurl4 (Debian 12) or libcurl4t64 (Debian 13), then run this again"};
inline constexpr Message no_releases_there{
    "MB1423",
    Severity::error,
    "{0} không cho mỗi bản một thư mục: chỉ thư mục của máy này, và máy chủ OpenSSH qua chương "
    "trình ssh, làm được",
    "{0} cannot hold a folder for each version: only a folder of this machine can, and an OpenSSH "
    "server through the program ssh",
    "viết \"cach\": \"tai_cho\" cho nơi này trong portal.json; với SFTP, xem gói openssh-client đã "
    "cài chưa",
    "write \"cach\": \"tai_cho\" for this place in portal.json; with SFTP see that openssh-client "
    "is installed"};
inline constexpr Message sftp_without_rename{
    "MB1433",
    Severity::error,
    "máy chủ {0} không thay được tệp đang có trong một bước (thiếu posix-rename@openssh.com)",
    "the server {0} cannot replace a file in one step (it lacks posix-rename@openssh.com)",
    "cần máy chủ OpenSSH, hoặc một loại nơi xuất bản khác",
    "an OpenSSH server is needed, or another kind of place"};
inline constexpr Message more_refused{
    "MB1434", Severity::error, "và {0} tệp nữa không làm được", "and {0} more files", "", ""};
inline constexpr Message place_busy{
    "MB1436",
    Severity::error,
    "{1}: máy chủ đang bận hoặc gặp lỗi, chưa làm được với {0}: {2}",
    "{1}: the server is busy or has an error, and cannot do it with {0}: {2}",
    "chạy lại sau: phần đã gửi không phải gửi lại",
    "run this again later: what was sent is not sent again"};
inline constexpr Message certificate_refused{
    "MB1435",
    Severity::error,
    "không tin được chứng thư của {0}: {1}",
    "the certificate of {0} is not to be trusted: {1}",
    "chứng thư hết hạn hoặc sai tên thì nơi cho thuê phải thay; của cơ quan tự cấp thì ghi tệp của "
    "nơi cấp vào tep_chung_thu",
    "one that has expired, or has another name, its host must replace; for an authority of your "
    "own name its file in tep_chung_thu"};
inline constexpr Message manifest_damaged{
    "MB1424",
    Severity::error,
    "bản kê khai ở {0} bị hỏng hoặc của phiên bản khác",
    "the manifest at {0} is damaged, or of another version",
    "chạy lại với --nhan để đọc lại những gì đang có ở đó; chỉ tệp khác nhau được gửi",
    "run this with --nhan to look at what is there; only what differs is sent"};
inline constexpr Message place_not_ours{
    "MB1425",
    Severity::error,
    "{0} chưa có bản kê khai mà đã có {1} tệp: {2}",
    "{0} has no manifest, but {1} files: {2}",
    "kiểm tra địa chỉ; nếu đúng là nơi này, chạy lại với --nhan: tệp giống hệt không phải gửi, tệp "
    "lạ được để yên",
    "check the address; if this is the place, run this with --nhan: equal files are not sent, "
    "foreign ones left alone"};
inline constexpr Message place_of_another{"MB1426",
                                          Severity::error,
                                          "{0} đang giữ cổng {1}, không phải {2}",
                                          "{0} holds the portal {1}, not {2}",
                                          "sửa dia_chi của nơi xuất bản trong portal.json",
                                          "mend dia_chi of the place in portal.json"};
inline constexpr Message build_older{
    "MB1427",
    Severity::error,
    "bản dựng này ({2}) cũ hơn bản đang có ở {0} ({1})",
    "this build ({2}) is older than the one at {0} ({1})",
    "dựng lại từ nội dung mới nhất; nếu thật sự muốn đưa bản cũ, thêm --cu-hon",
    "build again from the newest content; if the older one is really meant, add --cu-hon"};
inline constexpr Message made_up_on_live{
    "MB1428",
    Severity::error,
    "{0} là nơi công khai thật, mà bản dựng có {1} trang minh họa: {2}",
    "{0} is read by the public, and the build has {1} made-up pages: {2}",
    "thay bằng thông tin thật có nguồn rồi bỏ minh_hoa, hoặc xóa các bản ghi đó, rồi dựng lại",
    "replace them by facts with a source and take minh_hoa out, or remove them, then build again"};
inline constexpr Message too_many_deletions{
    "MB1429",
    Severity::error,
    "lần xuất bản này sẽ xóa {1} trên {2} tệp ở {0}, quá mức cho phép ({3} tệp, {4} %)",
    "this would delete {1} of {2} files at {0}, more than is allowed ({3} files, {4} %)",
    "xem bằng --thu; nếu đúng là muốn xóa, thêm --cho-xoa {1}",
    "look with --thu; if this is meant, add --cho-xoa {1}"};
inline constexpr Message version_unknown{"MB1430",
                                         Severity::error,
                                         "{0} chỉ còn giữ {2} bản trước, không lùi được {1} bản",
                                         "{0} keeps {2} earlier versions and cannot go back by {1}",
                                         "số bản giữ lại là giu_ban của nơi xuất bản",
                                         "how many are kept is giu_ban of the place"};
inline constexpr Message version_lost{
    "MB1431",
    Severity::error,
    "bản trước của tệp {0} không còn nguyên ở nơi xuất bản",
    "the earlier version of {0} is not there any more as it was",
    "lấy nội dung cũ từ Git, dựng lại, rồi xuất bản với --cu-hon",
    "take the old content from Git, build it, and publish with --cu-hon"};
inline constexpr Message version_elsewhere{
    "MB1432",
    Severity::error,
    "bản trước ở {0} được xuất bản theo cách khác (tai_cho, ban_phat_hanh)",
    "the earlier version at {0} was published in another way (tai_cho, ban_phat_hanh)",
    "lấy nội dung cũ từ Git, dựng lại, rồi xuất bản với --cu-hon",
    "take the old content from Git, build it, and publish with --cu-hon"};
inline constexpr Message secret_missing{
    "MB1455",
    Severity::error,
    "chưa có khóa bí mật cho {0}",
    "there is no secret key for {0}",
    "đặt biến môi trường {1}; không ghi vào portal.json",
    "set the environment's {1}; never write it into portal.json"};
inline constexpr Message clock_differs{
    "MB1456",
    Severity::error,
    "{0} từ chối vì giờ của máy này lệch giờ máy chủ ({1})",
    "{0} refuses because this machine's clock differs from the server's ({1})",
    "chỉnh đồng hồ của máy này (timedatectl set-ntp true), rồi chạy lại",
    "set this machine's clock (timedatectl set-ntp true), then run this again"};
inline constexpr Message place_not_locked{
    "MB1457",
    Severity::warning,
    "{0} không có cách nào để hai lần xuất bản không ghi cùng lúc",
    "{0} has no way to keep two runs from publishing at once",
    "chỉ để một nơi (ví dụ CI) xuất bản lên đó",
    "let one place only (e.g. CI) publish there"};
// Of what visitors get.
inline constexpr Message visitors_see_nothing{
    "MB1450",
    Severity::error,
    "đã xuất bản, nhưng người đọc không nhận được {0}: {1}",
    "published, but visitors do not get {0}: {1}",
    "xem máy chủ web có đọc đúng thư mục của nơi xuất bản không (với ban_phat_hanh là liên kết "
    "hien-tai), và kiem_tra có đúng địa chỉ không",
    "see whether the web server reads the place's folder (of releases the link hien-tai), and "
    "whether kiem_tra is its address"};
inline constexpr Message visitors_see_another{
    "MB1451",
    Severity::error,
    "đã xuất bản, nhưng người đọc nhận nội dung khác ở {0}",
    "published, but visitors get something else at {0}",
    "xem bộ đệm (CDN) trước máy chủ và thư mục mà máy chủ web đọc",
    "look at caches before the server, and at the folder that it reads"};
inline constexpr Message visitors_see_gone{
    "MB1452",
    Severity::error,
    "đã xóa, nhưng người đọc vẫn nhận {0}: {1}",
    "deleted, but visitors still get {0}: {1}",
    "xem bộ đệm (CDN) trước máy chủ và thư mục mà máy chủ web đọc",
    "look at caches before the server, and at the folder that it reads"};
inline constexpr Message visitors_header_wrong{
    "MB1453",
    Severity::warning,
    "{0}: tiêu đề {1} là {2}, không phải {3}",
    "{0}: the header {1} is {2}, not {3}",
    "đặt luật cho máy chủ mà bản dựng ghi sẵn: xem huong-dan-van-hanh.md",
    "give the host the rules that the build has written: huong-dan-van-hanh.md"};
inline constexpr Message visitors_more_wrong{
    "MB1454", Severity::warning, "và {0} chỗ nữa không đúng", "and {0} more that are wrong", "",
    ""};
inline constexpr Message place_unknown{"MB1440",
                                       Severity::error,
                                       "cổng {0} không có nơi xuất bản {1}",
                                       "the portal {0} has no place {1} to publish to",
                                       "các nơi của cổng này: {2}",
                                       "its places: {2}"};
inline constexpr Message place_not_named{"MB1441",
                                         Severity::error,
                                         "chưa ghi nơi xuất bản",
                                         "no place to publish to was named",
                                         "thêm --to TÊN; các nơi: {0}",
                                         "add --to NAME; the places: {0}"};
inline constexpr Message no_places{"MB1442",
                                   Severity::error,
                                   "cổng {0} chưa có nơi xuất bản nào",
                                   "the portal {0} has no place to publish to",
                                   "thêm vào {1}: \"noi_xuat_ban\": {\"chinh\": {\"loai\": "
                                   "\"thu_muc\", \"dia_chi\": \"/srv/www/ddci\"}}",
                                   "add to {1}: \"noi_xuat_ban\": {\"chinh\": {\"loai\": "
                                   "\"thu_muc\", \"dia_chi\": \"/srv/www/ddci\"}}"};
inline constexpr Message site_not_built{"MB1443",
                                        Severity::error,
                                        "chưa có bản dựng của cổng {0} trong {1}",
                                        "there is no build of the portal {0} in {1}",
                                        "chạy minhbach build {0} trước",
                                        "run minhbach build {0} first"};
inline constexpr Message site_half_built{
    "MB1444",
    Severity::error,
    "lần dựng gần nhất của cổng {0} trong {1} chưa xong: bị ngắt, hoặc đang chạy",
    "the last build of {0} in {1} was not finished: it was cut off, or still runs",
    "chạy lại minhbach build {0}, rồi xuất bản",
    "run minhbach build {0} again, then publish"};
inline constexpr Message site_build_failed{
    "MB1474",
    Severity::error,
    "lần dựng gần nhất của cổng {0} có lỗi: {1} còn giữ bản dựng trước đó",
    "the last build of {0} had errors: {1} still holds the one before",
    "sửa các lỗi mà minhbach build {0} nêu, dựng lại, rồi xuất bản",
    "mend what minhbach build {0} complains of, build again, then publish"};

}  // namespace minhbach::messages
