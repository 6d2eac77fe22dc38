/** Stands in for registry.terraform.io/F5Networks/bigip: `bigip_command`, whose commands go through a real shell to a `tmsh` on the path. */
import { spawnSync } from 'node:child_process';
import { BOOL, listOf, Provider, Resource, STRING } from '../../src/tfplugin';

/** Without a host: each engine takes its own registry for meant. */
export const BIGIP_ADDRESS = 'F5Networks/bigip';

interface BigipCommand {
  id: string;
  commands: string[];
  when: string;
  command_result: string[] | null;
}

/** What the provider does: a command that fails is text like any other. */
function run(commands: readonly string[]): string[] {
  return commands.map((command) => spawnSync('/bin/bash', ['-c', `tmsh ${command}`], { encoding: 'utf8' }).stdout);
}

const bigipCommand: Resource<BigipCommand, 'id' | 'command_result'> = {
  schema: {
    description: 'Runs commands.',
    attributes: {
      id: { type: STRING, description: 'Value of `when`.', computed: true },
      commands: { type: listOf(STRING), description: 'Commands of tmsh.', required: true },
      when: { type: STRING, description: 'When they run.', optional: true, computed: true, default: 'apply' },
      command_result: { type: listOf(STRING), description: 'What was answered.', computed: true },
    },
  },
  create: async (planned) => ({ ...planned, id: planned.when, command_result: planned.when === 'apply' ? run(planned.commands) : null }),
  read: async (state) => state,
  update: async (planned, prior) => ({ ...planned, id: prior.id, command_result: prior.command_result }),
  delete: async ({ when, commands }) => {
    if (when === 'destroy') run(commands);
  },
};

export function createBigipProvider(): Provider {
  return {
    typeName: 'bigip',
    version: '1.28.0',
    bugReportUrl: 'https://bigip.example/issues',
    schema: {
      description: 'Reaches no device.',
      attributes: {
        address: { type: STRING, description: 'Not used.', optional: true },
        teem_disable: { type: BOOL, description: 'Not used.', optional: true },
        validate_certs_disable: { type: BOOL, description: 'Not used.', optional: true },
      },
    },
    resources: { bigip_command: bigipCommand },
    dataSources: {},
    configure: () => undefined,
  };
}
