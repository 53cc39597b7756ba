// Starts Debian's Chromium, or ends the test as skipped (77) when something for that is missing.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

function skip(why) {
  console.log(`skipped: ${why}; ./dev test installs it`);
  process.exit(77);
}

/// CHROMIUM names another browser of that kind; `arguments_` are put after ours.
export async function start_browser(...arguments_) {
  let playwright;
  try {
    playwright = createRequire(import.meta.url)('playwright-core');
  } catch {
    skip('playwright-core is not installed');
  }
  const found = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium')).find(existsSync);
  const executablePath = process.env.CHROMIUM ?? found;
  if (!executablePath) skip('Chromium is not installed');
  // Chromium's sandbox wants user namespaces, which containers seldom have; it only meets our own pages.
  return playwright.chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...arguments_] });
}
