import { Diagnostic, isUnknown, ObjectValue, Provider, Resource, Schema, Type, Value } from '../../../../src/tfplugin';
import { impliedType } from '../../../../src/tfplugin/implied-type';
import { createSemanticServer, SemanticServer, ServerOptions } from '../../../../src/tfplugin/semantics';

export const NO_PRIVATE: Uint8Array = new Uint8Array();

/** A provider "test" with what the case is about. */
export function providerWith(parts: Partial<Provider> = {}): Provider {
  return {
    typeName: 'test',
    version: '1.2.3',
    bugReportUrl: 'https://bugs.example/test',
    schema: { description: 'A provider.' },
    resources: {},
    dataSources: {},
    configure: () => undefined,
    ...parts,
  };
}

/** A server whose only resource, `test_thing`, does as the case says, and otherwise tells the truth. */
export function serverFor(resource: Partial<Resource<any>> & { schema: Schema }, options?: ServerOptions): SemanticServer {
  return createSemanticServer(providerWith({ resources: { test_thing: { ...truthful(resource.schema), ...resource } } }), options);
}

/** An author that does what was planned, and makes up what was left open. */
export function truthful(schema: Schema): Resource<any> {
  let made = 1000;
  const type = impliedType(schema);
  const answer = async (planned: ObjectValue) => fill(type, planned, () => ++made) as ObjectValue;
  return { schema, create: answer, update: answer, read: async (state) => state, delete: async () => undefined };
}

/** The value with something in the place of each unknown, its sets in another order. */
export function fill(type: Type, value: Value, next: () => number): Value {
  if (isUnknown(value)) return make(type, next);
  if (value === null || typeof type === 'string') return value;
  switch (type[0]) {
    case 'set': return (value as Value[]).map((element) => fill(type[1], element, next)).reverse();
    case 'list': return (value as Value[]).map((element) => fill(type[1], element, next));
    case 'tuple': return (value as Value[]).map((element, i) => fill(type[1][i], element, next));
    case 'map': return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(type[1], member, next)]));
    case 'object': return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fill(type[1][name], member, next)]));
  }
}

export function make(type: Type, next: () => number): Value {
  if (type === 'string') return `made-${next()}`;
  if (type === 'number') return next();
  if (type === 'bool') return next() % 2 === 0;
  if (typeof type === 'string') throw new Error(`cannot make up ${type}`);
  switch (type[0]) {
    case 'set':
    case 'list': return [make(type[1], next)];
    case 'tuple': return type[1].map((element) => make(element, next));
    case 'map': return { made: make(type[1], next) };
    case 'object': return Object.fromEntries(Object.entries(type[1]).map(([name, member]) => [name, make(member, next)]));
  }
}

/** Diagnostics as a test reads them: severity, where, summary. */
export function brief(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ severity, summary, path }) => [severity, path ? JSON.stringify(path) : 'whole', summary].join(' '));
}

export function details(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ detail }) => detail).join('\n');
}
