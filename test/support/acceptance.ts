import { Service } from './service';
import { Workspace } from './terraform';
import type { EmulatorOptions } from '../../src/emulator';

/** What an acceptance suite stands on: one emulator for the file, reset before each test; workspaces that end with the test. */
export interface Acceptance {
  readonly service: Service;
  /** A fresh workspace against the service; it ends, and is checked for left processes, after the test. */
  workspace(name?: string): Workspace;
}

/** @param options of the emulator */
export function acceptance(options?: EmulatorOptions): Acceptance {
  let service: Service | undefined;
  let workspaces: Workspace[] = [];

  beforeAll(async () => {
    service = await Service.start(options);
  });
  beforeEach(() => service!.reset());
  afterEach(async () => {
    const ending = workspaces;
    workspaces = [];
    for (const workspace of ending) await workspace.end();
  });
  afterAll(() => service?.end());

  return {
    get service() {
      return service!;
    },
    workspace(name) {
      const workspace = new Workspace(service!, { name });
      workspaces.push(workspace);
      return workspace;
    },
  };
}
