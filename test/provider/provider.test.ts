import { createProvider } from '../../src/provider';
import { checkProvider } from '../../src/tfplugin';

test('its schemas keep the rules of the protocol and of the framework', () => {
  expect(checkProvider(createProvider())).toEqual([]);
});
