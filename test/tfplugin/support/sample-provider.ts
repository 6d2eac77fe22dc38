/** A provider for tests of the framework: one resource with every kind of value, whose behaviour in a call its arguments choose. */
import { CallContext, DiagnosticError, DYNAMIC, listOf, mapOf, NUMBER, ObjectValue, Provider, Resource, setOf, STRING } from '../../../src/tfplugin';

export const SAMPLE_ADDRESS = 'terraform.local/test/sample';

/** Marks the text that no output may show. */
export const SAMPLE_SECRET = 'hunter2-never-shown';

const optional = { description: 'A value.', optional: true } as const;

/** `fail` names the call that throws; `hang` the one that waits until it is aborted, or `create for ever`: longer. */
function act(call: string, values: ObjectValue): void {
  if (values.fail === call) throw new TypeError('something broke');
  if (values.refuse === call) throw DiagnosticError.of('Refused', `${call} was asked to refuse.`, [{ attribute: 'refuse' }]);
  if (values.crash === call) setImmediate(() => { throw new Error('nobody caught this'); });
  if (values.print === call) process.stdout.write('printed by the provider\n');
}

async function untilAborted({ signal }: CallContext): Promise<void> {
  await new Promise<void>((resolve) => {
    const keepAlive = setInterval(() => undefined, 1_000);
    signal.addEventListener('abort', () => {
      clearInterval(keepAlive);
      resolve();
    });
  });
}

const thing: Resource = {
  schema: {
    description: 'A thing that exists nowhere but in the state.',
    version: 1,
    attributes: {
      id: { type: STRING, description: 'Made up.', computed: true },
      fail: given(STRING),
      refuse: given(STRING),
      crash: given(STRING),
      print: given(STRING),
      hang: given(STRING),
      text: given(STRING),
      replaces: { ...optional, type: STRING, requiresReplace: true },
      number: given(NUMBER),
      any: given(DYNAMIC),
      list: given(listOf(STRING)),
      set: given(setOf(NUMBER)),
      map: given(mapOf(STRING)),
      secret: { ...optional, type: STRING, sensitive: true },
      nested: { ...optional, nesting: 'list', attributes: { inner: given(STRING) } },
    },
    blocks: {
      one: { nesting: 'single', block: { attributes: { inner: given(STRING) } } },
      many: { nesting: 'list', block: { attributes: { inner: given(STRING) } } },
      some: { nesting: 'set', block: { attributes: { inner: given(NUMBER) } } },
    },
  },

  validateConfig: (config) => act('validate', config),
  modifyPlan: (planned) => act('plan', planned),

  async create(planned, context) {
    const made: ObjectValue = { ...planned, id: 'made' };
    context.exists(made);
    act('create', planned);
    if (planned.hang !== null) {
      context.log('info', 'hanging');
      await untilAborted(context);
      context.log('info', 'told to stop');
      if (planned.hang === 'create for ever') await new Promise(() => undefined);
      throw DiagnosticError.of('Interrupted', 'The thing exists, but was not finished.');
    }
    return made;
  },
  async read(state) {
    act('read', state);
    return state;
  },
  async update(planned, prior) {
    act('update', planned);
    return { ...planned, id: prior.id };
  },
  async delete(state) {
    act('delete', state);
  },
  async importState(id) {
    act('import', { fail: id });
    return { id };
  },
  upgraders: {
    0: (state) => {
      act('upgrade', state as ObjectValue);
      return state;
    },
  },
};

function given<T>(type: T) {
  return { ...optional, type };
}

export function createSampleProvider(): Provider {
  return {
    typeName: 'sample',
    version: '1.2.3',
    bugReportUrl: 'https://sample.example/issues',
    schema: {
      attributes: { fail: given(STRING), secret: { ...optional, type: STRING, sensitive: true } },
    },
    resources: { sample_thing: thing },
    dataSources: {
      sample_echo: {
        schema: {
          attributes: {
            fail: given(STRING),
            text: given(STRING),
            length: { type: NUMBER, description: 'Of the text.', computed: true },
          },
        },
        validateConfig: (config) => act('validate', config),
        async read(config) {
          act('read', config);
          return { ...config, length: String(config.text ?? '').length };
        },
      },
    },
    validateConfig: (config) => act('validate', config),
    configure: (config) => act('configure', config),
  };
}
