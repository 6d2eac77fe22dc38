import { create } from './create';
import { growth } from './growth';
import { memory } from './memory';
import { plan } from './plan';
import { requests } from './requests';
import { size } from './size';
import { start } from './start';
import { synth } from './synth';
import { Measure } from '../support/measure';

/** In the order of the table. What is short and easily disturbed comes first. */
export const MEASURES: readonly Measure[] = [start, size, synth, create, plan, requests, growth, memory];
