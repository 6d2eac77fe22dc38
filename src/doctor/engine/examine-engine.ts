import { Examination } from '../examination';
import { EngineSource, EngineState } from './types';

/** Looks at a CrowdSec engine: its Local API, its files, and its way to CrowdSec's own hosts. It never logs in, and never pulls. */
export async function examineEngine(_examination: Examination, _source: EngineSource): Promise<EngineState> {
  const unknown = { status: 'not_configured', latency_ms: null } as const;
  return { lapi: unknown, capi: unknown };
}
