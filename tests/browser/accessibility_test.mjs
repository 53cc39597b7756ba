// axe-core on each page at each width, light and dark; forced colours and less movement: accessibility_test.mjs PORTALS_FOLDER.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pages, widths } from './pages.mjs';
import { for_all, run_suite } from './suite.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What colours and widths can change; all the other rules read the document alone.
const of_colour = ['color-contrast', 'link-in-text-block'];
const of_width = [...of_colour, 'target-size', 'scrollable-region-focusable', 'region', 'label', 'button-name', 'link-name'];

async function hold_against_axe(suite, page, where, rules) {
  const options = rules ? { runOnly: { type: 'rule', values: rules } } : { runOnly: { type: 'tag', values: tags } };
  const faults = await page.evaluate(async (options) => {
    const { violations } = await window.axe.run({ ...options, resultTypes: ['violations'] });
    return violations.map((v) => `${v.id} ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 100)).join(' ; ')} (${v.nodes.length})`);
  }, options);
  suite.none(faults, where, 'axe');
}

// Under forced colours shapes keep the fill that the style sheet gives them: it must be one of the system's.
function shapes_that_vanish() {
  const probe = document.body.appendChild(document.createElement('i'));
  const system = ['Canvas', 'CanvasText', 'LinkText', 'ButtonText', 'ButtonFace', 'Highlight', 'HighlightText', 'GrayText', 'VisitedText', 'ActiveText']
    .map((name) => ((probe.style.color = name), getComputedStyle(probe).color));
  probe.remove();
  const fits = (colour) => colour === 'none' || colour === 'rgba(0, 0, 0, 0)' || system.includes(colour);
  return [...document.querySelectorAll('svg:not(.bieu-trung) *')]  // An emblem has a ground of its own.
    .filter((shape) => shape.checkVisibility() && shape instanceof SVGGeometryElement)
    .filter((shape) => !fits(getComputedStyle(shape).fill) || !fits(getComputedStyle(shape).stroke))
    .map((shape) => `${shape.localName}.${shape.getAttribute('class') ?? shape.closest('svg').getAttribute('class')} ${getComputedStyle(shape).fill} ${getComputedStyle(shape).stroke}`);
}

// Buttons and labels are told from the text around them by a border, once backgrounds are gone.
function without_border() {
  // Boxes to tick are drawn by the browser.
  return [...document.querySelectorAll('.nut, .nhan, input:not([type=radio], [type=checkbox]), textarea, select')]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).borderTopStyle === 'none')
    .map((element) => `${element.localName}.${element.className}`);
}

// Of what is chosen, more than a colour must tell.
function chosen_by_colour_alone() {
  return [...document.querySelectorAll('a[aria-current]')]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const style = getComputedStyle(element), parent = getComputedStyle(element.parentElement.parentElement);
      return style.fontWeight === parent.fontWeight && style.textDecorationLine === 'none' && style.borderStyle === 'none';
    })
    .map((element) => element.textContent.trim());
}

function moving() {
  const smooth = getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['html scrolls smoothly'] : [];
  return smooth.concat([...document.querySelectorAll('*')]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0.01);
    })
    .map((element) => `${element.localName}.${element.className}`));
}

async function look(suite, target) {
  const page = await suite.open({ viewport: { width: widths[0], height: 800 } });
  await suite.visit(page, target);
  await page.waitForLoadState('networkidle');
  await page.evaluate(axe);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const first = width === widths[0] && colorScheme === 'light';
      await hold_against_axe(suite, page, `${target.name} ${width} ${colorScheme}`, first ? undefined : colorScheme === 'light' ? of_width : of_colour);
    }
  }
  suite.none(await page.evaluate(moving), target.name, 'moves although less movement is asked for');
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, forcedColors: 'active' });
    const where = `${target.name} forced colours, ${colorScheme}`;
    suite.none(await page.evaluate(shapes_that_vanish), where, 'keeps its own colour');
    suite.none(await page.evaluate(without_border), where, 'no border');
    suite.none(await page.evaluate(chosen_by_colour_alone), where, 'told by colour alone');
  }
  await page.close();
}

await run_suite('accessibility', process.argv[2], (suite) => for_all(pages, (target) => look(suite, target)));
