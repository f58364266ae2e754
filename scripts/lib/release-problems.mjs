import { notesOf } from './changelog.mjs';

/** What speaks against releasing these packages under a tag; empty if nothing does. */
export function releaseProblems(tag, manifests, changelog) {
	const problems = [];
	if (!/^v\d+\.\d+\.\d+$/.test(tag)) problems.push(`"${tag}" is no tag like v1.2.3.`);
	const version = tag.replace(/^v/, '');
	for (const { name, version: own, author, repository } of manifests) {
		if (own !== version) problems.push(`${name} has version ${own}, the tag says ${version}.`);
		if (/example\.com/.test(`${author.email} ${repository.url}`)) {
			problems.push(`${name} has a placeholder for its author or repository.`);
		}
	}
	if (!notesOf(changelog, version)) problems.push(`CHANGELOG.md says nothing about ${version}.`);
	return problems;
}
