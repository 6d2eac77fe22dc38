/** Logs of components and engines: what words in them mean. No line of a log is shown, because it may hold a key. */
export { examineLog } from './examine-log';
