/**
 * A number of things in words, such as "1 entry".
 *
 * @param several what more than one are called
 */
export function counted(many: number, one: string, several = `${one}s`): string {
	return `${many} ${many === 1 ? one : several}`;
}
