export { openStage, Stage, type StageOptions } from './stage.js';
export { StageServer, type Script } from './stage-server.js';
