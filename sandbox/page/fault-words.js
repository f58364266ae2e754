import { nameCalls } from './calls.js';
import { span } from './time.js';

/** Whether a fault has hit as often as it was to. */
export const isUsedUp = ({ times = 1, hits }) => times !== 'always' && hits >= times;

/** A fault in words: what it does, and when. */
export function describeFault(fault) {
	return { what: effects(fault).join(', ') || 'other headers', when: occasions(fault) };
}

function effects({ latencyMs, drop, hang, status, body, truncate, applyFirst, ...more }) {
	const done = applyFirst === true ? 'does it, ' : '';
	return [
		latencyMs === undefined
			? ''
			: `answers ${latencyMs < 1000 ? `${latencyMs} ms` : span(latencyMs)} late`,
		drop === undefined ? '' : `connection breaks ${drop} it is done`,
		hang === true ? `${done}never answers` : '',
		status === undefined ? '' : `${done}answers ${status}${bodyWords(status, body)}`,
		status === undefined && body !== undefined ? `${done}answers another body` : '',
		truncate === true ? 'answer is cut in half' : '',
		...bodyEffects(more),
	].filter(Boolean);
}

const ALTERATIONS = {
	'entry-null': 'list holds an empty entry',
	'in-list': 'answers with a list around it',
	'list-null': 'list is null',
	'list-missing': 'list is missing',
};

function bodyEffects({ breakBody, dripMs, gzip, alter, omitHeaders, refuseIds }) {
	return [
		breakBody === undefined ? '' : 'connection breaks in the middle of the answer',
		dripMs === undefined ? '' : `answers a byte every ${span(dripMs)}, without an end`,
		gzip === undefined ? '' : gzip === 'bomb' ? 'answer unpacks to 60 MB' : 'answer is no gzip',
		alter === undefined ? '' : ALTERATIONS[alter],
		omitHeaders === undefined ? '' : 'leaves headers out',
		refuseIds === true ? 'refuses all prospect IDs' : '',
	];
}

function bodyWords(status, body) {
	if (body === undefined) return ' with nothing';
	return typeof body === 'string' ? ' with a text that is no JSON' : '';
}

function occasions({ vendor, method, path, times = 1, hits, every = 1, after = 0, seen }) {
	const left = times === 'always' ? undefined : times - hits;
	const often = [
		every > 1 ? `every ${ordinal(every)} time` : times === 'always' ? 'always' : '',
		left === undefined ? '' : left === 1 ? 'the next time' : `the next ${left} times`,
		after > seen ? `after ${after - seen} more` : '',
	].filter(Boolean);
	const past = hits === 0 ? '' : ` · so far ${hits === 1 ? 'once' : `${hits} times`}`;
	return `${nameCalls({ vendor, method, path })} · ${often.join(', ')}${past}`;
}

function ordinal(count) {
	return { 2: '2nd', 3: '3rd' }[count] ?? `${count}th`;
}

/** A rate limit in words. */
export function describeLimit(limit) {
	if (limit === null) return { what: 'no rate limit', when: 'and no headers about it' };
	const unit = `${limit.unit === 'ids' ? 'record' : 'call'}${limit.limit === 1 ? '' : 's'}`;
	return {
		what: `${limit.limit} ${unit} in ${span(limit.windowSeconds * 1000)}`,
		when: 'rate limit',
	};
}

/** A switch in words. */
export function describeSwitch(name, value, { description }) {
	return { what: `${name}: ${value === true ? 'on' : value}`, when: description };
}
