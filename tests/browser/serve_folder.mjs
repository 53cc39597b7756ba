// A static web server for a built portal, on this machine alone, with the headers that the portal's `_headers` asks for.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.json': 'application/json', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.woff2': 'font/woff2',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.pdf': 'application/pdf', '.vtt': 'text/vtt',
};
const packed = /\.(html|css|js|svg|json|xml|txt)$/;

/// `_headers`: a line with a path, under it indented lines `Name: value`. `*` stands for anything.
export function read_rules(text) {
  const rules = [];
  for (const line of text.split('\n').filter((line) => line.trim() && !line.trim().startsWith('#'))) {
    if (/^\S/.test(line)) {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
      rules.push({ path: new RegExp(`^${pattern}$`), headers: [] });
    } else {
      const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line);
      rules.at(-1).headers.push([name, value]);
    }
  }
  return rules;
}

export function rules_of(folder) {
  const file = join(folder, '_headers');
  return existsSync(file) ? read_rules(readFileSync(file, 'utf8')) : [];
}

function file_of(folder, path) {
  const file = join(folder, normalize(decodeURIComponent(path)));
  if (!existsSync(file)) return undefined;
  return statSync(file).isDirectory() ? file_of(folder, join(path, 'index.html')) : file;
}

/// `wait(path)`: milliseconds before an answer, for what a slow line does to a page. `sent`: what went over the line, packed.
export async function serve_folder(folder, wait = () => 0) {
  const rules = rules_of(folder);
  const sent = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (wait(pathname)) await pause(wait(pathname));
    const found = file_of(folder, pathname);
    const file = found ?? join(folder, '404.html');
    for (const rule of rules)
      if (rule.path.test(pathname)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    if (!response.hasHeader('Cache-Control'))
      response.setHeader('Cache-Control', pathname.startsWith('/tai-nguyen/') ? 'max-age=31536000, immutable' : 'no-cache');
    let body = readFileSync(file);
    if (packed.test(file) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      response.setHeader('Content-Encoding', 'gzip');
      body = gzipSync(body, { level: 9 });
    }
    response.setHeader('Content-Length', body.length);
    sent.push({ path: pathname, bytes: body.length });
    response.writeHead(found ? 200 : 404).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${server.address().port}`, sent, close: () => server.close() };
}
