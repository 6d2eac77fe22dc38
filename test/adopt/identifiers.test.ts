import * as fc from 'fast-check';
import { named, pascalCase } from '../../src/adopt/identifiers';
import { ExistingIntegration } from '../../src/adopt/types';
import { anyText } from '../support/hostile';

const existing = (name: string, id: string): ExistingIntegration => ({ id, name, outputFormat: 'cisco', enableIpAggregation: false, subscriptions: [] });

const identifiers = (...names: string[]) => (
  named(names.map((name, n) => existing(name, `${n}`.padStart(24, 'a'))), new Set(['crowdsec'])).map(({ identifier }) => identifier)
);

test('an identifier follows from the name; from the id too where several would be called alike', () => {
  expect(identifiers('Edge Paris', 'Büro Zürich (Ost)', '2024 pilot', 'delete', 'x'.repeat(200))).toEqual(
    ['edge-paris', 'buro-zurich-ost', 'integration-2024-pilot', 'delete', 'x'.repeat(48)]);
  expect(identifiers('edge', 'EDGE', 'edge!', 'core')).toEqual(['edge-aaaaa0', 'edge-aaaaa1', 'edge-aaaaa2', 'core']);
  expect(identifiers('バックボーン', 'crowdsec')).toEqual(['integration-aaaaa0', 'crowdsec-aaaaa1']);
});

const organizations = fc.uniqueArray(fc.tuple(anyText, fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 24, maxLength: 24 })), {
  selector: ([, id]) => id, maxLength: 12,
}).map((all) => all.map(([name, id]) => existing(name, id)));

test('identifiers are unique, fit for files, constructs and labels, and the same whatever the order', () => {
  fc.assert(fc.property(organizations, (all) => {
    const given = named(all, new Set());
    const names = given.map(({ identifier }) => identifier);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(names.map(pascalCase)).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    const byId = (list: typeof given) => new Map(list.map(({ identifier, integration }) => [integration.id, identifier]));
    expect(byId(named([...all].reverse(), new Set()))).toEqual(byId(given));
  }));
});
