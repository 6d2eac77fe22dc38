import { turns } from '../../src/api/turns';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** How many of so many turns have come after each of the moments, in milliseconds. */
async function countsAt(requestsPerSecond: number, wanted: number, moments: readonly number[]): Promise<number[]> {
  const turn = turns(requestsPerSecond);
  let came = 0;
  for (let index = 0; index < wanted; index++) void turn().then(() => came++);
  const counts: number[] = [];
  let now = 0;
  for (const moment of moments) {
    await jest.advanceTimersByTimeAsync(moment - now);
    now = moment;
    counts.push(came);
  }
  return counts;
}

test('no second sees more turns than the limit', async () => {
  expect(await countsAt(4, 10, [0, 999, 1999])).toEqual([1, 4, 8]);
});

test('a limit below one a second works', async () => {
  expect(await countsAt(0.5, 3, [0, 1999, 2000, 4000])).toEqual([1, 1, 2, 3]);
});

test('an abort ends the wait', async () => {
  const turn = turns(0.001);
  await turn();
  const controller = new AbortController();
  const waiting = turn(controller.signal);
  controller.abort();
  await waiting;
});

test('without a limit nobody waits', async () => {
  const turn = turns(undefined);
  await Promise.all(Array.from({ length: 100 }, () => turn()));
});
