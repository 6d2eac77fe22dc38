import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { doctorPage } from '../../src/doctor';
import { SAMPLE } from '../doctor/report-sample';
import { Bench } from '../emulator/client';
import { inTemporaryFolder } from '../plugin/support';
import { browser, launch } from '../support/browser';
import { contrasts } from '../support/contrast';

const found = browser();
const NARROW = { width: 375, height: 800 };
const WIDE = { width: 1280, height: 800 };

/** Pixels by which the page is wider than the window. */
const overhang = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

(typeof found === 'string' ? describe.skip : describe)(`in a real browser${typeof found === 'string' ? ` (not here: ${found})` : ''}`, () => {
  let chromium: Browser;
  let page: Page;
  /** What the browser complained of, and what it asked for. */
  let complaints: string[];
  let asked: string[];
  /** Where everything is to come from. */
  let home: string;
  beforeAll(async () => { chromium = await launch(found as Exclude<typeof found, string>); });
  afterAll(() => chromium.close());

  beforeEach(async () => {
    page = await chromium.newPage({ viewport: WIDE });
    [complaints, asked] = [[], []];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => asked.push(request.url()));
  });
  afterEach(async () => {
    await page.close();
    expect([complaints, asked.filter((url) => !url.startsWith(home) && !url.startsWith('data:'))]).toEqual([[], []]);
  });

  describe('the doctor\'s page', () => {
    const folder = inTemporaryFolder();
    beforeEach(async () => {
      const file = join(folder.path, 'doctor.html');
      writeFileSync(file, doctorPage(SAMPLE));
      home = pathToFileURL(file).href;
      await page.goto(home);
    });

    test.each(['light', 'dark'] as const)('can be read in %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(ground).toBe(colorScheme === 'light' ? 'rgb(245, 246, 248)' : 'rgb(16, 20, 26)');
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await contrasts(page)).toEqual([]);
      expect(await overhang(page)).toBe(0);
    });

    test('fits a narrow screen, each value beside its name', async () => {
      await page.setViewportSize(NARROW);
      expect(await overhang(page)).toBe(0);
      const row = page.getByRole('row', { name: 'branch-lyon' });
      const [name, bars] = [await row.locator('[data-label="Last pull"]').boundingBox(), await row.locator('svg').first().boundingBox()];
      expect(bars!.x).toBeGreaterThan(name!.x);
      expect(bars!.x + bars!.width).toBeLessThanOrEqual(NARROW.width);
    });

    test('is a table to who hears it, and prints in black on white', async () => {
      const table = page.getByRole('table', { name: 'Each integration' });
      expect(await table.getByRole('columnheader').allTextContents()).toEqual(['State', 'Integration', 'Last pull', 'Addresses', 'Subscriptions', 'What to do']);
      expect(await table.getByRole('rowheader').count()).toBe(SAMPLE.integrations.length);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await page.evaluate<string>('getComputedStyle(document.body).color')).toBe('rgb(28, 37, 48)');
    });
  });

  describe('the emulator\'s page', () => {
    let bench: Bench;
    beforeAll(async () => { bench = await Bench.start({ ui: true }); });
    afterAll(() => bench.close());
    beforeEach(async () => {
      bench.emulator.reset();
      home = bench.emulator.uiUrl!;
      await page.goto(home);
    });

    test('shows what comes to be without a reload: an integration, its subscription, its pull, and each request', async () => {
      await page.evaluate('window.sameAsBefore = true');
      await page.getByText('There is none yet.').waitFor();
      const { id } = await bench.create('<b>edge</b>', 'f5');
      const row = page.getByRole('row', { name: '<b>edge</b>' });
      await row.getByText('never pulled').waitFor();
      await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: '<b>edge</b>' } });
      await row.getByText('1 vendor').waitFor();
      await bench.api('GET', `/integrations/${id}/content`);
      await row.getByText('pulling').waitFor();
      await page.getByRole('row', { name: `200 GET /v1/integrations/${id}/content` }).waitFor();
      expect(await page.evaluate('window.sameAsBefore')).toBe(true);
      expect(bench.emulator.requests().map(({ method }) => method)).toEqual(['POST', 'POST', 'GET']);
    });

    test('shows what a device would receive, and follows it', async () => {
      await bench.create('edge', 'checkpoint');
      await page.getByRole('link', { name: 'edge' }).click();
      await page.getByText('a pull is answered 204').waitFor();
      await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
      await page.getByRole('article', { name: 'checkpoint its own' }).getByText('C&C server IP').first().waitFor();
      await bench.emulator.reset();
      await page.getByRole('status').getByText('There is no such integration').waitFor();
      // The browser says of each page that is not there that it is not.
      expect(complaints.splice(0).every((complaint) => complaint.includes('404'))).toBe(true);
    });

    test('arms a fault by clicking, holds, and releases', async () => {
      await page.getByRole('combobox', { name: 'Fault' }).selectOption('500, nothing is done');
      await page.getByLabel('Path').fill('/info$');
      await page.getByRole('button', { name: 'Arm' }).click();
      await page.getByRole('status').getByText('Armed').waitFor();
      await page.getByRole('list', { name: 'Armed faults' }).getByText('"path":"/info$"').waitFor();
      expect((await bench.api('GET', '/info')).status).toBe(500);
      await page.getByText('No fault is armed.').waitFor();

      await page.getByRole('combobox', { name: 'Fault' }).selectOption('held until it is released');
      await page.keyboard.press('Tab');
      await page.getByLabel('Path').press('Enter');
      await page.getByText('"hold"').waitFor();
      const held = bench.api('GET', '/info');
      await page.getByRole('button', { name: 'Release 1 request' }).click();
      expect((await held).status).toBe(200);
    });

    test('changes settings, keeps what is being typed, and says what it could not take', async () => {
      await page.getByLabel('Content lag').fill('30');
      await bench.control('PUT', '/settings', { plan: 'enterprise' });
      await bench.create('sign that the page has looked again');
      await page.getByRole('link', { name: 'sign' }).waitFor();
      expect(await page.getByLabel('Content lag').inputValue()).toBe('30');
      await page.getByRole('button', { name: 'Save settings' }).click();
      await page.getByRole('status').getByText('Settings saved').waitFor();
      expect(bench.emulator.settings()).toMatchObject({ contentLagSeconds: 30, plan: 'community' });

      await page.getByLabel('Path').fill('(');
      await page.getByRole('button', { name: 'Arm' }).click();
      await page.getByRole('status').getByText('"path" of the fault is "("').waitFor();
      // The browser says of each refused form that it was.
      expect(complaints.splice(0).every((complaint) => complaint.includes('400'))).toBe(true);
    });

    test('moves the clock, so that a device is offline', async () => {
      const { id } = await bench.create('edge');
      await bench.api('GET', `/integrations/${id}/content`);
      await page.getByText('✓ pulling').waitFor();
      for (const step of ['+ 1 day', '+ 1 hour']) await page.getByRole('button', { name: step }).click();
      await page.getByRole('row', { name: 'edge' }).getByText('✕ offline').waitFor();
    });

    test('says when the emulator has ended', async () => {
      const other = await Bench.start({ ui: true });
      await page.goto(other.emulator.uiUrl!);
      await page.getByText('✓ live').waitFor();
      [home, asked] = [other.emulator.uiUrl!, []];
      await other.close();
      await page.getByText('✕ no answer').waitFor();
      expect(complaints.splice(0).every((complaint) => complaint.includes('ERR_'))).toBe(true);
    });

    test('works without its script', async () => {
      const plain = await chromium.newPage({ javaScriptEnabled: false });
      await plain.goto(bench.emulator.uiUrl!);
      await plain.getByRole('combobox', { name: 'Fault' }).selectOption('401, the key is refused');
      await plain.getByRole('button', { name: 'Arm' }).click();
      await plain.getByText('{"status":401,"times":1}').waitFor();
      expect((await bench.api('GET', '/info')).status).toBe(401);
      await plain.close();
    });

    test.each(['light', 'dark'] as const)('can be read in %s, wide and narrow', async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const { id } = await bench.create('a-name-without-any-place-to-break-it'.repeat(4), 'f5', { pull_limit: 100 });
      await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'a-name-without-any-place-to-break-it'.repeat(4) } });
      bench.emulator.addFault({ status: 500, path: '/nowhere' });
      for (const place of ['', `/integrations/${id}`]) {
        await page.goto(`${bench.emulator.uiUrl}${place}`);
        expect(await contrasts(page)).toEqual([]);
        for (const size of [NARROW, WIDE]) {
          await page.setViewportSize(size);
          expect([place, size.width, await overhang(page)]).toEqual([place, size.width, 0]);
        }
      }
    });

    test('every field has a label, and Tab reaches every control', async () => {
      await bench.create('edge');
      await page.reload();
      const count = await page.locator('button, input, select, a').count();
      for (const field of await page.locator('input, select').all()) expect(await field.evaluate((it: any) => it.labels.length)).toBe(1);
      const reached = new Set<string>();
      for (let n = 0; n < count; n++) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate<string>('document.activeElement.outerHTML'));
      }
      expect(reached.size).toBe(count);
    });
  });
});
