import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/terraform';

const ROOT = 'security dynamic-address';

/** Statements below `security dynamic-address` that a Junos device knows. A text in quotes ends at the next quote. */
const STATEMENTS = [
  /^feed-server [\w-]{1,16} (hostname|url|description|tls-profile) "[^"]+"$/,
  /^feed-server [\w-]{1,16} (update-interval|hold-interval) \d+$/,
  /^feed-server [\w-]{1,16} validate-certificate-attributes subject-or-subject-alternative-names$/,
  /^feed-server [\w-]{1,16} feed-name [\w-]+$/,
  /^feed-server [\w-]{1,16} feed-name [\w-]+ (path|description) "[^"]+"$/,
  /^feed-server [\w-]{1,16} feed-name [\w-]+ (update-interval|hold-interval) \d+$/,
  /^address-name [\w-]+ (description "[^"]+"|profile feed-name [\w-]+|session-scan)$/,
];

/** A dynamic address, and the feed that fills it. */
export interface DynamicAddress {
  readonly name: string;
  readonly serverUrl: string;
  readonly path: string;
  readonly updateSeconds: number;
}

/** The file that the provider writes its lines to in place of a device, and the configuration that a device would have from them. */
export class JunosSetFile {
  readonly file = join(temporaryFolder('junos'), 'lines');
  private seen = 0;

  /** Lines since they were last forgotten. */
  get told(): string[] {
    return this.lines().slice(this.seen);
  }

  forget(): void {
    this.seen = this.lines().length;
  }

  /** Statements without their root, in the order in which they came. */
  get configuration(): string[] {
    return this.lines().reduce<string[]>((statements, line) => {
      const [, verb, statement] = new RegExp(`^(set|delete) ${ROOT} (.+)$`).exec(line) ?? [];
      if (verb === 'delete') return statements.filter((one) => one !== statement && !one.startsWith(`${statement} `));
      if (!STATEMENTS.some((known) => known.test(statement))) throw new Error(`Junos knows no statement ${line.replace(/"[^"]*"/g, '"…"')}`);
      return [...statements, statement];
    }, []);
  }

  get addresses(): DynamicAddress[] {
    const statements = this.configuration;
    const find = (pattern: RegExp) => statements.map((statement) => pattern.exec(statement)).filter((match) => match !== null);
    return find(/^address-name (\S+) profile feed-name (\S+)$/).map(([, name, feed]) => {
      const [[, server, path]] = find(new RegExp(`^feed-server (\\S+) feed-name ${feed} path "(.+)"$`));
      const [[, serverUrl]] = find(new RegExp(`^feed-server ${server} url "(.+)"$`));
      const [[, seconds]] = [
        ...find(new RegExp(`^feed-server ${server} feed-name ${feed} update-interval (\\d+)$`)), ...find(new RegExp(`^feed-server ${server} update-interval (\\d+)$`)),
      ];
      return { name, serverUrl, path, updateSeconds: Number(seconds) };
    });
  }

  remove(): void {
    rmSync(join(this.file, '..'), { recursive: true });
  }

  private lines(): string[] {
    return existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line !== '') : [];
  }
}
