/** What a changelog says about one version, without its heading; undefined if it is not there. */
export function notesOf(changelog, version) {
	const [, ...sections] = changelog.split(/^## /m);
	const section = sections.find((text) => /^\[?([^\]\s]+)/.exec(text)?.[1] === version);
	return section?.slice(section.indexOf('\n')).trim();
}
