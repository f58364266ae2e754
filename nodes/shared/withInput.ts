import type { IDataObject } from 'n8n-workflow';

/** Where an output item keeps the input fields that have the name of one of its own. */
const ASIDE = 'input';

/**
 * An output item that keeps the fields of the input item behind it. Where both have a field, its own
 * stands; the input's, if it is another, is kept under `input`. So is a field `input` of the input item
 * then. Nothing inside of a field is merged or copied.
 *
 * @param own what the node gives; it has no field `input`
 * @param names of fields that mean something of the node's: the input's are kept under `input` even where
 * the node gives none, so that nobody takes them for the node's
 */
export function withInput(
	own: IDataObject,
	input: IDataObject,
	names: readonly string[] = [],
): IDataObject {
	const kept: IDataObject = {};
	const aside: IDataObject = {};
	for (const name of Object.keys(input)) {
		if (Object.hasOwn(own, name)) {
			if (!Object.is(own[name], input[name])) put(aside, name, input[name]);
		} else put(names.includes(name) ? aside : kept, name, input[name]);
	}
	if (Object.keys(aside).length === 0) return { ...own, ...kept };
	if (Object.hasOwn(kept, ASIDE)) aside[ASIDE] = kept[ASIDE];
	return { ...own, ...kept, [ASIDE]: aside };
}

/** Sets a field. To assign to `__proto__` would change what the object is instead. */
function put(object: IDataObject, name: string, value: IDataObject[string]): void {
	if (name !== '__proto__') object[name] = value;
	else {
		const asField = { value, enumerable: true, configurable: true, writable: true };
		Object.defineProperty(object, name, asField);
	}
}
