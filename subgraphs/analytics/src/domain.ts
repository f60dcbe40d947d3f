// The only door for workers.
export { recordFact, type Fact } from './event/recordFact.ts';
