/** The executable of the sample provider. With `SAMPLE_RECORD` set, each process keeps what it logs in a file of its own there. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSampleProvider, SAMPLE_ADDRESS } from './sample-provider';
import { serve } from '../../../src/tfplugin/serve';

const folder = process.env.SAMPLE_RECORD;
if (folder) {
  const file = join(folder, `${Date.now()}-${process.pid}.log`);
  appendFileSync(file, '');
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text: string | Uint8Array) => {
    appendFileSync(file, text);
    return write(text);
  };
}

const connectWithin = process.env.SAMPLE_CONNECT_WITHIN;
void serve(createSampleProvider, { address: SAMPLE_ADDRESS, ...(connectWithin ? { connectWithin: Number(connectWithin) } : {}) });
