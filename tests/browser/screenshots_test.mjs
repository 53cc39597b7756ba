// Pages against approved pictures of them: screenshots_test.mjs PORTALS_FOLDER. MINHBACH_UPDATE_SCREENSHOTS=1 approves.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pages } from './pages.mjs';
import { run_suite } from './suite.mjs';

const approved = fileURLToPath(new URL('approved/', import.meta.url));
const update = process.env.MINHBACH_UPDATE_SCREENSHOTS === '1';

// Stated tolerance: both pictures are made four times smaller; a point differs when a channel does by more than 32 of 255;
// at most 2.5 % of the points may differ. Measured: letters drawn with full hinting on whole pixels differ in up to 2.4 %;
// everything moved by the 15 px of one missing rule, in 5 to 20 %.
const tolerance = { channel: 32, share: 0.025 };

const phone = { width: 360, height: 1300 }, desktop = { width: 1280, height: 1100 };
const shots = [
  ...pages.slice(0, 13).flatMap(({ name }) => [[name, 'phone', phone], [name, 'desktop', desktop]]),
  ...['trang-chu', 'thu-tuc', 'ke-hoach', 'bieu-mau'].map((name) => [name, 'dark', phone, { colorScheme: 'dark' }]),
  ...['thu-tuc', 'van-ban'].map((name) => [name, 'print', { width: 680, height: 960 }, { media: 'print' }]),
];

/// Makes both pictures smaller and compares them; runs in the browser, which can read pictures. No share: they differ in size.
async function compare([before, now, channel]) {
  const read = async (bytes) => {
    const picture = await createImageBitmap(await (await fetch(`data:;base64,${bytes}`)).blob());
    const canvas = new OffscreenCanvas(picture.width >> 2, picture.height >> 2);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return { canvas, context, size: `${picture.width}×${picture.height}`, data: context.getImageData(0, 0, canvas.width, canvas.height) };
  };
  const [a, b] = [await read(before), await read(now)];
  if (a.size !== b.size) return { sizes: `${a.size}, now ${b.size}` };
  let different = 0;
  for (let i = 0; i < a.data.data.length; i += 4) {
    const differs = [0, 1, 2].some((c) => Math.abs(a.data.data[i + c] - b.data.data[i + c]) > channel);
    if (differs) different += 1;
    for (let c = 0; c < 3; c += 1) b.data.data[i + c] = differs ? [255, 0, 90][c] : 200 + b.data.data[i + c] * 0.2;
  }
  b.context.putImageData(b.data, 0, 0);
  const bytes = new Uint8Array(await (await b.canvas.convertToBlob()).arrayBuffer());
  return { share: different / (a.data.data.length / 4), picture: btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), '')) };
}

/// The same picture in a third of the bytes; what is lost is far below the tolerance.
async function packed(bytes) {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${bytes}`)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  const small = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
  return btoa(new Uint8Array(await small.arrayBuffer()).reduce((text, byte) => text + String.fromCharCode(byte), ''));
}

async function take(suite, page, name, size, media) {
  const target = pages.find((target) => target.name === name);
  await page.emulateMedia({ media: 'screen', colorScheme: 'light', ...media });
  await page.setViewportSize(size);
  await suite.visit(page, target);
  // Fonts that came too late for the first showing (`font-display: optional`) are there for the second.
  await page.waitForLoadState('networkidle');
  await page.reload();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

await run_suite('screenshots', process.argv[2], async (suite) => {
  const differing = join(suite.folder, '..', 'screenshots');
  rmSync(differing, { recursive: true, force: true });
  mkdirSync(differing, { recursive: true });
  if (update) rmSync(approved, { recursive: true, force: true });
  mkdirSync(approved, { recursive: true });
  const page = await suite.open();
  const eye = await suite.browser.newPage();
  for (const [name, kind, size, media] of shots) {
    const file = `${name}-${kind}.webp`;
    const now = await take(suite, page, name, size, media);
    if (update) writeFileSync(join(approved, file), Buffer.from(await eye.evaluate(packed, now.toString('base64')), 'base64'));
    if (!suite.check(existsSync(join(approved, file)), file, 'has no approved picture')) continue;
    const { share, sizes, picture } = await eye.evaluate(compare,
      [readFileSync(join(approved, file), 'base64'), now.toString('base64'), tolerance.channel]);
    const holds = suite.check(!sizes && share <= tolerance.share, file, sizes ?? `${(share * 100).toFixed(2)} % differ`);
    if (holds) continue;
    writeFileSync(join(differing, file.replace('.webp', '.png')), now);
    if (picture) writeFileSync(join(differing, file.replace('.webp', '-diff.png')), Buffer.from(picture, 'base64'));
  }
  const extra = readdirSync(approved).filter((file) => !shots.some(([name, kind]) => file === `${name}-${kind}.webp`));
  suite.none(extra, 'approved/', 'pictures of nothing');
  if (suite.violations.length)
    console.log(`Pictures as they are now, and where they differ: ${differing}\nAre they right? MINHBACH_UPDATE_SCREENSHOTS=1 ctest --preset release -R browser_screenshots, then look at git diff.`);
});
