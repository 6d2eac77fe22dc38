import { ControlError, objectOf } from './control-error';
import type { World } from '../world';

/** RFC 3339, as far as a control call needs it: a date, a time, a zone. */
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Sets or moves the clock: `{now}` or `{advanceSeconds}`. Throws a `ControlError` when it cannot be understood. */
export function changeClock(world: World, value: unknown): void {
  const { now, advanceSeconds, ...rest } = objectOf(value, 'the clock');
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new ControlError(`"${unknown}" is no field of the clock; give "now" or "advanceSeconds"`);
  if ((now === undefined) === (advanceSeconds === undefined)) throw new ControlError('the clock takes either "now" or "advanceSeconds"; give one');
  if (now !== undefined) {
    if (typeof now !== 'string' || !RFC3339.test(now) || Number.isNaN(Date.parse(now))) {
      throw new ControlError(`"now" is ${JSON.stringify(now)}; give an RFC 3339 date such as "2026-01-31T12:00:00Z"`);
    }
    world.clock.set(new Date(now));
    return;
  }
  if (typeof advanceSeconds !== 'number' || !Number.isFinite(advanceSeconds)) {
    throw new ControlError(`"advanceSeconds" is ${JSON.stringify(advanceSeconds)}; give a number of seconds`);
  }
  world.clock.advance(advanceSeconds);
}

/** Reads the optional body of a reset: `{seed}` starts over from another one. */
export function readSeed(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const { seed, ...rest } = objectOf(value, 'the reset');
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new ControlError(`"${unknown}" is no field of a reset; there is "seed"`);
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw new ControlError(`"seed" is ${JSON.stringify(seed)}; give a whole number`);
  return seed as number | undefined;
}
