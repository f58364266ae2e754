import type { Worker } from '../../../../playground/src/queue/worker.ts';

const STARTED = /Worker started execution (\d+) /g;
const FINISHED = /Worker finished execution (\d+) /g;

function idsIn(log: string, line: RegExp): string[] {
	return [...log.matchAll(line)].map(([, id]) => id);
}

/** The executions that a worker has begun: only its own log says so. */
export function startedBy({ service }: Worker): string[] {
	return idsIn(service.log, STARTED);
}

/** The executions that a worker is in the middle of. */
export function runningOn({ service }: Worker): string[] {
	const { log } = service;
	const finished = new Set(idsIn(log, FINISHED));
	return idsIn(log, STARTED).filter((id) => !finished.has(id));
}
