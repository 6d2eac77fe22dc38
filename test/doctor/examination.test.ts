import { Examination } from '../../src/doctor';

const NETWORK = { group: 'network' } as const;

test('what stands on a check that fails is skipped with that reason, and so is what stands on it in turn', async () => {
  const examination = new Examination();
  const dns = examination.check({ ...NETWORK, id: 'dns-resolve' }, [], () => ({ status: 'fail', detail: 'not found', remedy: 'look' }));
  const tcp = examination.check({ ...NETWORK, id: 'tcp-443' }, [dns], () => ({ status: 'ok', detail: 'never looked at' }));
  examination.check({ ...NETWORK, id: 'tls-handshake' }, [tcp], () => ({ status: 'ok', detail: 'never looked at' }));
  expect(await examination.results()).toEqual([
    { group: 'network', id: 'dns-resolve', status: 'fail', detail: 'not found', remedy: 'look' },
    { group: 'network', id: 'tcp-443', status: 'skip', detail: 'not looked at, because dns-resolve does not hold' },
    { group: 'network', id: 'tls-handshake', status: 'skip', detail: 'not looked at, because tcp-443 does not hold' },
  ]);
});

test('checks that do not stand on each other run side by side, and what one sees is handed on', async () => {
  const examination = new Examination();
  let meet!: (value: number) => void;
  const met = new Promise<number>((resolve) => { meet = resolve; });
  const waiting = examination.check<number>({ ...NETWORK, id: 'dns-resolve' }, [], async () => ({ status: 'warn', detail: 'waited', value: await met }));
  examination.check({ ...NETWORK, id: 'tcp-443' }, [], () => {
    meet(7);
    return { status: 'ok', detail: 'met' };
  });
  examination.check({ ...NETWORK, id: 'latency' }, [waiting], (value) => ({ status: 'ok', detail: `was handed ${value}`, latencyMs: 1.6 }));
  const results = await examination.results();
  expect(results.map(({ id, detail }) => [id, detail])).toEqual([['dns-resolve', 'waited'], ['tcp-443', 'met'], ['latency', 'was handed 7']]);
  expect(results[2].latencyMs).toBe(2);
});

test('a check that breaks is unknown, and takes nothing else with it', async () => {
  const examination = new Examination();
  examination.check({ ...NETWORK, id: 'proxy-env' }, [], () => { throw new TypeError('no such thing'); });
  examination.check({ ...NETWORK, id: 'clock-skew' }, [], () => ({ status: 'ok', detail: 'holds' }));
  expect((await examination.results()).map(({ status, detail }) => [status, detail])).toEqual([
    ['unknown', 'the check proxy-env itself failed: TypeError: no such thing'], ['ok', 'holds'],
  ]);
});

test('no result holds a secret, in whatever form it comes back, nor what would move a terminal', async () => {
  const examination = new Examination();
  examination.hide('p@ss/word+1');
  examination.check({ ...NETWORK, id: 'tls-chain', subject: 'user:p@ss/word+1' }, [], () => ({
    status: 'fail', detail: `it said p%40ss%2Fword%2B1 and ${Buffer.from('user:p@ss/word+1').toString('base64')}\u001b[2J`, remedy: 'send p@ss/word+1',
  }));
  const text = JSON.stringify(await examination.results());
  expect(text).not.toMatch(/p@ss|p%40ss|cEBzcy93b3JkK|\u001b/);
  expect(text).toContain('***');
});
