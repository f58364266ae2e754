import { join } from 'node:path';
import ts from 'typescript';

/**
 * Compiles the package into `dist`, now and after every change, as `tsc --watch` does. Returns what
 * ends it.
 *
 * @param onCompiled told how many errors there are; they stand at the terminal by then
 */
export function watchTypeScript(root: string, onCompiled: (errors: number) => void): () => void {
	const format: ts.FormatDiagnosticsHost = {
		getCanonicalFileName: (name) => name,
		getCurrentDirectory: () => root,
		getNewLine: () => '\n',
	};
	const host = ts.createWatchCompilerHost(
		join(root, 'tsconfig.json'),
		{},
		ts.sys,
		ts.createEmitAndSemanticDiagnosticsBuilderProgram,
		(error) => console.error(ts.formatDiagnosticsWithColorAndContext([error], format)),
		// The status has a number of errors when a pass is over, and none when one starts.
		(_status, _newLine, _options, errors) => {
			if (errors !== undefined) onCompiled(errors);
		},
	);
	const program = ts.createWatchProgram(host);
	return () => program.close();
}
