/**
 * A part of a node's line on the canvas: the name of what was picked from a list. n8n gives only the ID
 * there, unless the parameters are asked for as they are saved.
 *
 * @param parameter a picker of the form
 * @param otherwise what to say where an ID or an expression is given, and no name is known
 * @returns an expression, without its brackets
 */
export function pickedName(parameter: string, otherwise: string): string {
	return `($parameter.toJSON?.()?.${parameter}?.cachedResultName || ${JSON.stringify(otherwise)})`;
}
