import { head } from '../../support/credentials';
import { bodiesOf, Core, emulatorForTests, refusal, requestsOf, until } from '../support/core';

const TYPE = 'crowdsec_integration';
const CONFIG = { name: 'edge', output_format: 'paloalto', pull_limit: 5 };
const CREATE = { method: 'POST', path: '/integrations$' };

const emulator = emulatorForTests();

async function expectUsable(state: { [name: string]: unknown }): Promise<void> {
  expect(emulator().snapshot().integrations).toMatchObject([{ id: state.id, name: 'edge' }]);
  expect((await head(state)).status).toBe(204);
}

describe('a lost answer', () => {
  test.each([
    ['before the work was done', { connection: 'reset-before' as const }],
    ['by a gateway that did not pass it on', { status: 502 }],
    ['by a service that asks to wait', { status: 503, headers: { 'retry-after': '0' } }],
  ])('%s: the create is repeated once it is certain that there is none', async (_when, fault) => {
    emulator().addFault({ ...CREATE, ...fault });
    const core = await Core.start(emulator());
    const { state } = await core.apply(TYPE, CONFIG);
    expect(bodiesOf(emulator(), 'POST')).toHaveLength(2);
    expect(core.warnings).toEqual([]);
    await expectUsable(state);
  });

  test.each([
    ['reset after it', { connection: 'reset-after' as const }],
    ['cut in the middle', { connection: 'truncate' as const }],
    ['an error of the server', { status: 500, connection: 'reset-after' as const }],
    ['replaced by what is no JSON', { body: '<html>gateway</html>' }],
    ['too late', { delayMs: 1000 }],
  ])('after the work was done, %s: the integration is taken over with new credentials and a warning', async (_how, fault) => {
    emulator().addFault({ ...CREATE, ...fault });
    const core = await Core.start(emulator(), { request_timeout_seconds: 0.3 });
    const { state } = await core.apply(TYPE, CONFIG);
    expect(bodiesOf(emulator(), 'POST')).toHaveLength(1);
    expect(core.warnings).toMatchObject([{ detail: expect.stringContaining(String(state.id)) }]);
    await expectUsable(state);
  });

  test('and the look for it fails: it looks again, until the retries are used up', async () => {
    emulator().addFault({ ...CREATE, connection: 'reset-after' });
    const core = await Core.start(emulator());
    // What existed before is known from here on.
    await core.data('crowdsec_integrations');
    emulator().addFault({ method: 'GET', path: '/integrations$', status: 500, times: 2 });
    await expectUsable((await core.apply(TYPE, CONFIG)).state);
    expect(bodiesOf(emulator(), 'POST')).toHaveLength(1);
  });

  test('at the service\'s own time, whatever the clocks say', async () => {
    emulator().setClock(new Date('2019-01-01T00:00:00Z'));
    emulator().addFault({ ...CREATE, connection: 'reset-after' });
    await expectUsable((await (await Core.start(emulator())).apply(TYPE, CONFIG)).state);
  });

  test('an integration that existed before is never taken over, even if it is just as asked for', async () => {
    const { state } = await (await Core.start(emulator())).apply(TYPE, CONFIG);
    emulator().clearRequests();
    emulator().addFault({ ...CREATE, connection: 'reset-after' });
    const refused = await refusal((await Core.start(emulator())).apply(TYPE, CONFIG));
    expect(refused.message).toContain('terraform import crowdsec_integration.NAME name:edge');
    expect(refused.message).toContain(String(state.id));
    expect(refused.state).toBeNull();
    expect(bodiesOf(emulator(), 'PATCH')).toEqual([]);
  });

  test('of two resources with one name only one gets it', async () => {
    emulator().addFault({ ...CREATE, connection: 'reset-after', times: 2 });
    const core = await Core.start(emulator());
    const outcomes = await Promise.allSettled([core.apply(TYPE, CONFIG), core.apply(TYPE, CONFIG)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(emulator().snapshot().integrations).toHaveLength(1);
  });

  test('to the new credentials is asked for again', async () => {
    emulator().addFault({ ...CREATE, connection: 'reset-after' });
    emulator().addFault({ method: 'PATCH', connection: 'reset-after' });
    await expectUsable((await (await Core.start(emulator())).apply(TYPE, CONFIG)).state);
  });

  test('when the credentials cannot be had the object is kept, for Terraform to replace', async () => {
    emulator().addFault({ ...CREATE, connection: 'reset-after' });
    emulator().addFault({ method: 'PATCH', status: 403 });
    const refused = await refusal((await Core.start(emulator())).apply(TYPE, CONFIG));
    expect(refused.state).toMatchObject({ id: emulator().snapshot().integrations[0].id, name: 'edge', password: null });
  });

  test('when nothing helps, it says that nothing was created', async () => {
    emulator().addFault({ ...CREATE, status: 500, times: 2 });
    const refused = await refusal((await Core.start(emulator(), { max_retries: 1 })).apply(TYPE, CONFIG));
    expect(refused.message).toContain('nothing was created');
    expect(refused.state).toBeNull();
  });

  test('when looking fails too, it says how to find out', async () => {
    const core = await Core.start(emulator(), { max_retries: 0 });
    await core.apply(TYPE, { ...CONFIG, name: 'other' });
    emulator().addFault({ ...CREATE, connection: 'reset-after' });
    emulator().addFault({ method: 'GET', status: 500 });
    expect((await refusal(core.apply(TYPE, CONFIG))).message).toContain('terraform import crowdsec_integration.NAME name:edge');
  });
});

test('a name clash is an error that prints how to import', async () => {
  await (await Core.start(emulator())).apply(TYPE, { ...CONFIG, name: 'Kante "Süd"' });
  const refused = await refusal((await Core.start(emulator())).apply(TYPE, { ...CONFIG, name: 'Kante "Süd"' }));
  expect(refused.paths).toEqual(['name']);
  expect(refused.message).toContain('terraform import crowdsec_integration.NAME \'name:Kante "Süd"\'');
  expect(refused.message).toContain('id = "name:Kante \\"Süd\\""');
});

test('a clash is found whatever the status is that it is refused with', async () => {
  const core = await Core.start(emulator());
  const { state } = await core.apply(TYPE, CONFIG);
  emulator().addFault({ ...CREATE, status: 400, body: { message: 'name in use' } });
  const refused = await refusal(core.apply(TYPE, CONFIG));
  expect(refused.message).toContain(String(state.id));
  expect(refused.message).toContain('name in use');
});

test('a name whose owner is gone by now is asked for again', async () => {
  emulator().addFault({ ...CREATE, status: 409, body: { message: 'name in use' } });
  await expectUsable((await (await Core.start(emulator())).apply(TYPE, CONFIG)).state);
  expect(bodiesOf(emulator(), 'POST')).toHaveLength(2);
});

test('a name clash names the moved block too: the same run may be about to free the name', async () => {
  const core = await Core.start(emulator());
  await core.apply(TYPE, CONFIG);
  const refused = await refusal(core.apply(TYPE, CONFIG));
  expect(refused.message).toMatch(/apply again, or keep it with a moved block/);
  expect(refused.message.match(/another name/g)).toHaveLength(1);
});

test('given up while the service is still at work, it does not claim that nothing was created', async () => {
  emulator().addFault({ ...CREATE, connection: 'hold' });
  const core = await Core.start(emulator(), { request_timeout_seconds: 0.2, max_retries: 0 });
  const { message } = await refusal(core.apply(TYPE, CONFIG));
  emulator().release();
  expect(message).toContain('may still be at work');
  expect(message).not.toContain('nothing was created');
});

test('a key that may not list is refused in words before anything is made', async () => {
  emulator().addFault({ method: 'GET', status: 403 });
  expect((await refusal((await Core.start(emulator())).apply(TYPE, CONFIG))).message).toContain('Unable to create the integration');
  expect(bodiesOf(emulator(), 'POST')).toEqual([]);
});

test('a create that the service refuses is sent once', async () => {
  emulator().settings({ integrationQuota: 0 });
  expect((await refusal((await Core.start(emulator())).apply(TYPE, CONFIG))).message).toContain('quota');
  expect(bodiesOf(emulator(), 'POST')).toHaveLength(1);
});

test('an interrupt lets the request in flight end, so that nothing exists untracked', async () => {
  emulator().addFault({ ...CREATE, connection: 'hold' });
  const core = await Core.start(emulator());
  const applying = core.apply(TYPE, CONFIG);
  await until(() => emulator().requests().some(({ method }) => method === 'POST'));
  core.server.stop();
  emulator().release();
  await expectUsable((await applying).state);
});

test('an interrupt in the middle of looking for a lost create lets the look end', async () => {
  const core = await Core.start(emulator());
  await core.apply(TYPE, { ...CONFIG, name: 'other' });
  emulator().clearRequests();
  emulator().addFault({ ...CREATE, connection: 'reset-after' });
  emulator().addFault({ method: 'GET', connection: 'hold' });
  const applying = core.apply(TYPE, CONFIG);
  await until(() => emulator().requests().some(({ method }) => method === 'GET'));
  core.server.stop();
  emulator().release();
  const { state } = await applying;
  expect(state).toMatchObject({ name: 'edge', password: expect.any(String) });
});

test('ten creates read the list of what exists once', async () => {
  const core = await Core.start(emulator());
  await Promise.all(Array.from({ length: 10 }, (_, n) => core.apply(TYPE, { ...CONFIG, name: `edge-${n}` })));
  const requests = requestsOf(emulator());
  expect(requests.filter((line) => line.startsWith('GET'))).toEqual(['GET /integrations']);
  expect(requests).toHaveLength(11);
});
