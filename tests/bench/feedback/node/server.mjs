// The peer of ./dev bench --feedback: the same checks and the same durability in Node with better-sqlite3, a commit a request.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import Database from "better-sqlite3";

const key = process.env.MINHBACH_KHOA_TIEP_NHAN;
const database = new Database(process.argv[2]);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec("CREATE TABLE IF NOT EXISTS y_kien (bien_nhan BLOB NOT NULL UNIQUE, cong TEXT, bieu_mau TEXT, trang TEXT, ngay TEXT, tra_loi TEXT)");
const insert = database.prepare("INSERT INTO y_kien VALUES (?,?,?,?,?,?) ON CONFLICT DO NOTHING");

const part = (bytes) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const sign = (...parts) => {
  const mac = createHmac("sha256", key);
  for (const each of parts) mac.update(part(Buffer.from(each)));
  return mac.digest();
};

createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const nonce = Buffer.from(form.get("_ma") ?? "", "base64url");
    const head = nonce.subarray(0, 18);
    const tag = sign("minhbach nonce", "mau", "huu_ich", form.get("_trang") ?? "", head);
    if (nonce.length !== 35 || !timingSafeEqual(tag.subarray(0, 17), nonce.subarray(18))) {
      response.writeHead(422).end();
      return;
    }
    const receipt = tag.subarray(17, 27);
    const answers = [...form].filter(([name]) => !name.startsWith("_"));
    insert.run(receipt, "mau", "huu_ich", form.get("_trang"), new Date().toISOString().slice(0, 10), JSON.stringify(answers));
    response.writeHead(303, { Location: `https://y-kien.example/mau/da-nhan?ma=${receipt.toString("hex")}` }).end();
  });
}).listen(0, "127.0.0.1", function () {
  console.log(`http://127.0.0.1:${this.address().port}/`);
});
