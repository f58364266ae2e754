import { parse } from 'flatted';

export type Json = Record<string, unknown>;

/** How one node of an execution fared. */
export interface NodeRun {
	/** n8n's own measure of the node, in seconds. */
	seconds: number;
	/** When n8n began with it, in milliseconds since 1970. */
	startedAt: number;
	/** The message of the error that stopped it. */
	error?: string;
	output: Json[];
}

interface Stored {
	resultData: {
		error?: { message: string };
		runData: Record<
			string,
			Array<{
				startTime: number;
				executionTime: number;
				error?: { message: string };
				data?: { main: Array<Array<{ json: Json }> | null> };
			}>
		>;
	};
}

/** Reads how a node fared from an execution as n8n stores it. */
export function readNodeRun(data: string, node: string): NodeRun {
	const { runData, error } = (parse(data) as Stored).resultData;
	const [run] = runData[node] ?? [];
	if (run === undefined) throw new Error(`The node did not run: ${error?.message}`);
	return {
		seconds: run.executionTime / 1000,
		startedAt: run.startTime,
		error: run.error?.message,
		output: (run.data?.main ?? []).flatMap((items) => items ?? []).map(({ json }) => json),
	};
}
