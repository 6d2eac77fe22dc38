import { UNKNOWN } from '../../../src/tfplugin';
import { head } from '../../support/credentials';
import { bodiesOf, Core, emulatorForTests, refusal, requestsOf, unknownIn, until } from '../support/core';

const TYPE = 'crowdsec_integration';
const FIREWALL = { name: 'edge', output_format: 'paloalto' };
const BOUNCER = { name: 'nginx', output_format: 'remediation_component' };

const emulator = emulatorForTests();

describe('create and read', () => {
  test('a firewall integration comes with user name, password and both in the URL', async () => {
    const core = await Core.start(emulator());
    const { state } = await core.apply(TYPE, { ...FIREWALL, description: 'at the border', pull_limit: 5000 });
    expect(state).toMatchObject({
      name: 'edge',
      output_format: 'paloalto',
      description: 'at the border',
      pull_limit: 5000,
      enable_ip_aggregation: false,
      entity_type: 'firewall_integration',
      force_destroy: false,
      api_key: null,
      lapi_url: null,
      credentials_version: null,
      endpoint: `${emulator().url}/integrations/${state.id}/content`,
    });
    expect(new URL(String(state.endpoint_with_credentials)).username).toBe(encodeURIComponent(String(state.username)));
    expect(String(state.endpoint_with_credentials).endsWith(`@${String(state.endpoint).split('://')[1]}`)).toBe(true);
    expect(await core.read(TYPE, { state, private: new Uint8Array() })).toMatchObject({ state });
  });

  test('a remediation component comes with an API key and the URL that a bouncer takes', async () => {
    const { state } = await (await Core.start(emulator())).apply(TYPE, BOUNCER);
    expect(state).toMatchObject({
      entity_type: 'remediation_component_integration',
      username: null,
      password: null,
      endpoint_with_credentials: null,
      lapi_url: `${emulator().url}/integrations/${state.id}/`,
    });
    expect(state.api_key).toEqual(expect.any(String));
  });

  test('what follows from the entity type is known in the plan', async () => {
    const core = await Core.start(emulator());
    const open = ['created_at', 'endpoint', 'id', 'organization_id'];
    expect(unknownIn((await core.plan(TYPE, FIREWALL)).planned)).toEqual([...open, 'endpoint_with_credentials', 'password', 'username'].sort());
    expect(unknownIn((await core.plan(TYPE, BOUNCER)).planned)).toEqual([...open, 'api_key', 'lapi_url'].sort());
  });

  test('nothing is asked of the service for a plan, and a second one is empty', async () => {
    const core = await Core.start(emulator());
    await core.plan(TYPE, FIREWALL);
    expect(requestsOf(emulator())).toEqual([]);
    const kept = await core.apply(TYPE, FIREWALL);
    expect((await core.plan(TYPE, FIREWALL, await core.read(TYPE, kept))).planned).toEqual(kept.state);
  });

  test('an integration that is gone is planned anew, a changed one is drift that keeps its credentials', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    const snapshot = emulator().snapshot();
    emulator().restore({ ...snapshot, integrations: snapshot.integrations.map((one) => ({ ...one, name: 'renamed', pull_limit: 7 })) });
    const drifted = await (await Core.start(emulator())).read(TYPE, kept);
    expect(drifted!.state).toEqual({ ...kept.state, name: 'renamed', pull_limit: 7 });
    emulator().restore({ ...snapshot, integrations: [] });
    expect(await (await Core.start(emulator())).read(TYPE, kept)).toBeUndefined();
  });

  test('a read that is refused leaves the object in the state', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    emulator().addFault({ method: 'GET', status: 403 });
    expect((await refusal((await Core.start(emulator())).read(TYPE, kept))).message).toContain('permission');
  });
});

