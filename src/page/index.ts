/** Pages of ours: HTML that escapes by itself, and one look for all. */
export * from './bar';
export * from './document';
export * from './html';
export * from './words';
