/**
 * A node as vendors make them for n8n: a loop over the items, which reads the parameters of one, makes its
 * call, waits for the answer and goes on with the next one. It is loaded into the n8n of the bench only.
 */
class OneCallPerItem {
	description = {
		displayName: 'One Call per Item',
		name: 'oneCallPerItem',
		group: ['output'],
		version: 1,
		description: 'Makes one call after the other',
		defaults: { name: 'One Call per Item' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: ['exploriumApi', 'saleshandyApi', 'outreachOAuth2Api'].map((name) => ({ name })),
		properties: ['credentialType', 'url', 'contentType', 'body'].map((name) => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
		})),
	};

	async execute() {
		const items = this.getInputData();
		const credentialType = this.getNodeParameter('credentialType', 0);
		const contentType = this.getNodeParameter('contentType', 0);
		const output = [];
		for (const itemIndex of items.keys()) {
			const json = await this.helpers.httpRequestWithAuthentication.call(this, credentialType, {
				method: 'POST',
				url: this.getNodeParameter('url', itemIndex),
				body: this.getNodeParameter('body', itemIndex),
				headers: { 'content-type': contentType },
				json: true,
			});
			output.push({ json, pairedItem: itemIndex });
		}
		return [output];
	}
}

module.exports = { OneCallPerItem };
