/** The repository, as package.json has it. */
const REPOSITORY = 'https://example.com/n8n-nodes-prospect-events';

/**
 * The address that the Docs link of a node opens.
 *
 * @param section a page below docs/nodes, and the heading on it, such as `vendor.md#vendor-do-this`
 */
export const docsPage = (section: string): string =>
	`${REPOSITORY}/blob/main/docs/nodes/${section}`;
