// Starts `minhbach serve` on a free port and waits for its address.
import { spawn } from 'node:child_process';

/// `url` is the home page of `portal`; `end(signal)` gives the exit code.
export function start_preview(program, root, portal) {
  const child = spawn(program, ['--goc', root, 'serve', portal, '--port', '0', '--ngay', '2026-07-05']);
  const ended = new Promise((done) => child.once('exit', (code) => done(code)));
  let printed = '';
  child.stderr.on('data', (bytes) => (printed += bytes));
  return new Promise((done, fail) => {
    child.stdout.on('data', (bytes) => {
      printed += bytes;
      const url = /http:\/\/localhost:\d+\/\S*/.exec(printed);
      if (url) done({ url: url[0], end: (signal) => (child.kill(signal), ended) });
    });
    ended.then((code) => fail(new Error(`minhbach serve ended with ${code}:\n${printed}`)));
  });
}
