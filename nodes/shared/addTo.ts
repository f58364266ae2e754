/** Adds one to the list that a map has for a key, which begins with the first. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, one: V): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [one]);
	else list.push(one);
}
