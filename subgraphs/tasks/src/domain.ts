// The only door for workers.
export { findTaskSummary as findTask, type TaskSummary } from './task/findTaskSummary.ts';
