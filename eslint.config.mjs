import eslint from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

// The five rules of nodes-base that n8n's own tools switch off as well: they contradict today's n8n.
const offByN8n = (rules) =>
	Object.fromEntries(rules.map((rule) => [`n8n-nodes-base/${rule}`, 'off']));

const packageFile = {
	files: ['package.json', 'packages/*/package.json'],
	languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
};

// A parameter that n8n cannot resolve for an item costs that item only where it is read for it, and the
// context that the reader is given takes a fraction of the time.
const readInReader =
	'Read parameters of items in the reader (`read`), from the context that it is given: it fails one item at a time.';
const parameterRead = 'CallExpression[callee.property.name="getNodeParameter"]';

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
		// What `n8n-node lint` checks (@n8n/node-cli 0.48.3), part by part. The package itself is not
		// installed: it brings 124 others along, LangChain and OpenAI's client among them.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [
			eslint.configs.recommended,
			tseslint.configs.recommended,
			n8nCommunityNodesPlugin.configs.recommended,
			importX.flatConfigs.recommended,
		],
		plugins: { 'n8n-nodes-base': nodesBase },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		rules: { 'prefer-spread': 'off', 'no-console': 'error' },
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
		files: ['nodes/**/*.ts'],
		// It reads the options of the whole run.
		ignores: ['nodes/shared/runNode.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{ selector: `${parameterRead}[arguments.1.raw=/^\\d+$/]`, message: readInReader },
				{
					selector: `MethodDefinition[key.name="execute"] ${parameterRead}:not(Property[key.name=/^read/] *)`,
					message: readInReader,
				},
				{
					selector: 'MethodDefinition[key.name="execute"] Property ThisExpression',
					message: readInReader,
				},
			],
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
