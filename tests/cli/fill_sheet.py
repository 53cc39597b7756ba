# Fills in a blank sheet of procedures as an office would, with another program than ours: openpyxl.
import datetime
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
columns = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
values = {
    "Mã thủ tục": "1.004222",
    "Tên thủ tục": "=Tên bắt đầu bằng dấu bằng",
    "Lĩnh vực": "Đất đai",
    "Cấp thực hiện": "Cấp xã",
    "Phạm vi": "Chưa công bố",
    "Trình tự thực hiện": "Nộp hồ sơ | Nộp *bản giấy*\nChờ kết quả",
    "Cách thức thực hiện": "Trực tiếp | 03 ngày | Tại xã\nTrực tuyến",
    "Thành phần hồ sơ": "| Đơn | 1 | 0",
    "Số lượng hồ sơ": 1,
    "Thời hạn giải quyết": "03 ngày làm việc",
    "Đối tượng thực hiện": "Cá nhân; Tổ chức",
    "Cơ quan giải quyết": "UBND xã Ví Dụ",
    "Cơ quan tiếp nhận": "UBND xã Ví Dụ",
    "Địa chỉ tiếp nhận": "Chưa công bố",
    "Kết quả thực hiện": "Giấy chứng nhận",
    "Phí, lệ phí": "Có thu",
    "Mức thu": "Phí | 1.234.567,5 | đồng | trang",
    "Căn cứ pháp lý": "01/VD-2015 | Văn bản ví dụ | 16/02/2015",
    "Quyết định công bố": "01/QĐ-VD",
    "Mức độ dịch vụ công trực tuyến": "Chưa công bố",
    "Cổng Dịch vụ công quốc gia": "chua_cong_bo",
    "Ngày quyết định công bố": datetime.date(2025, 10, 31),
    "Không phụ thuộc địa giới hành chính": "không",
    "Có hiệu lực từ": "05/2024",
    "Từ khóa": "+84\n-5",
}
for row, code in ((2, "1.004222"), (3, "1.004223")):
    for title, value in (values | {"Mã thủ tục": code}).items():
        cell = sheet.cell(row, columns[title])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
# What the sheet of procedures asks for besides.
for title, column in columns.items():
    heading = str(sheet.cell(1, column).value)
    for row in (2, 3):
        if heading.endswith("*") and sheet.cell(row, column).value is None:
            sheet.cell(row, column).value = "Chưa công bố"
book.save(sys.argv[2])
