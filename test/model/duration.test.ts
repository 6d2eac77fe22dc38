import { Duration, PlanTier, shortestInterval } from '../../src/model';

test('one span in every unit', () => {
  const span = Duration.hours(36);
  expect([span.toSeconds(), span.toMinutes(), span.toHours(), span.toDays()]).toEqual([129_600, 2160, 36, 1.5]);
});

test.each([
  [Duration.seconds(1), '1 second'],
  [Duration.seconds(90), '90 seconds'],
  [Duration.minutes(90), '90 minutes'],
  [Duration.hours(24), '1 day'],
  [Duration.days(1.5), '36 hours'],
  [Duration.seconds(0.5), '0.5 seconds'],
])('is shown in the largest unit that holds it', (span, text) => expect(span.toHumanString()).toBe(text));

test.each([0, -1, NaN, Infinity])('%d is no duration', (amount) => {
  expect(() => Duration.minutes(amount)).toThrow(/is no duration: give a number above 0/);
});

test('plans say how often a blocklist may be pulled', () => {
  expect(shortestInterval(PlanTier.COMMUNITY).toHours()).toBe(24);
  expect(shortestInterval(PlanTier.ENTERPRISE).toHours()).toBe(1);
});
