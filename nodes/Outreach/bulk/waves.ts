import { addTo } from '../../shared/addTo';
import type { ItemRequest } from '../../shared/merge';
import { eachInTurns, mapInTurns } from '../../shared/turns';

/**
 * Sorts what items ask for into waves, to be carried out one after the other: where items ask for
 * different things of the same record, the later item gets the last word.
 *
 * Without such items there is one wave.
 *
 * @param keyOf a text that is the same for settings that may share a call
 */
export async function inWaves<S>(
	requests: Array<ItemRequest<S>>,
	keyOf: (settings: S) => string = JSON.stringify,
): Promise<Array<Array<ItemRequest<S>>>> {
	const keys = await mapInTurns(requests, ({ settings }) => keyOf(settings));
	if (keys.every((key) => key === keys[0])) return requests.length > 0 ? [requests] : [];
	const lastOf = new Map<string, { key: string; wave: number }>();
	const waves: Array<Array<ItemRequest<S>>> = [];
	await eachInTurns(requests, (request, index) => {
		const key = keys[index];
		const idsByWave = new Map<number, string[]>();
		for (const id of request.ids) {
			const last = lastOf.get(id);
			const wave = last === undefined ? 0 : last.key === key ? last.wave : last.wave + 1;
			lastOf.set(id, { key, wave });
			addTo(idsByWave, wave, id);
		}
		for (const [wave, ids] of idsByWave) (waves[wave] ??= []).push({ ...request, ids });
	});
	return waves;
}
