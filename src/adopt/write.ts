import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf, draftIn, isDraft, removeOldDrafts, replaceFile } from '../files';
import { AdoptError } from './errors';
import { AdoptedFile } from './types';

/** What a folder holds already, drafts of a run that died left out; empty if there is no folder. */
export function contentsOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !isDraft(name)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw unreadable(folder, error);
  }
}

/**
 * Writes files so that a run that fails, or dies, leaves none of them: into a draft first, which takes the folder's place in one step. A
 * folder that exists gets them one by one from there, the last of them last, which is the one that makes the others count.
 */
export function writeFiles(folder: string, files: readonly AdoptedFile[]): void {
  const target = resolve(folder);
  const there = existsSync(target);
  const home = there ? target : dirname(target);
  const draft = draftIn(home);
  const placed: string[] = [];
  try {
    removeOldDrafts(home);
    for (const { path, text } of files) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      replaceFile(join(draft, path), text, 0o644);
    }
    if (!there) renameSync(draft, target);
    for (const { path } of there ? files : []) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      renameSync(join(draft, path), join(target, path));
      placed.push(path);
    }
  } catch (error) {
    throw unwritable(target, error, placed);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is no folder',
};

function unwritable(target: string, error: unknown, placed: readonly string[]): AdoptError {
  const left = placed.length === 0 ? 'Nothing was left there' : `Of the files only ${placed.join(', ')} came there, and nothing uses them yet`;
  return new AdoptError(`cannot write to ${target}: ${reasonOf(error)}. ${left}; choose another folder, or correct that and run it again`);
}

function unreadable(folder: string, error: unknown): AdoptError {
  return new AdoptError(`cannot read ${folder}: ${codeOf(error) === 'ENOTDIR' ? 'it is no folder' : reasonOf(error)}`);
}

function reasonOf(error: unknown): string {
  return REASONS[codeOf(error)] ?? (error as Error).message;
}
