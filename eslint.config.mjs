import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

// The five rules of nodes-base that n8n's own tools switch off as well: they contradict today's n8n.
const offByN8n = (rules) =>
	Object.fromEntries(rules.map((rule) => [`n8n-nodes-base/${rule}`, 'off']));

const packageFile = {
	files: ['package.json', 'packages/*/package.json'],
	languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
};

export default tseslint.config(
	{
		ignores: [
			'**/node_modules/',
			'dist/',
			'dist-vendors/',
			// Links to what is linted where it is.
			'packages/*/*/',
			'playground/.data/',
			'sandbox/page/',
			'test/fixtures/',
		],
	},
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommended],
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: { 'no-console': 'error' },
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...nodesBase.configs.nodes.rules,
			...offByN8n([
				'node-class-description-inputs-wrong-regular-node',
				'node-class-description-outputs-wrong',
				'node-param-type-options-max-value-present',
			]),
		},
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...nodesBase.configs.credentials.rules,
			...offByN8n([
				'cred-class-field-documentation-url-miscased',
				'cred-class-field-type-options-password-missing',
			]),
		},
	},
	{
		...packageFile,
		extends: [n8nCommunityNodesPlugin.configs.recommended],
	},
	{
		...packageFile,
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: nodesBase.configs.community.rules,
	},
);
