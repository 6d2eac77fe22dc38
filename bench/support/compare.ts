import { inTurn } from './in-turn';
import { Bench, Row } from './measure';
import { Side } from './side';
import { CROWDSEC } from './sides';
import { Site } from './site';

/** A peer, and how much of its time ours may take. */
export interface Peer {
  readonly side: Side;
  readonly goal?: number;
}

/**
 * Ours against peers, in turn, in one row each.
 * @param site where a side stands
 * @param work milliseconds of what is compared
 */
export async function against(
  bench: Bench, id: string, measure: string, peers: readonly Peer[], site: (side: Side) => Promise<Site>, work: (site: Site) => Promise<number>,
): Promise<Row[]> {
  const missing = new Map(peers.map(({ side }) => [side, side.unavailable()]));
  const present = [CROWDSEC, ...peers.map(({ side }) => side).filter((side) => missing.get(side) === undefined)];
  const cases: { [name: string]: () => Promise<number> } = {};
  for (const side of present) {
    const prepared = await site(side);
    cases[side.name] = () => work(prepared);
  }
  const figures = await inTurn(bench.runs, 's', cases, bench.say);
  return peers.map(({ side, goal }) => ({
    id: `${id}-${side.name}`,
    measure: `${measure}, ours / ${side.name}`,
    goal,
    ...(missing.get(side) === undefined
      ? { figure: figures.crowdsec.median / figures[side.name].median, from: `${figures.crowdsec.text} / ${figures[side.name].text}` }
      : { from: `not measured: ${missing.get(side)}` }),
  }));
}
