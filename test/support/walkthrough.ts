/** One paste of the walk through "Add an operation" in CONTRIBUTING.md. */
export interface Paste {
	file: string;
	/** The line that the code goes below; a new file has none. */
	below?: string;
	code: string;
}

const BLOCK = /<!-- prettier-ignore -->\n```\w+\n([\s\S]*?)```/g;

/** What the walk has one paste, in its order. */
export function pastesIn(page: string): Paste[] {
	let end = 0;
	return [...page.matchAll(BLOCK)].map((block) => {
		const words = page.slice(end, block.index).replace(/\s+/g, ' ');
		end = block.index + block[0].length;
		const [, file] = /.*(?:Make the file|In) `([^`]+)`/.exec(words) ?? [];
		const [, below] = /paste below the line `([^`]+)`/.exec(words) ?? [];
		if (file === undefined) throw new Error(`Where does this go? ${block[1]}`);
		return { file, below, code: block[1] };
	});
}

/** The file after a paste; as it is where somebody has followed the walk already. */
export function pasted({ file, below, code }: Paste, text?: string): string {
	if (text?.includes(code)) return text;
	if (below === undefined) {
		if (text !== undefined) throw new Error(`${file} is there already.`);
		return code;
	}
	const parts = (text ?? '').split(`${below}\n`);
	if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} lines "${below}".`);
	return parts.join(`${below}\n${code}`);
}
