import { DataSource } from '../contracts';
import { ObjectValue } from '../value';
import { Calls } from './calls';
import { copyOf } from './known';
import { SemanticServer } from './server';
import { settle } from './settle';

type DataSourceAnswer = Awaited<ReturnType<SemanticServer['readDataSource']>>;

/** Reads a data source. There is no such thing as a missing one: nothing found is the author's error to word. */
export async function readDataSource(calls: Calls, dataSource: DataSource<any>, typeName: string, config: ObjectValue): Promise<DataSourceAnswer> {
  const doing = `reading data source ${typeName}`;
  const { diagnostics, returned } = await calls.run({ doing, timeoutMs: dataSource.timeouts?.read }, async (context) =>
    settle(await dataSource.read(copyOf(config), context), dataSource.schema, doing, calls.bug, context.diagnostics));
  return { diagnostics: [...diagnostics], state: diagnostics.hasErrors ? null : returned?.value ?? null };
}
