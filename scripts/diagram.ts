/**
 * Draws the way of the data, and where secrets travel: docs/images/data-way.svg.
 *
 *     npx tsx scripts/diagram.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILE = join(__dirname, '..', 'docs', 'images', 'data-way.svg');

/** What travels along an arrow: nothing secret, the organisation's key, or an integration's credentials. */
type Cargo = 'plain' | 'key' | 'credentials';
type Point = readonly [number, number];

interface Box {
  readonly at: Point;
  readonly title: string;
  readonly lines: readonly string[];
  /** Somebody else's: CrowdSec's, or a device. */
  readonly foreign?: boolean;
}

interface Arrow {
  readonly cargo: Cargo;
  readonly points: readonly Point[];
  /** Its text and where that stands; several lines grow upwards. */
  readonly label?: { readonly at: Point; readonly lines: readonly string[]; readonly left?: boolean };
}

const SIZE = { width: 1080, height: 468, box: { width: 152, height: 84 } };

const BOXES: readonly Box[] = [
  { at: [20, 140], title: 'App', lines: ['Integration, firewall', 'in TypeScript'] },
  { at: [242, 140], title: 'cdktf.out', lines: ['JSON, plugin,', 'lock file'] },
  { at: [464, 140], title: 'Terraform', lines: ['plan, apply'] },
  { at: [686, 140], title: 'Provider', lines: ['crowdsec,', 'one file for Node'] },
  { at: [908, 140], title: 'Service API', lines: ['CrowdSec,', 'or the emulator'], foreign: true },
  { at: [686, 20], title: 'Environment', lines: ['of the process'] },
  { at: [464, 330], title: 'State', lines: ['in a backend', 'that encrypts'] },
  { at: [686, 330], title: 'Firewall', lines: ['or bouncer'], foreign: true },
  { at: [908, 330], title: 'Integration', lines: ['endpoint: the list', 'in one format'], foreign: true },
];

const ARROWS: readonly Arrow[] = [
  { cargo: 'plain', points: [[172, 182], [242, 182]], label: { at: [207, 174], lines: ['synth'] } },
  { cargo: 'plain', points: [[394, 182], [464, 182]], label: { at: [429, 174], lines: ['init'] } },
  { cargo: 'plain', points: [[616, 168], [686, 168]], label: { at: [651, 160], lines: ['gRPC'] } },
  { cargo: 'credentials', points: [[686, 200], [616, 200]] },
  { cargo: 'key', points: [[838, 168], [908, 168]], label: { at: [873, 160], lines: ['HTTPS'] } },
  { cargo: 'credentials', points: [[908, 200], [838, 200]], label: { at: [873, 217], lines: ['once'] } },
  { cargo: 'key', points: [[762, 104], [762, 140]], label: { at: [772, 127], lines: ['API key'], left: true } },
  { cargo: 'credentials', points: [[510, 224], [510, 330]], label: { at: [484, 283], lines: ['keeps'] } },
  { cargo: 'credentials', points: [[570, 224], [570, 276], [762, 276], [762, 330]], label: { at: [668, 268], lines: ['by the device’s provider,', 'or from outputs'] } },
  { cargo: 'plain', points: [[984, 224], [984, 330]], label: { at: [994, 283], lines: ['serves'], left: true } },
  { cargo: 'credentials', points: [[838, 372], [908, 372]], label: { at: [873, 364], lines: ['pulls'] } },
];

const LEGEND: readonly (readonly [Cargo, string])[] = [
  ['key', 'the organisation’s API key'],
  ['credentials', 'an integration’s user name, password or key'],
  ['plain', 'nothing secret'],
];

/** The picture has a background of its own, so that it reads on any page. */
const STYLE = `
  .page { fill: #ffffff; } .box { fill: #f6f8fa; stroke: #57606a; } .foreign { fill: #eaf2fb; stroke: #57606a; stroke-dasharray: 5 3; }
  text { font: 14px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; } .title { font-weight: 600; font-size: 15px; } .label { font-size: 12.5px; }
  .arrow { fill: none; stroke-width: 2; } .plain { stroke: #57606a; } .key { stroke: #b35900; } .credentials { stroke: #7b2fbf; }
  .head-plain { fill: #57606a; } .head-key { fill: #b35900; } .head-credentials { fill: #7b2fbf; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; } .box { fill: #1c2128; stroke: #9198a1; } .foreign { fill: #12263f; stroke: #9198a1; } text { fill: #f0f6fc; }
    .plain { stroke: #9198a1; } .key { stroke: #f0a04b; } .credentials { stroke: #c297ff; }
    .head-plain { fill: #9198a1; } .head-key { fill: #f0a04b; } .head-credentials { fill: #c297ff; }
  }`;

const CAPTION = 'The app is synthesised into a folder, from which Terraform starts the provider. The provider takes the organisation’s key from the environment to '
  + 'the Service API, and brings an integration’s credentials back once. Terraform keeps them in its state and hands them to the firewall, which pulls the list with them.';

function text([x, y]: Point, content: string, style: string, anchor = 'middle'): string {
  return `<text x="${x}" y="${y}" class="${style}" text-anchor="${anchor}">${content}</text>`;
}

function box({ at: [x, y], title, lines, foreign }: Box): string {
  const { width, height } = SIZE.box;
  const top = y + height / 2 - lines.length * 9 + 3;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" class="${foreign ? 'foreign' : 'box'}"/>`,
    text([x + width / 2, top], title, 'title'),
    ...lines.map((line, n) => text([x + width / 2, top + 20 + n * 18], line, 'label')),
  ].join('\n');
}

function arrow({ cargo, points, label }: Arrow): string {
  const path = points.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  const words = label?.lines.map((line, n) => text([label.at[0], label.at[1] - (label.lines.length - 1 - n) * 16], line, 'label', label.left ? 'start' : 'middle')) ?? [];
  return [`<path d="${path}" class="arrow ${cargo}" marker-end="url(#${cargo})"/>`, ...words].join('\n');
}

function head(cargo: Cargo): string {
  return `<marker id="${cargo}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L10 5 L0 10 z" class="head-${cargo}"/></marker>`;
}

function legend([cargo, words]: readonly [Cargo, string], n: number): string {
  const x = 20 + [0, 265, 645][n];
  return arrow({ cargo, points: [[x, 444], [x + 40, 444]], label: { at: [x + 50, 449], lines: [words], left: true } });
}

const { width, height } = SIZE;
mkdirSync(dirname(FILE), { recursive: true });
writeFileSync(FILE, `${[
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title caption">`,
  `<title id="title">The way of the data</title><desc id="caption">${CAPTION}</desc>`,
  `<style>${STYLE}\n</style>`,
  `<defs>${LEGEND.map(([cargo]) => head(cargo)).join('')}</defs>`,
  `<rect width="${width}" height="${height}" rx="8" class="page"/>`,
  ...BOXES.map(box), ...ARROWS.map(arrow), ...LEGEND.map(legend),
  '</svg>',
].join('\n')}\n`);
