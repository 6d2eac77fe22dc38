import { TerraformStack, TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import { CredentialsVersion, CrowdsecProvider, Duration, Integration, OutputFormat } from '../../src';
import { Template, testApp } from '../support/template';

const DAY_MS = 86_400_000;
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Days from 1970 to 2100. */
const anyDay = fc.integer({ min: 0, max: 47_000 });
const anySpread = fc.option(fc.string(), { nil: undefined });

test('is the first day of the period in which the day lies', () => {
  const every90 = (today: string) => CredentialsVersion.every(Duration.days(90), { anchor: '2026-01-01', today });
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-06-29', '2026-06-30'].map(every90))
    .toEqual(['2026-01-01', '2026-01-01', '2026-04-01', '2026-04-01', '2026-06-30']);
  expect(every90('2025-12-31')).toBe('2025-10-03');
  expect(['2026-02-01', '2026-02-28', '2026-03-01'].map((today) => CredentialsVersion.monthly({ today }))).toEqual(['2026-02-01', '2026-02-01', '2026-03-01']);
});

test('an integration takes it', () => {
  const stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new Integration(stack, 'edge', { outputFormat: OutputFormat.PALOALTO, credentialsVersion: CredentialsVersion.monthly({ today: '2026-05-17' }) });
  expect(Template.of(stack).resource('crowdsec_integration').credentials_version).toBe('2026-05-01');
});

test('of days: it changes once in a period, on the day that it names, and that day is one period after the one before', () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 800 }), anyDay, anySpread, (day, days, anchor, spreadBy) => {
    const on = (one: number) => CredentialsVersion.every(Duration.days(days), { anchor: dateOf(anchor), spreadBy, today: dateOf(one) });
    const start = Date.parse(on(day)) / DAY_MS;
    expect(day - start).toBeGreaterThanOrEqual(0);
    expect(day - start).toBeLessThan(days);
    expect([start, start + days - 1].map(on)).toEqual([dateOf(start), dateOf(start)]);
    expect(on(start + days)).toBe(dateOf(start + days));
  }));
});

test('of months: one change in every month, on the day that it names, never after the 28th', () => {
  fc.assert(fc.property(fc.integer({ min: 1970, max: 2100 }), anySpread, (year, spreadBy) => {
    const first = Date.parse(`${year}-01-01`) / DAY_MS;
    const values = Array.from({ length: 366 }, (_, i) => CredentialsVersion.monthly({ spreadBy, today: dateOf(first + i) }));
    const changes = values.flatMap((value, i) => (i > 0 && value !== values[i - 1] ? [[dateOf(first + i), value]] : []));
    expect(changes.every(([day, value]) => day === value)).toBe(true);
    expect(new Set(changes.map(([day]) => day.slice(0, 7))).size).toBe(changes.length);
    expect(changes.length).toBeGreaterThanOrEqual(11);
    expect(new Set(changes.map(([day]) => day.slice(8))).size).toBe(1);
    expect(Number(changes[0][0].slice(8))).toBeLessThanOrEqual(28);
  }), { numRuns: 50 });
});

describe('by the clock', () => {
  const zone = process.env.TZ;
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] }));
  afterEach(() => {
    jest.useRealTimers();
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York', 'Europe/Paris'])('the change comes at midnight in UTC, in %s too', (place) => {
    process.env.TZ = place;
    const at = (instant: string) => {
      jest.setSystemTime(new Date(instant));
      return [CredentialsVersion.every(Duration.days(30), { anchor: '2026-03-01' }), CredentialsVersion.monthly()];
    };
    expect(at('2026-03-30T23:59:59.999Z')).toEqual(['2026-03-01', '2026-03-01']);
    expect(at('2026-03-31T00:00:00Z')).toEqual(['2026-03-31', '2026-03-01']);
    expect(at('2026-03-31T23:59:59.999Z')).toEqual(['2026-03-31', '2026-03-01']);
    expect(at('2026-04-01T00:00:00Z')).toEqual(['2026-03-31', '2026-04-01']);
  });
});

test('integrations that are told apart rotate on many days, each always on its own', () => {
  const paths = Array.from({ length: 300 }, (_, i) => `production/edge${i}`);
  const starts = (today: string) => paths.map((spreadBy) => CredentialsVersion.every(Duration.days(90), { spreadBy, today }));
  expect(new Set(starts('2026-06-01')).size).toBeGreaterThan(75);
  expect(starts('2026-06-01')).toEqual(starts('2026-06-01'));
  const days = new Set(paths.map((spreadBy) => CredentialsVersion.monthly({ spreadBy, today: '2026-06-28' })));
  expect(days.size).toBe(28);
});

test.each<[string, () => string, string]>([
  ['a part of a day', () => CredentialsVersion.every(Duration.hours(36)), '"period": 36 hours is no whole number of days; give one, as Duration.days(90)'],
  ['a number', () => CredentialsVersion.every(90 as any), '"period": 90 is no Duration; give one, as Duration.days(90)'],
  ['no such day', () => CredentialsVersion.monthly({ today: '2026-02-30' }), 'CredentialsVersion.monthly: "today": "2026-02-30" is no day; write YYYY-MM-DD'],
  ['a time', () => CredentialsVersion.every(Duration.days(1), { anchor: '2026-02-20T00:00' }), 'CredentialsVersion.every: "anchor": "2026-02-20T00:00" is no day'],
  ['a Date', () => CredentialsVersion.monthly({ today: new Date(0) as any }), '"today": "1970'],
  ['what only Terraform knows', () => CredentialsVersion.monthly({ today: unknown() }), '"today": what only Terraform knows is no day'],
  ['a spread that only Terraform knows', () => CredentialsVersion.monthly({ spreadBy: unknown() }), '"spreadBy": it is a value that only Terraform knows'],
])('%s is refused', (_, call, problem) => {
  let said = '';
  try {
    call();
  } catch (error) {
    said = (error as Error).message.replace(/"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d /, '"');
  }
  expect(said).toContain(problem);
});

function unknown(): string {
  return new TerraformVariable(new TerraformStack(testApp(), 'production'), 'unknown', { type: 'string' }).stringValue;
}
