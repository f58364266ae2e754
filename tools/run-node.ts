/**
 * Runs one compiled node and prints what came of it as JSON.
 *
 *   npm run -s run-node -- request.json     ("-" reads standard input)
 *
 * A field that its form shows for another choice only makes that choice: "ids" needs no "selectBy".
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IDataObject } from 'n8n-workflow';
import type { RunRequest, RunResult } from './core-host/protocol.ts';

// Standard output carries the one document; whatever libraries and nodes print goes beside it.
const writeDocument = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
// n8n logs what a node leaves unhandled and goes on.
process.on('unhandledRejection', (reason) => console.error('Unhandled rejection:', reason));

const { HostRequestError, serializeError } = await import('./core-host/errors.ts');
const { CoreHost } = await import('./core-host/host.ts');
const { withImpliedChoices } = await import('./core-host/impliedChoices.ts');
const { parseRequest } = await import('./core-host/parse-request.ts');
const { redact } = await import('./core-host/redact.ts');

const packageFolder = process.env.RUN_NODE_PACKAGE ?? join(import.meta.dirname, '..');

async function readRequest(file: string | undefined): Promise<RunRequest> {
	if (!file) throw new HostRequestError('Usage: npm run -s run-node -- request.json (or -)');
	if (file === '-') return parseRequest(await text(process.stdin));
	try {
		// npm runs scripts in the package's folder, which need not be the caller's.
		const path = existsSync(file) ? file : resolve(process.env.INIT_CWD ?? '.', file);
		return parseRequest(readFileSync(path, 'utf8'));
	} catch (error) {
		if (error instanceof HostRequestError) throw error;
		throw new HostRequestError(`Cannot read ${file}: ${(error as Error).message}`);
	}
}

async function run(): Promise<{ document: object; exitCode: number }> {
	let request: RunRequest | undefined;
	try {
		request = await readRequest(process.argv[2]);
		const host = await CoreHost.open(packageFolder);
		const { properties } = host.nodeType(request.node).description;
		const parameters = withImpliedChoices(properties, (request.parameters ?? {}) as IDataObject);
		const result: RunResult = await host.run({ ...request, parameters } as RunRequest);
		return { document: redact(result, request.credentials), exitCode: 0 };
	} catch (error) {
		const { knownNodes } = error as InstanceType<typeof HostRequestError>;
		const failure = { ...serializeError(error), ...(knownNodes && { knownNodes }) };
		const document = { output: null, error: failure, staticData: null };
		return { document: redact(document, request?.credentials), exitCode: 1 };
	}
}

const { document, exitCode } = await run();
// Nodes may leave sockets open; the answer is complete.
writeDocument(`${JSON.stringify(document, null, '\t')}\n`, () => process.exit(exitCode));
