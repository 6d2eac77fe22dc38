import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/**
 * The declarations of doors that are bundled: those files that a user's compiler reaches from the door. The rest names types of
 * packages that users do not have. A reachable file that does so is an error.
 * @returns texts by path below lib
 */
export function declarationsOf(root: string, doors: readonly string[]): Map<string, string> {
  const lib = join(root, 'lib');
  const texts = emit(root, doors.map((door) => join(root, 'src', door, 'index.ts')));
  const reached = new Set<string>();
  doors.forEach((door) => reach(join(lib, door, 'index.d.ts'), texts, reached));
  const paths = [...reached].map((file) => [relative(lib, file), texts.get(file)!] as const);
  // jsii wrote those of the folders that it compiles.
  return new Map(paths.filter(([path]) => doors.includes(path.split(sep)[0])));
}

function emit(root: string, entries: string[]): Map<string, string> {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.node.json'), {
    // The task `typecheck` reports errors; here it would cost the time a second time.
    noCheck: true, noEmit: false, emitDeclarationOnly: true, declaration: true, rootDir: join(root, 'src'), outDir: join(root, 'lib'),
  }, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (problem) => { throw new Error(String(problem.messageText)); } });
  const texts = new Map<string, string>();
  ts.createProgram(entries, config!.options).emit(undefined, (file, text) => texts.set(join(file), text), undefined, true);
  return texts;
}

function reach(file: string, texts: ReadonlyMap<string, string>, reached: Set<string>): void {
  if (reached.has(file)) return;
  reached.add(file);
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(texts.get(file)!);
  for (const { fileName } of [...importedFiles, ...typeReferenceDirectives]) {
    if (!fileName.startsWith('.')) {
      throw new Error(`${relative('.', file)} names types of "${fileName}", which users of the package do not have: keep them out of what the door exports`);
    }
    const target = join(file, '..', fileName);
    const found = [`${target}.d.ts`, join(target, 'index.d.ts')].find((candidate) => texts.has(candidate));
    if (found) reach(found, texts, reached);
  }
}
