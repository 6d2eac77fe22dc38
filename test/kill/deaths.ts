/** The ways in which a process dies here. */
import { Bed } from './beds';
import { processesIn, commandLineOf, Job } from '../support/terraform';

export interface Death {
  readonly name: string;
  /** Brings it about; when this is done it has happened. */
  strike(bed: Bed, job: Job): Promise<void>;
  /** Whether the program then still waits for the answer that is held. */
  readonly waits?: boolean;
  /** How much longer Terraform itself takes where it is waiting for a request that only reads. */
  readonly lingersMs?: number;
  /** What the user then sees; docs/errors.md says what it means. */
  readonly says?: RegExp;
}

export const PLUGIN_KILLED: Death = {
  name: 'SIGKILL to the plugin',
  // Which of the two is up to what Terraform notices first: the connection's end, or the process's.
  says: /Plugin did not respond|Request cancelled/,
  async strike({ dir }) {
    const plugins = processesIn(dir).filter((pid) => commandLineOf(pid).includes('terraform-provider-crowdsec'));
    if (plugins.length === 0) throw new Error('no plugin runs');
    for (const pid of plugins) process.kill(pid, 'SIGKILL');
  },
};

export const TERRAFORM_DEATHS: readonly Death[] = [
  PLUGIN_KILLED,
  { name: 'SIGKILL to Terraform', strike: async (_, job) => job.kill() },
  {
    name: 'SIGINT once',
    waits: true,
    async strike(_, job) {
      job.signalGroup('SIGINT');
      await job.until('Gracefully shutting down');
    },
  },
  {
    name: 'SIGINT twice',
    // While it refreshes it does not tell the plugin of an interrupt, and gives up after five seconds.
    lingersMs: 5_000,
    async strike(_, job) {
      job.signalGroup('SIGINT');
      await job.until('Gracefully shutting down');
      again(job);
    },
  },
];

/** The toolkit ends at the first SIGINT, without waiting for the Terraform that it started. */
export const CDKTF_DEATHS: readonly Death[] = [
  { name: 'SIGKILL to cdktf', strike: async (_, job) => job.kill() },
  { name: 'SIGINT once', strike: async (_, job) => job.signalGroup('SIGINT') },
  {
    name: 'SIGINT twice',
    async strike(_, job) {
      job.signalGroup('SIGINT');
      await Promise.race([job.until('AbortError'), job.ended]);
      again(job);
    },
  },
];

/** Whoever presses Ctrl-C a second time may find the program gone. */
function again(job: Job): void {
  try {
    job.signalGroup('SIGINT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
