-- wrk: a form POST with Vietnamese text, about 500 bytes, each with a nonce of its own; FIRST of NONCES is where to begin.
local nonces = {}
local at = 0
local before, after

function init(args)
  local skip = tonumber(os.getenv("FIRST"))
  local want = tonumber(os.getenv("COUNT"))
  local number = 0
  for line in io.lines(os.getenv("NONCES")) do
    number = number + 1
    if number > skip then nonces[#nonces + 1] = line end
    if #nonces == want then break end
  end
  local text = "Trang+n%C3%AAn+c%C3%B3+th%C3%AAm+m%E1%BA%ABu+%C4%91%C6%A1n+v%C3%A0+gi%E1%BB%9D+l%C3%A0m+vi%E1%BB%87c+c%E1%BB%A7a+b%E1%BB%99+ph%E1%BA%ADn+m%E1%BB%99t+c%E1%BB%ADa."
  local body = "danh_gia=huu_ich&doi_tuong=doanh_nghiep&can_them=" .. text .. "&_trang=%2Fthu-tuc%2F&_nhom=thu_tuc&_ngon_ngu=vi&_trang_web=&_ma="
  body = body .. string.rep("@", 47)
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  wrk.headers["Origin"] = "https://mau.example"
  local whole = wrk.format("POST", "/mau/huu-ich", wrk.headers, body)
  before = string.sub(whole, 1, #whole - 47)
end

function request()
  at = at + 1
  return before .. nonces[(at - 1) % #nonces + 1]
end

function done(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.errors.status))
end
