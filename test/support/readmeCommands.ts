import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAMS =
	/^(npm|npx|node|docker|apt-get|git|curl|n8n|corepack|pnpm|yarn|sudo|sh|bash|cd)\b /;
const SETTING = /^[A-Z][A-Z0-9_]*=\S+$/;

/** What README has one type at a terminal: each line of its code blocks for one, and what it says in passing. */
export function readmeCommands(root: string): string[] {
	const page = readFileSync(join(root, 'README.md'), 'utf8');
	const blocks = [...page.matchAll(/^```(?:bash|sh|shell|console)\n([\s\S]*?)^```/gm)];
	const lines = blocks.flatMap(([, block]) => block.split('\n'));
	const inBlocks = lines
		.map((line) => line.trim())
		.filter((line) => line !== '' && !SETTING.test(line));
	const text = page.replace(/^```[\s\S]*?^```/gm, '');
	const inText = [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code.replace(/\s+/g, ' '));
	return [...new Set([...inBlocks, ...inText.filter((code) => PROGRAMS.test(code))])];
}
