import { Pace } from '../../src/api/pace';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Requests that all want to leave at once, each on its way for a time; when each left, in milliseconds from the start. */
function departures(pace: Pace, durationsMs: readonly number[]): number[] {
  const start = performance.now();
  const left: number[] = [];
  for (const duration of durationsMs) {
    void pace.take().then(() => {
      left.push(performance.now() - start);
      setTimeout(() => pace.over(), duration);
    });
  }
  return left;
}

/** Without the milliseconds that timers are late. */
const rounded = (moments: readonly number[]) => moments.map((moment) => Math.floor(moment / 10) * 10);
const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);

describe('a limit', () => {
  test.each([
    ['evenly spaced, one space after the start', 4, times(6, 0), [250, 500, 750, 1000, 1250, 1500]],
    ['below one a second', 0.5, times(3, 0), [2000, 4000, 6000]],
    ['no whole number', 2.5, times(4, 0), [400, 800, 1200, 1600]],
  ])('%s', async (_what, limit, durations, expected) => {
    const left = departures(new Pace(limit), durations);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(rounded(left)).toEqual(expected);
  });

  test('holds also where some requests are long on their way: no second at the service sees more', async () => {
    const limit = 5;
    const durations = [900, 0, 0, 700, 50, 0, 400, 0, 0, 300, 0, 600, 0, 0, 0, 250, 0, 0];
    const left = departures(new Pace(limit), durations);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(left).toHaveLength(durations.length);
    // Wherever between its departure and its end the service takes each of them: the latest of one and the earliest of the fifth after it.
    const ends = left.map((time, n) => time + durations[n]).sort((a, b) => a - b);
    for (let n = limit; n < left.length; n++) expect(left[n] - ends[n - limit]).toBeGreaterThanOrEqual(1000);
  });
});

describe('a service that refuses what is too much', () => {
  /** Lets through so many requests in any second, and asks the others to wait for one. Requests that all come at once; those refused come again. */
  async function served(pace: Pace, limit: number, count: number, forMs: number): Promise<{ passed: number[]; refused: number[] }> {
    const start = performance.now();
    const passed: number[] = [];
    const refused: number[] = [];
    const ask = async (): Promise<void> => {
      await pace.take();
      const now = performance.now() - start;
      await new Promise((resolve) => setTimeout(resolve, 20));
      const free = passed.filter((time) => now - time < 1000).length < limit;
      (free ? passed : refused).push(now);
      pace.over(free ? undefined : 1000);
      if (!free) return ask();
    };
    for (let n = 0; n < count; n++) void ask();
    await jest.advanceTimersByTimeAsync(forMs);
    return { passed, refused };
  }

  test('all wait with the one that was refused, and go on about as fast as it lets them', async () => {
    const { passed, refused } = await served(new Pace(), 10, 200, 20_000);
    // All came at once, before anything was known; that is once.
    const later = refused.filter((time) => time > 0);
    expect(passed.length).toBeGreaterThanOrEqual(0.9 * 10 * 20);
    expect(later.length).toBeLessThanOrEqual(3 * 20);
    // Nobody else leaves within the second that the first was asked to wait.
    expect([...passed, ...refused].filter((time) => time > 20 && time < 1000)).toEqual([]);
  });

  test('a limit that is gone is forgotten with time', async () => {
    const pace = new Pace();
    await served(pace, 5, 20, 10_000);
    await jest.advanceTimersByTimeAsync(30_000);
    const left = departures(pace, times(1000, 50));
    await jest.advanceTimersByTimeAsync(100);
    expect(left).toHaveLength(1000);
  });

  test('one that refuses by chance, after few others, does not slow all down to that', async () => {
    const pace = new Pace();
    const one = async (refusedForMs?: number) => {
      await pace.take();
      pace.over(refusedForMs);
    };
    for (let n = 0; n < 50; n++) await one();
    await one(0);
    await jest.advanceTimersByTimeAsync(2000);
    for (let n = 0; n < 2; n++) await one();
    await one(0);
    const left = departures(pace, times(45, 0));
    await jest.advanceTimersByTimeAsync(100);
    expect(left).toHaveLength(45);
  });
});

test('they leave in the order in which they asked, and one that gives up holds nobody', async () => {
  const pace = new Pace(1);
  const order: string[] = [];
  const ask = (name: string, signal?: AbortSignal) => pace.take(signal).then((turn) => {
    order.push(`${name} ${turn}`);
    if (turn) pace.over();
  });
  const second = new AbortController();
  const all = [ask('first'), ask('second', second.signal), ask('third')];
  second.abort();
  await jest.advanceTimersByTimeAsync(3000);
  await Promise.all(all);
  expect(order).toEqual(['second false', 'first true', 'third true']);
  expect(await pace.take(second.signal)).toBe(false);
});

test('without a limit nobody waits', async () => {
  const pace = new Pace();
  expect(await Promise.all(Array.from({ length: 100 }, () => pace.take()))).toEqual(times(100, true));
});