describe('update', () => {
  test('a rename sends the new name and the default alone, and leaves endpoint and credentials as they are', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    const { planned, replaces } = await core.plan(TYPE, { ...FIREWALL, name: 'border' }, kept);
    expect(planned).toEqual({ ...kept.state, name: 'border' });
    expect(replaces).toEqual([]);
    const renamed = await core.apply(TYPE, { ...FIREWALL, name: 'border' }, kept);
    expect(renamed.state).toEqual({ ...kept.state, name: 'border' });
    expect(bodiesOf(emulator(), 'PATCH')).toEqual([{ name: 'border', enable_ip_aggregation: false }]);
  });

  test('removing pull_limit clears it', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, { ...FIREWALL, pull_limit: 10 });
    expect((await core.apply(TYPE, FIREWALL, kept)).state.pull_limit).toBeNull();
    expect(bodiesOf(emulator(), 'PATCH')).toEqual([{ pull_limit: null, enable_ip_aggregation: false }]);
  });

  test('what is Terraform\'s alone sends nothing', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    requestsOf(emulator());
    const next = await core.apply(TYPE, { ...FIREWALL, force_destroy: true }, kept);
    expect(next.state).toEqual({ ...kept.state, force_destroy: true });
    expect(requestsOf(emulator())).toEqual([]);
  });

  test('the warning about a long description that stays shows its beginning', async () => {
    const core = await Core.start(emulator());
    const { warnings } = await core.plan(TYPE, FIREWALL, await core.apply(TYPE, { ...FIREWALL, description: 'x'.repeat(50_000) }));
    expect(warnings[0].detail).toContain('"xxx');
    expect(warnings[0].detail.length).toBeLessThan(500);
  });

  test('removing the description warns, sends nothing, and the next plan is empty', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, { ...FIREWALL, description: 'old words' });
    const { warnings } = await core.plan(TYPE, FIREWALL, kept);
    expect(warnings).toMatchObject([{ detail: expect.stringContaining('"old words" stays'), path: [{ attribute: 'description' }] }]);
    const next = await core.apply(TYPE, FIREWALL, kept);
    expect(bodiesOf(emulator(), 'PATCH')).toEqual([]);
    const second = await core.plan(TYPE, FIREWALL, await (await Core.start(emulator())).read(TYPE, next));
    expect(second).toMatchObject({ planned: next.state, warnings: [] });
  });

  test('changing credentials_version regenerates, and plans only the credentials unknown', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, { ...FIREWALL, credentials_version: '1' });
    expect(bodiesOf(emulator(), 'PATCH')).toEqual([]);
    const config = { ...FIREWALL, credentials_version: '2', name: 'border' };
    expect(unknownIn((await core.plan(TYPE, config, kept)).planned)).toEqual(['endpoint_with_credentials', 'password', 'username']);
    const next = await core.apply(TYPE, config, kept);
    expect(next.state.password).not.toBe(kept.state.password);
    expect(String(next.state.endpoint_with_credentials)).toContain(encodeURIComponent(String(next.state.password)));
    expect(bodiesOf(emulator(), 'PATCH')).toEqual([{ name: 'border', regenerate_credentials: true, enable_ip_aggregation: false }]);
  });

  test('a lost answer to a regeneration is asked for again', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    emulator().addFault({ method: 'PATCH', connection: 'reset-after' });
    const next = await core.apply(TYPE, { ...FIREWALL, credentials_version: '1' }, kept);
    expect(bodiesOf(emulator(), 'PATCH')).toHaveLength(2);
    const opened = await head(next.state);
    expect(opened.status).toBe(204);
  });

  test('a firewall format becomes another in place, a remediation component only by replacing', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    expect((await core.plan(TYPE, { ...FIREWALL, output_format: 'fortigate' }, kept)).replaces).toEqual([]);
    expect((await core.apply(TYPE, { ...FIREWALL, output_format: 'fortigate' }, kept)).state.output_format).toBe('fortigate');
    expect((await core.plan(TYPE, { ...FIREWALL, output_format: 'remediation_component' }, kept)).replaces).toEqual(['entity_type']);
    const open = await core.plan(TYPE, { ...FIREWALL, output_format: UNKNOWN }, kept);
    expect(open.replaces).toEqual(['entity_type']);
    expect(unknownIn(open.planned)).toContain('entity_type');
  });

  test('a rename that the service answers with a clash points at the name', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    await core.apply(TYPE, { ...FIREWALL, name: 'taken' });
    const refused = await refusal(core.apply(TYPE, { ...FIREWALL, name: 'taken' }, kept));
    expect(refused.paths).toEqual(['name']);
    expect(refused.message).toMatch(/"taken"[^]*to swap two names/);
  });
});

