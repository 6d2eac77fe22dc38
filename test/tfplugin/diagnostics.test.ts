import { attributePath, DiagnosticError, Diagnostics } from '../../src/tfplugin';

test('diagnostics: each once, in order, with or without errors', () => {
  const diagnostics = new Diagnostics();
  diagnostics.warning('Note', 'a');
  diagnostics.warning('Note', 'a');
  expect(diagnostics.hasErrors).toBe(false);
  diagnostics.error('Bad', 'b', attributePath('name'));
  diagnostics.error('Bad', 'b');
  expect(diagnostics.hasErrors).toBe(true);
  expect([...diagnostics].map(({ severity, path }) => [severity, path?.length])).toEqual([['warning', undefined], ['error', 1], ['error', undefined]]);
});

test('diagnostic error: carries its diagnostic', () => {
  const error = DiagnosticError.of('Bad', 'b', attributePath('name'));
  expect(error).toMatchObject({ name: 'DiagnosticError', message: 'Bad' });
  expect(error.diagnostic).toEqual({ severity: 'error', summary: 'Bad', detail: 'b', path: [{ attribute: 'name' }] });
});
