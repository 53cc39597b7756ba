// The pages that the suite looks at: one of each kind, of the example portal and of a real one that is an archive.

export const portals = ['mau', 'luc-nam', 'lang-giang'];
export const widths = [360, 768, 1280];

/// `name` is also the name of its approved picture.
export const pages = [
  // The twelve of the contact sheet.
  { name: 'trang-chu', portal: 'mau', path: '/' },
  { name: 'thu-tuc', portal: 'mau', path: '/thu-tuc/9.000001/' },
  { name: 'van-ban', portal: 'luc-nam', path: '/van-ban-chi-dao/ke-hoach-minh-bach-2024/' },
  { name: 'ke-hoach', portal: 'luc-nam', path: '/ke-hoach/minh-bach-2024/' },
  { name: 'nhiem-vu', portal: 'luc-nam', path: '/ke-hoach/minh-bach-2024/nhiem-vu/ln-3.3/' },
  { name: 'chi-tieu', portal: 'luc-nam', path: '/ke-hoach/minh-bach-2024/chi-tieu/ct4/' },
  { name: 'danh-sach', portal: 'mau', path: '/thu-tuc/' },
  { name: 'quy-hoach', portal: 'mau', path: '/quy-hoach/quy-hoach-chung-xay-dung-vi-du/' },
  { name: 'du-an', portal: 'mau', path: '/du-an/nang-cap-duong-truc-thon-vi-du/' },
  { name: 'hoi-dap', portal: 'mau', path: '/hoi-dap/phi-cho-tinh-the-nao/' },
  { name: 'tim-kiem', portal: 'mau', path: '/muc-luc/?tim=su+dung+dat' },
  { name: '404', portal: 'mau', path: '/khong-co/', status: 404 },
  // All further templates, and states of those above.
  { name: 'trang-chu-luu-tru', portal: 'luc-nam', path: '/' },
  { name: 'trang-chu-tieng-anh', portal: 'mau', path: '/en/' },
  { name: 'thu-tuc-tham-khao', portal: 'mau', path: '/thu-tuc/1.001612/' },
  { name: 'thu-tuc-tieng-anh', portal: 'mau', path: '/en/thu-tuc/9.000001/' },
  { name: 'danh-sach-trong', portal: 'lang-giang', path: '/bao-cao/' },
  { name: 'danh-sach-du-an', portal: 'mau', path: '/du-an/' },
  { name: 'danh-sach-poster', portal: 'mau', path: '/poster/' },
  { name: 'danh-sach-hoi-dap', portal: 'mau', path: '/hoi-dap/' },
  { name: 'danh-sach-loc', portal: 'mau', path: '/thu-tuc/linh-vuc/ho-tich/' },
  { name: 'danh-sach-dia-chi', portal: 'mau', path: '/thu-tuc/?linh-vuc=ho-tich&sap=1' },
  { name: 'muc-luc', portal: 'lang-giang', path: '/muc-luc/' },
  { name: 'vbqppl', portal: 'luc-nam', path: '/vbqppl/nd-42-2022-nd-cp/' },
  { name: 'can-cu', portal: 'mau', path: '/can-cu/nd-63-2010-nd-cp/' },
  { name: 'uu-dai', portal: 'mau', path: '/uu-dai-dau-tu/ho-tro-gian-hang-vi-du/' },
  { name: 'goi-thau', portal: 'mau', path: '/goi-thau/xay-lap-duong-truc-thon-vi-du/' },
  { name: 'gia-vlxd', portal: 'mau', path: '/gia-vlxd/gia-thang-10-2026-vi-du/' },
  { name: 'bao-cao', portal: 'mau', path: '/bao-cao/phong-kinh-te-quy-2-2026/' },
  { name: 'chu-de', portal: 'mau', path: '/chu-de/tinh-minh-bach/' },
  { name: 'thong-bao', portal: 'mau', path: '/thong-bao/2026/lay-y-kien-via-he-vi-du/' },
  { name: 'poster', portal: 'mau', path: '/poster/quyen-tiep-can-thong-tin/' },
  { name: 'lien-he', portal: 'mau', path: '/lien-he/thu-tuc-hanh-chinh/' },
  { name: 'co-quan', portal: 'luc-nam', path: '/co-quan/ubnd-huyen-luc-nam/' },
  { name: 'tin-bai', portal: 'mau', path: '/tin-bai/2026/huong-dan-hoi-xa/' },
  { name: 'video', portal: 'mau', path: '/video/chuan-bi-ho-so-trong-ba-buoc/' },
  { name: 'thong-tin', portal: 'mau', path: '/ve-co-quan/chuc-nang/' },
  { name: 'trang', portal: 'luc-nam', path: '/ddci/' },
];
