import { ask } from './control.js';

let asked;
let askedOf;

/** The switches and rate limits with their defaults: the same for as long as the sandbox runs. */
export function defaults(run) {
	if (askedOf !== run) {
		askedOf = run;
		asked = Promise.all([ask('/switches'), ask('/limits')]).then(([switches, limits]) => ({
			switches,
			limits,
		}));
		// Asked again next time, should it have failed.
		asked.catch(() => {
			askedOf = undefined;
		});
	}
	return asked;
}
