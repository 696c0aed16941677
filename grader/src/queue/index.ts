export { queuedJudging } from './queued-judging';
export { serveQueue } from './serve';
