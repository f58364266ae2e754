import type { Said } from './outcome.ts';
import type { Target } from './target.ts';

const VENDOR_NAMES = { explorium: 'Explorium', saleshandy: 'Saleshandy', outreach: 'Outreach' };

/** What no message may show: the inside of the program. */
const RAW =
	/TypeError|ReferenceError|RangeError|SyntaxError|is not a function|is not iterable|Cannot read prop|Unexpected (token|end)|\bundefined\b|\[object |\bNaN\b|\.js:\d+| at [\w.]+ \(|SANDBOX BUG|sandbox_bug/;

/** Words for a call that has been carried out, or may have been. */
const MAY_BE_DONE =
	/may (already )?have|might have|not known|unknown|unclear|whether|carried out|already|had (been|gone)|was (done|changed|removed|deleted|added)|goes on|continues|left|Look |batch \d+/i;

/** What is missing in what a target said. */
export function missingIn(said: Said, target: Target, hasChanged: boolean): string[] {
	const { message, rest, namesItem } = said;
	const all = `${message} ${rest}`;
	const problems: string[] = [];
	const shown = JSON.stringify(message.slice(0, 120));
	if (message.trim() === '') return ['there is no message'];
	if (RAW.test(all))
		problems.push(`the message shows the inside: ${all.match(RAW)?.[0]} in ${shown}`);
	// n8n words what a credential test meets below HTTP.
	if (target.kind === 'credential') return problems;
	if (!all.includes(VENDOR_NAMES[target.vendor])) problems.push(`no vendor in ${shown}`);
	if (rest.trim() === '') problems.push(`no next step with ${shown}`);
	if (!namesItem) problems.push(`no item with ${shown}`);
	if (hasChanged && !MAY_BE_DONE.test(all)) {
		problems.push(`not said that it may have been carried out: ${shown}`);
	}
	return problems;
}
