import type { Page } from 'playwright-core';

/** The least contrast of text to what it stands on that the Web Content Accessibility Guidelines ask for (1.4.3). */
const LEAST = 4.5;

interface Spot {
  readonly text: string;
  readonly color: string;
  readonly grounds: readonly string[];
}

/** Texts of a page that stand out too little from what is behind them, each with its contrast. */
export async function contrasts(page: Page): Promise<string[]> {
  const spots = await page.evaluate<Spot[]>(SPOTS);
  return spots.flatMap(({ text, color, grounds }) => {
    const ground = grounds.map(channels).find(([, , , alpha]) => alpha > 0) ?? [255, 255, 255];
    const [lighter, darker] = [luminance(channels(color)), luminance(ground)].sort((a, b) => b - a);
    const contrast = (lighter + 0.05) / (darker + 0.05);
    return contrast < LEAST ? [`${contrast.toFixed(2)}: ${text}`] : [];
  });
}

/** Runs in the page: every visible text, its colour, and the grounds behind it from near to far. */
const SPOTS = `(() => {
  const spots = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const holder = node.parentElement;
    if (!text || ['SCRIPT', 'STYLE'].includes(holder.tagName) || !holder.checkVisibility()) continue;
    const grounds = [];
    for (let each = holder; each; each = each.parentElement) grounds.push(getComputedStyle(each).backgroundColor);
    spots.push({ text, color: getComputedStyle(holder).color, grounds });
  }
  return spots;
})()`;

function channels(color: string): number[] {
  const [red, green, blue, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function luminance([red, green, blue]: readonly number[]): number {
  const linear = (channel: number) => (channel / 255 <= 0.03928 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
