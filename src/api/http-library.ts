/** The part of undici that is used, by the file it is in: all of it is twice as much to load, and to ship. */
export { default as Agent } from 'undici/lib/dispatcher/agent.js';
