import { ApiError, ApiErrorCode } from '../../src/api';
import { explain, howToImport, isLost } from '../../src/provider/diagnostics';
import { DiagnosticError } from '../../src/tfplugin';

function apiError(code: ApiErrorCode, mayHaveTakenEffect = false): ApiError {
  const details = { method: 'GET', url: 'https://crowdsec.example/v1/info', attempts: 1, retried: false, mayHaveTakenEffect };
  return new ApiError(code, 'GET https://crowdsec.example/v1/info: answered badly.', details);
}

test('an error of the API says what was tried, with what, where, and what to do', () => {
  const { diagnostic } = explain('read the integration', apiError('RATE_LIMITED'), { subject: 'integration "edge"', path: [{ attribute: 'id' }] }) as DiagnosticError;
  expect(diagnostic).toMatchObject({ severity: 'error', summary: 'Unable to read the integration', path: [{ attribute: 'id' }] });
  expect(diagnostic.detail).toMatch(/^integration "edge": GET https:\/\/crowdsec\.example\/v1\/info: .*\n\n.*requests_per_second/);
});

test('what is no error of the API is left to the framework, which knows a bug when it sees one', () => {
  const bug = new TypeError('oops');
  expect(explain('read the integration', bug)).toBe(bug);
  expect(isLost(bug)).toBe(false);
});

test('only an answer that may have followed a change counts as lost', () => {
  expect(isLost(apiError('SERVER_ERROR', true))).toBe(true);
  expect(isLost(apiError('FORBIDDEN'))).toBe(false);
});

test.each([
  ['ID/Microsoft', 'terraform import T.NAME ID/Microsoft', 'id = "ID/Microsoft"'],
  ['ID/Exchange Server', 'terraform import T.NAME \'ID/Exchange Server\'', 'id = "ID/Exchange Server"'],
  ['name:it\'s', 'terraform import T.NAME \'name:it\'\\\'\'s\'', 'id = "name:it\'s"'],
  ['name:"${x}" %{y}', 'terraform import T.NAME \'name:"${x}" %{y}\'', 'id = "name:\\"$${x}\\" %%{y}"'],
])('the import of %s can be copied into a shell and a configuration', (id, command, block) => {
  const text = howToImport('T', id);
  expect(text).toContain(`${command}\n`);
  expect(text).toContain(`${block}\n`);
});
