import {
	accessSync,
	constants,
	existsSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Raised whenever the state's form changes; a file of another form is not used. */
const FORM = 3;

interface SavedState<World> {
	clockOffsetMs: number;
	world: World;
}

const SAVE_AFTER_MS = 200;

/** The state of an earlier run, or undefined when there is none of today's form. */
export function loadState<World>(path: string): SavedState<World> | undefined {
	if (!existsSync(path)) return undefined;
	try {
		const saved = JSON.parse(readFileSync(path, 'utf8')) as SavedState<World> & { form?: number };
		return saved.form === FORM ? saved : undefined;
	} catch (error) {
		throw new Error(`The state file ${path} cannot be read: ${(error as Error).message}`);
	}
}

/** Writes the state soon after a change, and at once when asked to. */
export class StateWriter<World> {
	#path: string | undefined;
	#read: () => SavedState<World>;
	#timer: NodeJS.Timeout | undefined;

	constructor(path: string | undefined, read: () => SavedState<World>) {
		// Fails at the start, and not at the first change, when the file cannot be written.
		if (path !== undefined) accessSync(dirname(path), constants.W_OK);
		this.#path = path;
		this.#read = read;
	}

	/** Says that something changed; several changes make one write. */
	changed(): void {
		if (this.#path === undefined || this.#timer !== undefined) return;
		this.#timer = setTimeout(() => this.flush(), SAVE_AFTER_MS);
	}

	/** Writes now. The file is replaced in one step, so a crash never leaves half of it. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#path === undefined) return;
		writeFileSync(`${this.#path}.tmp`, JSON.stringify({ form: FORM, ...this.#read() }));
		renameSync(`${this.#path}.tmp`, this.#path);
	}
}