describe('validation', () => {
  test.each([
    [{ ...FIREWALL, output_format: 'palo' }, 'output_format', '"palo"', 'fortigate'],
    [{ ...FIREWALL, entity_type: 'engine' }, 'entity_type', '"engine"', 'firewall_integration'],
    [{ ...FIREWALL, entity_type: 'remediation_component_integration' }, 'entity_type', '"paloalto"', '"firewall_integration"'],
    [{ ...FIREWALL, name: '' }, 'name', 'empty', 'at least one'],
    [{ ...FIREWALL, description: '' }, 'description', 'empty', 'leave it out'],
    [{ ...FIREWALL, pull_limit: 1.5 }, 'pull_limit', '1.5', 'whole number'],
    [{ ...FIREWALL, pull_limit: -1 }, 'pull_limit', '-1', 'at least 0'],
    [{ ...FIREWALL, pull_limit: 1e30 }, 'pull_limit', '1e+30', 'at most 9007199254740991'],
  ])('%j is refused', async (config, path, value, remedy) => {
    const refused = await refusal(new Core().validate(TYPE, config));
    expect(refused.paths).toEqual([path]);
    expect(refused.message).toContain(value);
    expect(refused.message).toContain(remedy);
  });

  test('what is not known yet passes, without a key', async () => {
    await new Core().validate(TYPE, { name: UNKNOWN, output_format: UNKNOWN, entity_type: 'firewall_integration', description: UNKNOWN });
  });
});

describe('delete', () => {
  test('one that is gone already is success', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    await core.destroy(TYPE, kept);
    await core.destroy(TYPE, kept);
    expect(emulator().snapshot().integrations).toEqual([]);
  });

  test.each(['reset-after', 'reset-before'] as const)('whose answers are all lost tells by looking whether it was done: %s', async (connection) => {
    const core = await Core.start(emulator(), { max_retries: 0 });
    const kept = await core.apply(TYPE, FIREWALL);
    emulator().addFault({ method: 'DELETE', connection, times: 100 });
    if (connection === 'reset-after') await core.destroy(TYPE, kept);
    else expect((await refusal(core.destroy(TYPE, kept))).message).toContain(`integration "${kept.state.name}" (${kept.state.id})`);
    expect(emulator().snapshot().integrations).toHaveLength(connection === 'reset-after' ? 0 : 1);
  });

  test('one that is subscribed outside Terraform is kept, unless force_destroy', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    await core.apply('crowdsec_vendor_subscription', { integration_id: kept.state.id, vendor: 'Microsoft' });
    const refused = await refusal(core.destroy(TYPE, kept));
    expect(refused.message).toContain('vendor "Microsoft"');
    expect(refused.message).toContain('force_destroy = true');
    expect(refused.message).not.toContain('another name');
    expect(refused.state).toEqual(kept.state);
    await core.destroy(TYPE, await core.apply(TYPE, { ...FIREWALL, force_destroy: true }, kept));
    expect(emulator().snapshot().integrations).toEqual([]);
  });

  test('an interrupt lets the request in flight end', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    emulator().addFault({ method: 'DELETE', connection: 'hold' });
    const destroying = core.destroy(TYPE, kept);
    await until(() => emulator().requests().some(({ method }) => method === 'DELETE'));
    core.server.stop();
    emulator().release();
    await destroying;
  });

  test('a lost answer is repeated', async () => {
    const core = await Core.start(emulator());
    const kept = await core.apply(TYPE, FIREWALL);
    emulator().addFault({ method: 'DELETE', connection: 'reset-after' });
    await core.destroy(TYPE, kept);
    expect(emulator().snapshot().integrations).toEqual([]);
  });
});

describe('import', () => {
  test.each([['id', (id: string) => id], ['name', () => 'name:edge']])('by %s, without credentials and with a warning; a new version mints them', async (_by, ask) => {
    const made = await (await Core.start(emulator())).apply(TYPE, { ...FIREWALL, description: 'seen' });
    const core = await Core.start(emulator());
    const imported = await core.import(TYPE, ask(String(made.state.id)));
    expect(core.warnings).toMatchObject([{ summary: 'Imported without credentials', detail: expect.stringContaining('credentials_version') }]);
    expect(imported!.state).toEqual({ ...made.state, username: null, password: null, endpoint_with_credentials: null });
    expect((await core.plan(TYPE, { ...FIREWALL, description: 'seen' }, imported)).planned).toEqual(imported!.state);
    const minted = await core.apply(TYPE, { ...FIREWALL, description: 'seen', credentials_version: 'imported' }, imported);
    expect(minted.state.password).toEqual(expect.any(String));
  });

  test('what is not there, or no id, is refused in words', async () => {
    const core = await Core.start(emulator());
    expect((await refusal(core.import(TYPE, 'edge'))).message).toContain('name:NAME');
    expect((await refusal(core.import(TYPE, 'name:nowhere'))).message).toContain('"nowhere"');
    expect((await refusal(core.import(TYPE, '0123456789abcdef01234567'))).message).toContain('"0123456789abcdef01234567"');
    expect(core.warnings).toEqual([]);
  });
});
