// The only door for workers.
export { recordFact } from './event/recordFact.ts';
