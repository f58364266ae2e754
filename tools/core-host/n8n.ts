/**
 * The n8n libraries, loaded once and quietly.
 *
 * They are CommonJS and the nodes `require` them too, so they are taken through `require`: an
 * `import` would give n8n-workflow's ESM build, a second copy whose classes differ.
 */
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

// n8n-core logs to stdout and keeps an instance key in the user's folder unless told otherwise.
process.env.N8N_LOG_LEVEL ??= 'silent';
const userFolder = join(tmpdir(), `core-host-${process.pid}`);
process.env.N8N_USER_FOLDER = userFolder;
process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));

require('reflect-metadata');

const corePath = require.resolve('n8n-core');
const requireFromCore = createRequire(corePath);

export const core = require('n8n-core') as typeof import('n8n-core');
export const n8nWorkflow = requireFromCore('n8n-workflow') as typeof import('n8n-workflow');

const { convertToOpenAITool } = requireFromCore(
	'@langchain/core/utils/function_calling',
) as typeof import('@langchain/core/utils/function_calling');

/** A tool as n8n's chat models describe it to the model. */
export const toOpenAiTool = convertToOpenAITool;

const { Container } = requireFromCore('@n8n/di') as typeof import('@n8n/di');

/** The instance of one of n8n-core's services. */
export function service<T>(type: new (...args: never[]) => T): T {
	return Container.get(type as unknown as new () => T);
}

// A package installed elsewhere resolves n8n-workflow to the host's copy.
// Follows n8n 2.41 (packages/cli/src/load-nodes-and-credentials.ts).
const modulePaths = requireFromCore.resolve.paths('n8n-workflow') ?? [];
process.env.NODE_PATH = [...modulePaths, process.env.NODE_PATH]
	.filter(Boolean)
	.join(process.platform === 'win32' ? ';' : ':');
(require('node:module') as { _initPaths: () => void })._initPaths();
