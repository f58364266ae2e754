/** The same function, which works each result out once: many items ask for the same. */
export function remember<R>(work: (key: string) => R): (key: string) => R {
	const known = new Map<string, R>();
	return (key) => {
		if (!known.has(key)) known.set(key, work(key));
		return known.get(key) as R;
	};
}
